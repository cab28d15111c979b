"""Writes a quiz as HTML: native form controls that read complete without JavaScript."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from builder.questions.base import Question, Slot, Texts
from builder.questions.draws import pool_of
from builder.questions.fill_in import GAP
from builder.statekey import state_key
from builder.words import Words

ENV = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=False)

QUIZ = ENV.from_string("""
<div class="mq-quiz mq-{{ kind }}" id="quiz-{{ id }}" data-quiz="{{ id }}" data-kind="{{ kind }}" \
data-tries="{{ tries }}" data-shuffle="{{ shuffle }}" data-pass="{{ pass_mark }}"{% if draw %} \
data-draw="{{ draw|tojson|forceescape }}" data-k="{{ key }}"{% endif %} role="group" \
aria-labelledby="quiz-{{ id }}-t">
<p class="mq-title" id="quiz-{{ id }}-t">{{ title }}</p>
<p class="mq-intro">{{ intro }}</p>
""")

QUIZ_END = ENV.from_string("""
{% if kind == "assessment" %}<div class="mq-ways">\
<button type="button" class="mq-submit" hidden>{{ t("submit_quiz") }}</button></div>
{% endif %}<div class="mq-summary" role="status"></div>
</div>
""")

QUESTION = ENV.from_string("""
<form class="mq" id="{{ dom }}" data-q="{{ name }}" data-type="{{ question.type }}" \
data-outcome="{{ question.outcome|join(" ") }}"\
{% if pool %} data-pool="{{ pool }}"{% endif %} data-key="{{ key }}" novalidate>
<p class="mq-n">{{ t("question_n_of", n=number, total=total) }}\
{% if not question.is_note %} <span class="mq-points">· {{ t("points", n=points) }}</span>{% endif %}\
 <span class="mq-tries"></span></p>
<fieldset class="mq-body" aria-describedby="{{ described }}">
<legend>{{ legend }}</legend>
{% if about %}<div class="mq-about" id="{{ dom }}-about">{{ about }}</div>
{% endif %}<p class="mq-how" id="{{ dom }}-how">{{ t(question.how) }}</p>
{{ controls }}
</fieldset>
<p class="mq-err" id="{{ dom }}-err" hidden></p>
{% if hint %}<details class="mq-hint"><summary>{{ t("hint") }}</summary>{{ hint }}</details>
{% endif %}{% if not together or question.is_note %}<div class="mq-ways">\
<button type="submit" class="mq-check" hidden>\
{{ t(question.button) }}<span class="vh">{{ t("check_for", n=number) }}</span></button></div>
{% endif %}<div class="mq-status" role="status"></div>
<{{ holder }} class="mq-key">{% if holder == "details" %}\
<summary>{{ t("after_note" if question.is_note else "answer_and_explanation") }}</summary>{% endif %}
{% if answer %}<div class="mq-answer">{{ answer }}</div>
{% endif %}{% for fb in feedback %}<div class="mq-fb" data-fb="{{ fb.name }}">\
{% if fb.label %}<p class="mq-fb-for">{{ fb.label }}</p>{% endif %}\
<div class="mq-fb-text">{{ fb.text }}</div></div>
{% endfor %}</{{ holder }}>
</form>
""")

ANSWER_LIST = ENV.from_string(
    "{% if items|length == 1 %}<p>{{ t('right_answer') }} {{ items[0] }}</p>{% else %}"
    "<p>{{ t('right_answers') }}</p><{{ tag }}>{% for item in items %}<li>{{ item }}</li>"
    "{% endfor %}</{{ tag }}>{% endif %}"
)


def quiz_start(quiz: Mapping[str, Any], t: Words) -> str:
    """The opening of a quiz: its title and one line that says how it works."""
    intro = f"{_how_many(quiz, t)} {t('quiz_' + quiz['kind'])} {_tries(quiz, t)}".strip()
    return QUIZ.render(**quiz, intro=intro, key=state_key(f"{quiz['id']}|attempts"))


def _how_many(quiz: Mapping[str, Any], t: Words) -> str:
    if quiz["draw"]:
        return t("questions_drawn", n=quiz["asked"], total=quiz["count"])
    return t("questions", n=quiz["count"])


def _tries(quiz: Mapping[str, Any], t: Words) -> str:
    if quiz["kind"] in ("assessment", "survey"):
        return t("attempts_allowed", n=quiz["tries"]) if quiz["draw"] and quiz["tries"] > 1 else ""
    return t("tries_allowed", n=quiz["tries"]) if quiz["tries"] else t("tries_unlimited")


def quiz_end(quiz: Mapping[str, Any], t: Words) -> str:
    return QUIZ_END.render(kind=quiz["kind"], t=t)


def question_html(
    question: Question,
    name: str,
    text: Texts,
    plain: Mapping[str, str],
    quiz: Mapping[str, Any],
    number: int,
    t: Words,
) -> str:
    """A question's form. `text` holds its MyST rendered, `plain` the same without markup."""
    dom = f"q-{name}"
    slots = question.slots(name)
    legend, about, body = _prompt(question, text, t)
    described = f"{dom}-how {dom}-err" + (f" {dom}-about" if about else "")
    view = {"question": question, "slots": slots, "dom": dom, "described": described, "t": t}
    view |= {"text": text, "plain": plain, "cloze": _cloze(body, slots, t), **question.view()}
    return QUESTION.render(
        **view,
        legend=legend,
        about=about,
        hint=text.get("hint", ""),
        name=name,
        number=number,
        total=quiz["count"],
        pool=pool_of(question, quiz["draw"]),
        points=f"{question.points:g}",
        together=quiz["kind"] == "assessment",
        holder="template" if quiz["kind"] == "assessment" else "details",
        key=encode_key(question, name, slots, plain, t),
        controls=Markup(ENV.from_string(question.markup).render(**view)),
        answer=_answer(question, slots, text, t),
        feedback=list(_feedback(question, slots, text, t)),
    )


def encode_key(
    question: Question, name: str, slots: Sequence[Slot], plain: Mapping[str, str], t: Words
) -> str:
    """What the runtime needs to mark and report, as base64 of ASCII JSON. This hides nothing
    from a determined reader: marking happens in the learner's browser."""
    out_of = question.out_of(slots)
    key: dict[str, Any] = {
        "k": answer_key(name, question.type, out_of, slots),
        "slots": [_slot_data(question, slot, plain, t) for slot in slots],
        "outOf": out_of,
        "points": question.points,
        "note": question.is_note,
    }
    if question.interaction:
        key["report"] = {
            "type": question.interaction,
            "pattern12": question.pattern12(slots)[:255],
            "pattern2004": question.pattern2004(slots),
            "text": plain["prompt_first"][:250],
        }
    return base64.b64encode(json.dumps(key, separators=(",", ":")).encode()).decode()


def answer_key(name: str, type_: str, out_of: int, slots: Sequence[Slot]) -> str:
    """Another key for all that the form of a saved answer depends on, so that none is read as
    another: the choices, the parts and their order, and how many marks there are."""
    parts = [part for slot in slots for part in (slot.name, *slot.ids)]
    return state_key("|".join([name, type_, str(out_of), *parts]))


def _slot_data(
    question: Question, slot: Slot, plain: Mapping[str, str], t: Words
) -> dict[str, Any]:
    """A slot without what it has not, under the short names of the runtime."""
    data = {name: value for name, value in asdict(slot).items() if value or value == 0.0}
    data = {"n": data.pop("name"), "k": data.pop("kind"), **data}
    if not slot.limit:
        data.pop("limit", None)
    labels = {id_: plain.get(question.label_of(slot, id_), "") for id_ in slot.ids}
    labels |= question.interface_labels(t) | dict(slot.texts)
    data["texts"] = {id_: label for id_, label in labels.items() if label}
    return {key: value for key, value in data.items() if value != {}}


def _prompt(question: Question, text: Texts, t: Words) -> tuple[str, str, str]:
    """What names the question, what describes it, and what its gaps stand in.

    A legend can't hold controls: a prompt whose first paragraph has a gap goes below whole.
    """
    first, rest = text["prompt_first"], text.get("prompt_rest", Markup(""))
    if not question.prompt_in_controls:
        return first, rest, ""
    if GAP.search(first):
        return t("fill_gaps"), "", Markup("<p>") + first + Markup("</p>") + rest
    return first, "", rest


def _cloze(
    body: str, slots: Sequence[Slot], t: Words
) -> Callable[[Callable[[Slot, str], str]], Markup]:
    """Puts the control of each gap where `[[gap]]` stands in the rendered prompt."""
    by_name = {slot.short_name: (n, slot) for n, slot in enumerate(slots, start=1)}

    def fill(box: Callable[[Slot, str], str]) -> Markup:
        def control(match: Any) -> str:
            number, slot = by_name[match[1]]
            return str(box(slot, t("gap_n_of", n=number, total=len(slots))))

        return Markup(GAP.sub(control, str(body)))

    return fill


def _answer(question: Question, slots: Sequence[Slot], text: Texts, t: Words) -> Markup:
    """The right answer for people to read: in the key, and after the last try."""
    items = question.answers(text, t)
    tag = "ol" if slots[0].kind == "order" else "ul"
    return Markup(ANSWER_LIST.render(items=items, tag=tag, t=t) if items else "")


def _feedback(
    question: Question, slots: Sequence[Slot], text: Texts, t: Words
) -> Iterator[dict[str, str]]:
    """Every explanation under the name by which the runtime finds it."""
    for name in ("right", "wrong", "exemplar"):
        if name in text:
            yield {"name": name, "label": t(f"feedback_{name}"), "text": text[name]}
    for slot, id_ in ((s, i) for s in slots for i in s.ids):
        key = question.feedback_of(slot, id_)
        if key in text:
            label = text[question.label_of(slot, id_)]
            yield {"name": f"{slot.name}:{id_}", "label": label, "text": text[key]}
    for name in sorted(key for key in text if key.startswith("end:")):
        yield {"name": name, "label": "", "text": text[name]}
