/** The results page: score, completion, what is left, and each question with its answer. */
(function (root) {
  'use strict';
  if (!root.Mooc) root.Mooc = {};
  const { Mooc } = root;
  const { say } = Mooc.text;
  const { el, button } = Mooc;
  const { round, isDone, outcome, answer } = Mooc.questions;

  const line = (key, values) => el('p', null, say(key, values));

  function results(session, place) {
    place.textContent = '';
    place.append(...score(session), line(session.state.complete ? 'complete' : 'incomplete'),
      session.config.certificate ? Mooc.certificate(session) : '', ...left(session), ...answers(session),
      Mooc.journal ? Mooc.journal.show(session) : '', el('div', { class: 'mq-ways' }, button('print', () => window.print())));
  }

  /** Prints one part of the page: the style sheet shows only the class that `data-print` names. */
  function printOnly(name) {
    document.documentElement.setAttribute('data-print', name);
    addEventListener('afterprint', () => document.documentElement.removeAttribute('data-print'), { once: true });
    window.print();
  }

  function score(session) {
    if (!session.scored.length) return [];
    const { got, total } = session.standing;
    return [line('score_is', { score: Math.floor(session.score * 100), got: round(got), n: total }),
      line('pass_is', { pass: round(session.config.pass * 100) }), line(session.state.passed ? 'passed' : 'not_passed')];
  }

  function left(session) {
    const pages = session.config.pages.filter(page => !session.state.seen.includes(page.k));
    const title = page => document.getElementById(page.id).getAttribute('data-title');
    const questions = session.required.filter(q => !session.done(q));
    return [...links('left_pages', pages.map(page => el('a', { href: '#' + page.id }, title(page)))),
      ...links('left_quizzes', questions.map(link))];
  }

  function links(key, list) {
    return list.length ? [el('h2', null, say(key)), el('ul', null, ...list.map(each => el('li', null, each)))] : [];
  }

  function link(q) {
    return el('a', { href: '#' + q.form.id }, q.text);
  }

  function answers(session) {
    const items = session.questions.filter(q => !q.note).map(q => answered(q, session.find(q)));
    return items.length ? [el('h2', null, say('answers')), el('ol', { class: 'mq-results' }, ...items)] : [];
  }

  /** The right answer only when nothing can be gained by it. */
  function answered(q, rec) {
    if (!rec || !rec.state) return el('li', null, el('p', null, link(q)), line('no_answer'));
    const given = q.slots.map((slot, i) => Mooc.marks.said(slot, rec.values[i]).join(', ')).filter(Boolean).join('; ');
    return el('li', { 'data-state': outcome(rec.state) }, el('p', null, link(q)),
      el('p', null, el('strong', null, say(outcome(rec.state))), ' ' + say('answer_is', { answer: given })),
      isDone(q, rec) && answer(q));
  }

  Mooc.results = results;
  Mooc.printOnly = printOnly;
  if (typeof module === 'object') module.exports = Mooc;
})(typeof window === 'object' ? window : globalThis);
