/** A question's form: reads and writes it, says what is missing, shows feedback, locks it. */
(function (root) {
  'use strict';
  const Mooc = root.Mooc = root.Mooc || {};
  const { say } = Mooc.text;
  const { el, button } = Mooc;
  const all = (node, selector) => Array.from(node.querySelectorAll(selector));

  /** Questions of the page, each with its key, form and quiz. A broken key leaves a readable form. */
  function load() {
    return [].concat(...all(document, '[data-quiz]').map(box => {
      const quiz = loadQuiz(box);
      quiz.questions = all(box, 'form.mq').map(form => loadQuestion(form, quiz)).filter(Boolean);
      return quiz.questions;
    }));
  }

  function loadQuiz(box) {
    const quiz = { box, questions: [], submit: box.querySelector('.mq-submit'), summary: box.querySelector('.mq-summary') };
    ['quiz', 'kind', 'tries', 'shuffle', 'pass'].forEach(name => { quiz[name] = box.getAttribute('data-' + name) || ''; });
    quiz.tries = Number(quiz.tries) || (quiz.submit ? 1 : 0);
    quiz.scored = /^(module|assessment)$/.test(quiz.kind);
    return quiz;
  }

  function loadQuestion(form, quiz) {
    try {
      const key = JSON.parse(atob(form.getAttribute('data-key')));
      const part = name => form.querySelector('.mq-' + name);
      return Object.assign(key, { form, quiz, part, id: form.getAttribute('data-q'), type: form.getAttribute('data-type'),
        text: form.querySelector('legend').textContent, since: Date.now() });
    } catch (e) { return null; }
  }

  /* How each kind of slot is read from its controls and written back. order.js adds `order`. */

  const fields = (q, slot) => Array.from(q.form.elements).filter(field => field.name === slot.n);
  const isBox = field => /^(radio|checkbox)$/.test(field.type);

  const typed = {
    fields,
    read: (q, slot) => fields(q, slot).map(field => field.value.slice(0, slot.limit || undefined))[0] || '',
    write: (q, slot, value) => fields(q, slot).forEach(field => { field.value = value || ''; })
  };
  const kinds = {
    number: typed,
    text: typed,
    many: {
      fields,
      read: (q, slot) => slot.ids.filter(id => fields(q, slot).some(field => field.value === id && field.checked)),
      write: (q, slot, value) => fields(q, slot).forEach(field => { field.checked = value.includes(field.value); })
    },
    one: {
      fields,
      read: (q, slot) => fields(q, slot).filter(field => !isBox(field) || field.checked).map(field => field.value)[0] || '',
      write: (q, slot, value) => fields(q, slot).forEach(field => {
        if (isBox(field)) field.checked = field.value === value;
        else field.value = value;
      })
    }
  };

  const read = q => q.slots.map(slot => kinds[slot.k].read(q, slot));
  const write = (q, values) => q.slots.forEach((slot, i) => kinds[slot.k].write(q, slot, values[i] || ''));

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

  function showError(q, text, bad) {
    const error = q.part('err');
    error.textContent = '';
    error.append(el('span', { class: 'vh' }, say('error')), text);
    error.hidden = false;
    q.form.setAttribute('data-check', 'invalid');
    bad.forEach(slot => kinds[slot.k].fields(q, slot).forEach(field => describe(field, error.id)));
  }

  /** Inside a group only the group points at the error; a field that is focused must do so too. */
  function describe(field, id) {
    const ids = (field.getAttribute('aria-describedby') || '').split(' ').filter(Boolean);
    field.setAttribute('aria-invalid', 'true');
    if (!ids.includes(id)) field.setAttribute('aria-describedby', ids.concat(id).join(' '));
  }

  function clearError(q) {
    q.part('err').hidden = true;
    q.form.removeAttribute('data-check');
    all(q.form, '[aria-invalid]').forEach(field => field.removeAttribute('aria-invalid'));
  }

  function focusFirst(q, bad) {
    const field = kinds[bad[0].k].fields(q, bad[0])[0];
    if (field) field.focus();
  }

  function refuse(q, bad, text) {
    showError(q, text, bad);
    focusFirst(q, bad);
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

  /** A copy of the builder's markup; an id may stand only once in a page. */
  function copy(node, selector) {
    const from = node && (selector ? node.querySelector(selector) : node);
    if (!from) return null;
    const made = from.cloneNode(true);
    [made, ...all(made, '[id]')].forEach(part => part.removeAttribute('id'));
    return made;
  }

  function chosen(q, values) {
    const names = [].concat(...q.slots.map((slot, i) => [].concat(values[i]).map(id => `${slot.n}:${id}`)));
    return names.map(name => explanation(q, name)).filter(Boolean);
  }

  /** Explanations of what was chosen; with several, each says which option it is about. */
  function explain(q, values) {
    const found = chosen(q, values);
    return [].concat(...found.map(node =>
      [found.length > 1 && copy(node, '.mq-fb-for'), copy(node, '.mq-fb-text')])).filter(Boolean);
  }

  const triesLeft = (q, rec) => q.quiz.tries ? Math.max(0, q.quiz.tries - rec.tries) : Infinity;
  const isDone = (q, rec) => rec.state === Mooc.marks.RIGHT || !triesLeft(q, rec);
  const answer = q => copy(key(q), '.mq-answer');
  const outcome = state => ['', 'wrong', 'partial', 'right'][state];
  const round = value => Math.round(value * 100) / 100;

  function verdict(q, rec) {
    const now = Mooc.marks.mark(q, rec.values);
    const words = el('p', { class: 'mq-verdict' }, el('strong', null, say(outcome(rec.state))));
    if (rec.state === Mooc.marks.PARTIAL) {
      words.append(' ' + say('points_earned', { got: round(now.raw / q.outOf * q.points), n: q.points }));
    }
    if (!isDone(q, rec) && !q.quiz.submit) words.append(' ' + say('try_again'));
    return words;
  }

  function general(q, rec) {
    if (rec.state === Mooc.marks.RIGHT) return explanation(q, 'right');
    return isDone(q, rec) || !q.quiz.tries ? explanation(q, 'wrong') : null;
  }

  function show(q, rec, parts) {
    const box = q.part('status');
    box.textContent = '';
    box.append(...parts.filter(Boolean));
    box.setAttribute('data-state', outcome(rec.state));
    showTries(q, rec);
  }

  function feedback(q, rec) {
    const spent = rec.state !== Mooc.marks.RIGHT && isDone(q, rec);
    show(q, rec, [verdict(q, rec), ...explain(q, rec.values), copy(general(q, rec), '.mq-fb-text'), spent && answer(q)]);
  }

  function showTries(q, rec) {
    const left = triesLeft(q, rec);
    const words = left === Infinity || q.note ? '' : left ? say('tries_left', { n: left }) : say('no_tries_left');
    q.part('tries').textContent = rec.state === Mooc.marks.RIGHT ? '' : words;
    q.form.classList.toggle('mq-last', left === 1);
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
    q.slots.forEach(slot => kinds[slot.k].fields(q, slot).forEach(field => { field.disabled = locked; }));
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
    if (rec) write(q, rec.values);
    flow(q).restore(q, rec, session);
  }

  function start(q, session) {
    const button = q.part('check');
    const press = event => {
      event.preventDefault();
      if (button) flow(q).check(q, session);
    };
    if (button) button.addEventListener('click', press);
    q.form.addEventListener('submit', press);
    q.form.addEventListener('input', () => clearError(q));
    q.form.addEventListener('change', () => changed(q, session));
    q.slots.forEach(slot => kinds[slot.k].start && kinds[slot.k].start(q, slot));
    flow(q).start(q, session);
  }

  /** Answers of a quiz that is submitted at the end are kept as they are chosen. */
  function changed(q, session) {
    clearError(q);
    if (q.quiz.submit && !q.note) session.draft(q, read(q));
  }

  Mooc.questions = { load, start, restore, read, write, kinds, flows, flow, all, isReady, missing, message, refuse, showError,
    clearError, focusFirst, explain, explanation, copy, answer, show, setLocked, isDone, triesLeft, outcome, round };
  if (typeof module === 'object') module.exports = Mooc;
})(typeof window === 'object' ? window : globalThis);
