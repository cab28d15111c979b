/** The order of a quiz's questions and options, which a learner keeps. */
(function (Mooc) {
  'use strict';
  const { all } = Mooc.questions;

  /** Each thing has its own rank, so that adding one moves no other. */
  function shuffled(list, seed, q, id) {
    const rank = each => Mooc.state.hash(`${id(each)}:${q.k}:${seed}`);
    return list.map(each => ({ each, at: rank(each) })).sort((a, b) => a.at - b.at).map(ranked => ranked.each);
  }

  function arrange(quiz, session) {
    const { seed } = session.state;
    if (quiz.draw) Mooc.draw(quiz, session);
    if (/options|both/.test(quiz.shuffle)) quiz.questions.forEach(q => arrangeOptions(q, seed));
    if (/questions|both/.test(quiz.shuffle)) arrangeQuestions(quiz, seed);
    if (quiz.draw || /questions|both/.test(quiz.shuffle)) quiz.questions.forEach(renumber);
  }

  function arrangeOptions(q, seed) {
    if (q.note || q.report.type === 'true-false') return;
    const value = option => option.querySelector('input').value;
    all(q.form, '.mq-options').forEach(box => box.append(...shuffled(all(box, '.mq-option'), seed, q, value)));
    q.slots.filter(slot => slot.k === 'order').forEach(slot => {
      const ids = shuffled(slot.ids, seed, q, String);
      if (ids.join() === slot.right.join()) ids.push(ids.shift()); // never the answer
      slot.shown = ids;
    });
  }

  function arrangeQuestions(quiz, seed) {
    const end = quiz.submit ? quiz.submit.parentNode : quiz.summary;
    quiz.questions = shuffled(quiz.questions, seed, { k: quiz.quiz }, q => q.k);
    quiz.questions.forEach(q => quiz.box.insertBefore(q.form, end));
  }

  function renumber(q, i, every) {
    q.part('n').firstChild.data = Mooc.text.say('question_n_of', { n: i + 1, total: every.length }) + ' ';
    const whose = q.form.querySelector('.mq-check .vh');
    if (whose) whose.textContent = Mooc.text.say('check_for', { n: i + 1 });
  }

  Mooc.arrange = arrange;
})(window.Mooc);
