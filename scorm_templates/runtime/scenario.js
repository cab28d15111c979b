/** Scenarios: one step at a time, each choice with its consequence, then an ending. */
(function (Mooc) {
  'use strict';
  const { all, read, write, explanation, copy, show, isDone, earned, refuse } = Mooc.questions;
  const { el, button } = Mooc;
  const { say } = Mooc.text;

  const fields = (q, slot) => all(q.form, 'input').filter(field => field.name === slot.n);
  const stepOf = (q, slot) => fields(q, slot)[0].closest('.mq-step');
  const legendOf = (q, slot) => stepOf(q, slot).querySelector('legend');
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
    all(q.form, '.mq-step').forEach(step => step.append(el('div', { role: 'status' })));
    q.again = button('again', () => restart(q), { hidden: true });
    if (!q.part('check')) q.part('status').before(el('button', { class: 'mq-check' }, ' ')); // in an assessment
    const check = q.part('check');
    check.firstChild.data = say('choose_step');
    check.after(q.again);
  }

  /** Shows the steps that were passed, locked, and the next one. */
  function paint(q) {
    const { passed, slot } = walk(q, q.path);
    write(q, q.path);
    q.slots.forEach((each, i) => {
      const done = passed.includes(each);
      const step = stepOf(q, each);
      step.hidden = !done && each !== slot;
      fields(q, each).forEach(field => { field.disabled = done; });
      if (!done) told(step).textContent = '';
      else if (!told(step).firstChild) tell(q, each, q.path[i]);
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
    if (!id) return refuse(q, [slot], say('err_one'));
    q.path[at] = id;
    const next = paint(q);
    if (next || q.quiz.submit) session.draft(q, q.path.slice());
    else render(q, session.answer(q, q.path.slice()));
    return focus(next ? legendOf(q, next) : q.quiz.submit ? told(stepOf(q, slot)) : q.part('status'));
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
    const words = el('p', { class: 'mq-verdict' }, el('strong', null, say('done')), ' ' + earned(q, rec));
    show(q, rec, [words, copy(ending(q, Mooc.marks.mark(q, rec.values).raw), '.mq-fb-text')]);
    q.again.hidden = isDone(q, rec);
  }

  function restart(q) {
    q.path = [];
    q.again.hidden = true;
    q.part('status').textContent = '';
    focus(legendOf(q, paint(q)));
  }

  function restore(q, rec) {
    q.path = rec ? rec.values.slice() : [];
    paint(q);
    if (rec && rec.state) render(q, rec);
  }

  Mooc.questions.flows.scenario = { start, check, render, restore };
})(window.Mooc);
