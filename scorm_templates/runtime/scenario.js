/** Scenarios: one step at a time, each choice with its consequence, then an ending. */
(function (root) {
  'use strict';
  const Mooc = root.Mooc = root.Mooc || {};
  const { all, kinds, read, write, explanation, copy, show, isDone, outcome } = Mooc.questions;
  const { el, button } = Mooc;
  const { say } = Mooc.text;

  const steps = q => all(q.form, '.mq-step');
  const stepOf = (q, slot) => kinds.one.fields(q, slot)[0].closest('.mq-step');
  const told = step => step.querySelector('[role=status]');

  /** The slots passed so far, and the one to answer now (undefined at an end). */
  function walk(q, values) {
    const named = name => q.slots.find(slot => stepOf(q, slot).getAttribute('data-step') === name);
    const passed = [];
    let slot = q.slots[0];
    while (slot && values[q.slots.indexOf(slot)] && !passed.includes(slot)) {
      passed.push(slot);
      slot = named(slot.goto[values[q.slots.indexOf(slot)]]);
    }
    return { passed, slot };
  }

  function start(q, session) {
    q.open = values => [walk(q, values).slot].filter(Boolean);
    steps(q).forEach(step => step.append(el('div', { role: 'status' })));
    if (!q.part('check')) q.part('status').before(el('div', { class: 'mq-ways' }, el('button', { type: 'button', class: 'mq-check' })));
    q.again = button('again', () => restart(q, session), { hidden: true });
    q.part('check').after(q.again);
    q.part('check').firstChild ? q.part('check').firstChild.data = say('choose_step') : q.part('check').append(say('choose_step'));
  }

  /** Shows the steps that were passed, locked, and the next one. */
  function paint(q) {
    const { passed, slot } = walk(q, q.path);
    write(q, q.path);
    q.slots.forEach((each, i) => {
      const done = passed.includes(each);
      stepOf(q, each).hidden = !done && each !== slot;
      kinds.one.fields(q, each).forEach(field => { field.disabled = done; });
      if (!done) told(stepOf(q, each)).textContent = '';
      else if (!told(stepOf(q, each)).firstChild) tell(q, each, q.path[i]);
    });
    q.part('check').hidden = !slot;
    return slot;
  }

  function tell(q, slot, id) {
    const text = copy(explanation(q, `${slot.n}:${id}`), '.mq-fb-text');
    if (text) told(stepOf(q, slot)).append(text);
  }

  function check(q, session) {
    const { slot } = walk(q, q.path);
    const at = q.slots.indexOf(slot);
    const id = read(q)[at];
    if (!id) return Mooc.questions.refuse(q, [slot], say('err_one'));
    q.path[at] = id;
    const next = paint(q);
    if (next) proceed(q, session, next);
    else finish(q, session);
  }

  function proceed(q, session, slot) {
    session.draft(q, q.path.slice());
    focus(stepOf(q, slot).querySelector('legend'));
  }

  function finish(q, session) {
    if (q.quiz.submit) return session.draft(q, q.path.slice());
    render(q, session.answer(q, q.path.slice()));
    focus(q.part('status'));
  }

  function focus(node) {
    node.setAttribute('tabindex', '-1');
    node.focus();
  }

  /** The ending with the largest number that the path's marks reach. */
  function ending(q, raw) {
    const numbers = all(q.part('key').content || q.part('key'), '[data-fb^="end:"]').map(node => Number(node.getAttribute('data-fb').slice(4)));
    return explanation(q, 'end:' + Math.max(...numbers.filter(n => n <= raw)));
  }

  function render(q, rec) {
    const { raw } = Mooc.marks.mark(q, rec.values);
    const points = { got: Mooc.questions.round(raw / q.outOf * q.points), n: q.points };
    const words = el('p', { class: 'mq-verdict' }, el('strong', null, say('done')), ' ' + say('points_earned', points));
    show(q, rec, [words, copy(ending(q, raw), '.mq-fb-text')]);
    q.again.hidden = isDone(q, rec);
  }

  function restart(q, session) {
    q.path = [];
    q.again.hidden = true;
    q.part('status').textContent = '';
    focus(stepOf(q, paint(q)).querySelector('legend'));
  }

  function restore(q, rec) {
    q.path = rec ? rec.values.slice() : [];
    paint(q);
    if (rec && rec.state) render(q, rec);
  }

  Mooc.questions.flows.scenario = { start, check, render, restore };
  if (typeof module === 'object') module.exports = Mooc;
})(typeof window === 'object' ? window : globalThis);
