/** The results page: score, completion, what is left, and each question with its answer. */
(function (Mooc) {
  'use strict';
  const { say } = Mooc.text;
  const { el, button } = Mooc;
  const { round, isDone, outcome, answer } = Mooc.questions;

  const line = (key, values) => el('p', null, say(key, values));

  function results(session, place) {
    place.textContent = '';
    place.append(...score(session), line(session.state.complete ? 'complete' : 'incomplete'),
      session.config.certificate ? Mooc.certificate(session) : '', ...left(session), ...answers(session),
      Mooc.journal ? Mooc.journal.show(session) : '', el('div', { class: 'mq-ways' }, button('print', () => Mooc.printOnly('results'))));
  }

  function score(session) {
    if (!session.scored.length) return [];
    const { got, total } = session.standing;
    return [line('score_is', { score: Math.floor(session.score * 100), got: round(got), n: total }),
      line('pass_is', { pass: round(session.config.pass * 100) }), line(session.state.passed ? 'passed' : 'not_passed')];
  }

  function left(session) {
    const pages = session.config.pages.filter(page => !session.state.seen.includes(page.k));
    const questions = session.required.filter(q => !session.done(q));
    return [...links('left_pages', pages.map(toPage)),
      ...links('left_quizzes', questions.map(link))];
  }

  function links(key, list) {
    return list.length ? [el('h2', null, say(key)), el('ul', null, ...list.map(each => el('li', null, each)))] : [];
  }

  function link(q) {
    return el('a', { href: '#' + q.form.id }, q.text);
  }

  function toPage(page) {
    return el('a', { href: '#' + page.id }, document.getElementById(page.id).getAttribute('data-title'));
  }

  const pageOf = q => q.form.closest('section.page').id;

  /** Where to read again: the pages that name one of the question's outcomes, and of those the ones that only teach it.
      A quiz that counts looks back on others than its own; any other question is about its own page if that is one
      of them, or if there is none. */
  function sources(q, session) {
    const { pages } = session.config;
    const isOwn = page => page.id === pageOf(q);
    const counts = page => session.all.some(other => other.quiz.scored && pageOf(other) === page.id);
    const found = pages.filter(page => (page.outcomes || []).some(code => q.outcomes.includes(code)));
    const lessons = found.filter(page => !counts(page));
    const listed = lessons.length ? lessons : found;
    const others = listed.filter(page => !isOwn(page));
    return others.length && (q.quiz.scored || !listed.some(isOwn)) ? others : pages.filter(isOwn);
  }

  function readAgain(q, session) {
    const pages = sources(q, session).map(toPage);
    const listed = [].concat(...pages.map((page, i) => i ? [', ', page] : [page]));
    return pages.length && el('p', { class: 'mq-again' }, say('read_again') + ' ', ...listed);
  }

  function answers(session) {
    const items = session.questions.filter(q => !q.note).map(q => answered(q, session.find(q), session));
    return items.length ? [el('h2', null, say('answers')), el('ol', { class: 'mq-results' }, ...items)] : [];
  }

  /** What was answered to one part of it, after the left side of a pair. */
  function given(q, slot, value) {
    const field = q.form.querySelector(`[name="${slot.n}"][aria-labelledby]`);
    const left = field ? field.previousElementSibling.textContent + ': ' : '';
    return Mooc.marks.said(slot, value).map(words => left + words);
  }

  /** The right answer only when nothing can be gained by it. */
  function answered(q, rec, session) {
    if (!rec || !rec.state) return el('li', null, el('p', null, link(q)), line('no_answer'), readAgain(q, session));
    const said = [].concat(...q.slots.map((slot, i) => given(q, slot, rec.values[i]))).join('; ').replace(/\.(?=; )/g, '');
    return el('li', { 'data-state': outcome(rec.state) }, el('p', null, link(q)),
      el('p', null, el('strong', null, say(outcome(rec.state))), ' ' + say('answer_is', { answer: said })),
      isDone(q, rec) && answer(q), outcome(rec.state) !== 'right' && readAgain(q, session));
  }

  Mooc.results = results;
})(window.Mooc);
