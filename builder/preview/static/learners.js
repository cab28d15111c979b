/** Learners to try a package with: each is made by letting the player itself do what such a learner did. */
(function () {
  'use strict';

  function bestOf(slot, better) {
    const marks = slot.marks || {};
    return slot.ids.slice().sort((a, b) => better((marks[b] || 0) - (marks[a] || 0)))[0];
  }

  function right(slot) {
    if (slot.k === 'order') return slot.right;
    if (slot.k === 'many') return slot.ids.filter(id => slot.marks[id] > 0);
    if (slot.k === 'number') return String(Number(((slot.low + slot.high) / 2).toPrecision(10)));
    if (slot.k === 'text') return slot.accept ? slot.accept[0] : '';
    return bestOf(slot, difference => difference);
  }

  function wrong(slot) {
    if (slot.k === 'order') return slot.right.slice().reverse();
    if (slot.k === 'many') return slot.ids.filter(id => !(slot.marks[id] > 0));
    if (/number|text/.test(slot.k)) return '987654';
    return bestOf(slot, difference => -difference);
  }

  /** A scenario's steps are those that the choices lead to. */
  function walked(q, choose) {
    const values = {};
    const slots = Object.fromEntries(q.slots.map(slot => [slot.n.split('.').pop(), slot]));
    for (let slot = q.slots[0]; slot && !(slot.n in values); slot = slots[slot.goto[values[slot.n]]]) values[slot.n] = choose(slot);
    return q.slots.map(slot => values[slot.n] || '');
  }

  function response(q, choose) {
    return q.slots[0] && q.slots[0].goto ? walked(q, choose) : q.slots.map(choose);
  }

  const half = list => list.slice(0, Math.ceil(list.length / 2));

  /** Each sees some pages and answers some questions. */
  const LEARNERS = {
    passed: session => [session.config.pages, session.questions, () => right],
    failed: session => [session.config.pages, session.questions, () => wrong],
    half: session => [half(session.config.pages), half(session.questions), index => index % 2 ? wrong : right]
  };

  /** Plays one in a package that has begun, and leaves it as its own exit does. */
  function play(session, name) {
    const [pages, questions, choice] = LEARNERS[name](session);
    pages.forEach(page => session.see(page));
    questions.filter(q => !q.note).forEach((q, i) => session.answer(q, response(q, choice(i))));
    session.end(true);
  }

  /** @type {any} */ (window).MoocPreview.play = play;
})();
