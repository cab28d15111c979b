/** A question's form: reads and writes it, says what is missing, shows feedback, locks it. */
(function (Mooc) {
  'use strict';
  const { say } = Mooc.text;
  const { el, button } = Mooc;
  const { RIGHT, PARTIAL } = Mooc.marks;
  const TYPING = 5000;
  const all = (node, selector) => Array.from(node.querySelectorAll(selector));

  /** Questions of the page, each with its key, form and quiz. A broken key leaves a readable form. */
  function load() {
    return [].concat(...all(document, '[data-quiz]').map(box => {
      const quiz = Object.assign({ box, submit: box.querySelector('.mq-submit'), summary: box.querySelector('.mq-summary') }, box.dataset);
      quiz.tries = Number(quiz.tries) || (quiz.submit ? 1 : 0);
      quiz.scored = /module|assessment/.test(quiz.kind);
      quiz.attempts = 1;
      if (quiz.draw) Object.assign(quiz, { draw: JSON.parse(quiz.draw), attempts: quiz.tries, tries: 1, past: past(quiz) });
      quiz.all = quiz.questions = all(box, 'form.mq').map(form => loadQuestion(form, quiz)).filter(Boolean);
      return quiz.all;
    }));
  }

  /** What is kept of a quiz's earlier attempts has the form of an answer: how many, and the best in ten-thousandths. */
  const past = quiz => ({ k: quiz.k, slots: [], outOf: 10000, note: false, quiz });

  function loadQuestion(form, quiz) {
    try {
      const part = name => form.querySelector('.mq-' + name);
      return Object.assign(JSON.parse(atob(form.dataset.key)), { form, quiz, part, id: form.dataset.q, type: form.dataset.type, pool: form.dataset.pool, asked: true, outcomes: (form.dataset.outcome || '').split(' ').filter(Boolean),
        text: form.querySelector('legend').textContent.trim(), since: Date.now() });
    } catch (e) { return null; }
  }

  /* Slots are read from native controls and written back. order.js adds a control of its own kind. */

  const fields = (q, slot) => Array.from(q.form.elements).filter(field => field.name === slot.n);
  const isBox = field => /radio|checkbox/.test(field.type);

  const native = {
    start() {},
    fields,
    read(q, slot) {
      const values = fields(q, slot).filter(field => !isBox(field) || field.checked).map(field => field.value);
      return slot.k === 'many' ? slot.ids.filter(id => values.includes(id)) : (values[0] || '').slice(0, slot.limit);
    },
    write(q, slot, value) {
      fields(q, slot).forEach(field => {
        if (isBox(field)) field.checked = value.includes(field.value);
        else field.value = value;
      });
    }
  };
  const controls = {};
  const control = slot => controls[slot.k] || native;

  const read = q => q.slots.map(slot => control(slot).read(q, slot));
  const write = (q, values) => q.slots.forEach((slot, i) => control(slot).write(q, slot, values[i] || ''));

  /* What is missing. */

  function isBad(slot, value) {
    return Mooc.marks.isEmpty(value) || slot.k === 'number' && isNaN(Mooc.text.number(value));
  }

  /** Slots without a usable value. A flow may ask for less than all (`open`). */
  function missing(q, values) {
    return q.open ? q.open(values) : q.slots.filter((slot, i) => isBad(slot, values[i]));
  }

  function message(q, bad) {
    return q.slots.length > 1 ? say('err_parts', { n: bad.length }) : say('err_' + bad[0].k);
  }

  function clearError(q) {
    q.part('err').hidden = true;
    all(q.form, '[aria-invalid]').forEach(field => field.removeAttribute('aria-invalid'));
  }

  /** Inside a group only the group points at the error; a field that is focused must do so too. */
  function showError(q, bad, text) {
    const error = q.part('err');
    error.textContent = text;
    error.prepend(el('span', { class: 'vh' }, say('error')));
    error.hidden = false;
    bad.forEach(slot => control(slot).fields(q, slot).forEach(field => {
      const ids = (field.getAttribute('aria-describedby') || '').split(' ');
      field.setAttribute('aria-invalid', 'true');
      if (!ids.includes(error.id)) field.setAttribute('aria-describedby', ids.concat(error.id).join(' ').trim());
    }));
  }

  const goTo = (q, bad) => control(bad[0]).fields(q, bad[0])[0].focus();

  function refuse(q, bad, text) {
    showError(q, bad, text);
    goTo(q, bad);
  }

  /** Whether the question can be marked; if not, says why and goes there. */
  function isReady(q, values) {
    const bad = missing(q, values);
    clearError(q);
    if (bad.length) refuse(q, bad, message(q, bad));
    return !bad.length;
  }

  /* Feedback. */

  const key = q => { const node = q.part('key'); return node.content || node; };
  const explanation = (q, name) => all(key(q), '[data-fb]').find(node => node.getAttribute('data-fb') === name);

  /** A copy of a part of the builder's markup, without ids: one may stand only once in a page. */
  function copy(node, selector) {
    const from = node && node.querySelector(selector);
    if (!from) return null;
    const made = from.cloneNode(true);
    [made, ...all(made, '[id]')].forEach(part => part.removeAttribute('id'));
    return made;
  }

  /** Explanations of what was chosen; with several, each says which option it is about. */
  function explain(q, values) {
    const names = [].concat(...q.slots.map((slot, i) => [].concat(values[i]).map(id => `${slot.n}:${id}`)));
    const found = names.map(name => explanation(q, name)).filter(Boolean);
    return [].concat(...found.map(node => [found.length > 1 && copy(node, '.mq-fb-for'), copy(node, '.mq-fb-text')]));
  }

  const triesLeft = (q, rec) => q.quiz.tries ? Math.max(0, q.quiz.tries - rec.tries) : Infinity;
  const isDone = (q, rec) => rec.state === RIGHT || !triesLeft(q, rec);
  const answer = q => copy(key(q), '.mq-answer');
  const outcome = state => ['', 'wrong', 'partial', 'right'][state];
  const round = value => Math.round(value * 100) / 100;

  /** What the latest response earned; the record keeps the best. */
  function earned(q, rec) {
    return say('points_earned', { got: round(Mooc.marks.mark(q, rec.values).raw / q.outOf * q.points), n: q.points });
  }

  function verdict(q, rec) {
    return el('p', { class: 'mq-verdict' }, el('strong', null, say(outcome(rec.state))),
      rec.state === PARTIAL && ' ' + earned(q, rec), !isDone(q, rec) && !q.quiz.submit && ' ' + say('try_again'));
  }

  function show(q, rec, parts) {
    const box = q.part('status');
    const left = triesLeft(q, rec);
    box.textContent = '';
    box.append(...parts.filter(Boolean));
    box.setAttribute('data-state', outcome(rec.state));
    q.part('tries').textContent = q.note || left === Infinity || rec.state === RIGHT || q.quiz.attempts > 1 ? '' : say(left ? 'tries_left' : 'no_tries_left', { n: left });
    q.form.classList.toggle('mq-last', left === 1);
  }

  /** The general explanation comes with the last word on the question, or when there is no last word. */
  function feedback(q, rec) {
    const right = rec.state === RIGHT;
    const last = right || !q.quiz.tries || isDone(q, rec);
    show(q, rec, [verdict(q, rec), ...explain(q, rec.values), last && copy(explanation(q, right ? 'right' : 'wrong'), '.mq-fb-text'),
      !right && isDone(q, rec) && answer(q)]);
  }

  /** Focus moves to the feedback before its control is disabled: else it would fall to the body. */
  function lock(q) {
    const status = q.part('status');
    status.setAttribute('tabindex', '-1');
    if (q.form.contains(document.activeElement)) status.focus();
    setLocked(q, true);
  }

  function setLocked(q, locked) {
    const check = q.part('check');
    if (check) check.hidden = locked;
    q.slots.forEach(slot => control(slot).fields(q, slot).forEach(field => { field.disabled = locked; }));
  }

  /* One question's life: restore, check, show. A flow (scenario.js) replaces it for its type. */

  function render(q, rec) {
    feedback(q, rec);
    if (isDone(q, rec)) lock(q);
  }

  function check(q, session) {
    const values = read(q);
    if (isReady(q, values)) render(q, session.answer(q, values));
  }

  const plain = { start() {}, check, render, restore: (q, rec) => rec && rec.state && render(q, rec) };
  const flows = {};
  const flow = q => q.note ? Mooc.notes : flows[q.type] || plain;

  function restore(q, session) {
    const rec = session.find(q);
    setLocked(q, false);
    clearError(q);
    q.form.reset();
    show(q, { state: 0, tries: 0 }, []);
    write(q, rec ? rec.values : q.slots.map(slot => slot.shown));
    flow(q).restore(q, rec, session);
  }

  function start(q, session) {
    flow(q).start(q, session);
    const button = q.part('check');
    const press = event => {
      event.preventDefault();
      if (button && !(event.detail > 1)) flow(q).check(q, session); // no try for half a double click
    };
    if (button) button.addEventListener('click', press);
    q.form.addEventListener('submit', press);
    q.form.addEventListener('input', () => typed(q, session));
    q.form.addEventListener('change', () => keep(q, session));
    q.slots.forEach(slot => control(slot).start(q, slot));
  }

  /** Long texts are kept while they are typed, not only when their field is left. */
  function typed(q, session) {
    clearError(q);
    if (!q.typing) q.typing = setTimeout(() => keep(q, session), TYPING);
  }

  /** What is chosen or typed is kept before it is checked, for a tab may close at any time; words in the place of a number
      aren't. The steps of a scenario are kept one by one. */
  function keep(q, session) {
    clearTimeout(q.typing);
    q.typing = 0;
    clearError(q);
    if (q.note) Mooc.notes.draft(q, session);
    else if (q.quiz.submit || !flows[q.type]) session.draft(q, read(q).map((value, i) => isBad(q.slots[i], value) ? '' : value));
  }

  Mooc.questions = { load, start, restore, keep, read, write, controls, flows, flow, all, isReady, missing, message, refuse, showError,
    clearError, goTo, explain, explanation, copy, answer, show, earned, isDone, outcome, round };
})(window.Mooc);
