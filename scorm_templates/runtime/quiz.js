/** A quiz whose answers are submitted together: what is missing, the result, and new attempts. */
(function (Mooc) {
  'use strict';
  const { say } = Mooc.text;
  const { el, button } = Mooc;
  const { flow, read, isDone, missing, clearError, showError, message, goTo, round } = Mooc.questions;

  function start(quiz, session) {
    if (!quiz.submit) return;
    quiz.summary.setAttribute('tabindex', '-1');
    quiz.submit.addEventListener('click', Mooc.single(() => submit(quiz, session)));
    quiz.again = button('again', () => again(quiz, session), { hidden: true });
    quiz.submit.after(quiz.again);
  }

  const open = (quiz, session) => quiz.questions.filter(q => !q.note && !isDone(q, session.find(q) || { tries: 0 }));

  function submit(quiz, session) {
    const asked = open(quiz, session);
    const bad = asked.filter(q => missing(q, read(q)).length);
    asked.forEach(clearError);
    if (bad.length) refuse(quiz, bad);
    else asked.forEach(q => flow(q).render(q, session.answer(q, read(q)), session));
    if (!bad.length) restore(quiz, session);
    quiz.summary.focus();
  }

  function refuse(quiz, bad) {
    const links = bad.map(q => {
      const gaps = missing(q, read(q));
      const go = event => { event.preventDefault(); goTo(q, gaps); };
      showError(q, gaps, message(q, gaps));
      return el('li', null, el('a', { href: '#' + q.form.id, click: go }, q.part('n').firstChild.data + '– ' + q.text));
    });
    tell(quiz, '', el('p', null, el('strong', null, say('err_quiz', { n: bad.length }))), el('ul', null, ...links));
  }

  function tell(quiz, state, ...parts) {
    quiz.summary.textContent = '';
    quiz.summary.setAttribute('data-state', state);
    quiz.summary.append(...parts.filter(Boolean));
  }

  /** A new attempt, with questions drawn anew, begins at the first of them. */
  function again(quiz, session) {
    session.again(quiz);
    Mooc.arrange(quiz, session);
    quiz.all.forEach(q => Mooc.questions.restore(q, session));
    restore(quiz, session);
    session.touch();
    const first = quiz.questions[0].form.querySelector('legend');
    first.setAttribute('tabindex', '-1');
    first.focus();
  }

  /** The result, once submitted; the buttons stay while there are tries and something to improve. */
  function restore(quiz, session) {
    if (!quiz.submit) return;
    const left = open(quiz, session);
    const tries = Math.max(0, ...quiz.questions.map(q => (session.find(q) || {}).tries || 0));
    const { got, total, score } = session.sum(quiz.questions);
    const pass = Number(quiz.pass) || session.config.pass;
    const values = { got: round(got), n: total, score: Math.floor(score * 100), pass: round(pass * 100) };
    const before = session.earlier(quiz);
    const more = tries && !left.length && score < 1 ? quiz.attempts - before.tries - 1 : 0;
    quiz.submit.hidden = !left.length;
    quiz.again.hidden = more <= 0;
    const line = (key, given) => el('p', null, say(key, given));
    tell(quiz, score >= pass ? 'right' : 'partial', tries && line('quiz_result', values),
      tries && left.length && quiz.tries > tries && line('quiz_again', { n: quiz.tries - tries }),
      before.tries && line('attempt_best', { score: Math.floor(before.best / 100) }), more > 0 && line('attempts_left', { n: more }));
  }

  Mooc.quiz = { start, restore };
})(window.Mooc);
