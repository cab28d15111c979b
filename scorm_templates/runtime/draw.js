/** Questions drawn from pools: which of a quiz's questions this learner is asked, in this attempt. */
(function (Mooc) {
  'use strict';

  /** Hashed twice: once, this hash leaves the ranks of two questions related, and those of two attempts if these differ at its end. */
  function rank(q, seed, attempt) {
    const { hash } = Mooc.state;
    return hash(`${hash(`${seed}:${attempt}:${q.k}`)}:${q.k}`);
  }

  /** Of each pool what was answered, then the lowest ranks: a republished bank changes no more than it must. */
  function draw(quiz, session) {
    const attempt = session.earlier(quiz).tries + 1;
    const ranked = quiz.all.map(q => ({ q, kept: Number(!!session.find(q)), at: rank(q, session.state.seed, attempt) }))
      .sort((a, b) => b.kept - a.kept || a.at - b.at).map(each => each.q);
    quiz.all.forEach(q => {
      q.asked = !q.pool || ranked.filter(other => other.pool === q.pool).indexOf(q) < quiz.draw[q.pool];
      if (q.form) q.form.hidden = !q.asked;
    });
    quiz.questions = quiz.all.filter(q => q.asked);
    session.drop(quiz.all.filter(q => !q.asked));
  }

  Mooc.draw = draw;
})(window.Mooc);
