/** Notes: never marked, never reported; the learner says where they are kept. */
(function (Mooc) {
  'use strict';
  const { say } = Mooc.text;
  const { el, button } = Mooc;

  function start(q, session) {
    const left = q.part('left');
    if (!left) return;
    left.setAttribute('aria-live', 'polite');
    const count = () => { left.textContent = say('notes_left', { n: room(q, session) }); };
    let timer = 0;
    q.form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(count, 500); });
  }

  /** Characters that may still be typed: the field's own limit, and the room left in the record. */
  function room(q, session) {
    const values = Mooc.questions.read(q);
    const own = q.slots[0].limit - values[0].length;
    return session.state.keep === 'record' ? Math.max(0, Math.min(own, session.noteRoom(q, values))) : own;
  }

  function check(q, session) {
    const values = Mooc.questions.read(q);
    if (!Mooc.questions.isReady(q, values)) return;
    if (session.state.keep || isAlone(session)) keep(q, session, values);
    else ask(q, session, values);
  }

  /** Without a platform there is no course record: notes are where answers are, in this browser. */
  const isAlone = session => session.lms && !session.copy;

  function where(session) {
    if (!isAlone(session)) return session.state.keep || 'device';
    if (!session.keeps) return 'nowhere';
    return Mooc.keeping.isShared(session.config.course) ? 'sitting' : 'book';
  }

  /** Asked once, in the place where the learner is. */
  function ask(q, session, values) {
    const status = q.part('status');
    const choose = where => { session.state.keep = where; keep(q, session, values); status.focus(); };
    const first = button('notes_record', () => choose('record'));
    status.textContent = '';
    status.setAttribute('tabindex', '-1');
    status.append(el('p', null, el('strong', null, say('notes_where'))), el('p', null, say('notes_where_how')),
      el('div', { class: 'mq-ways' }, first, button('notes_device', () => choose('device'), { class: 'quiet' })));
    first.focus();
  }

  function keep(q, session, values) {
    const over = session.state.keep === 'record' ? -session.noteRoom(q, values) : 0;
    if (over > 0) return Mooc.questions.refuse(q, q.slots, say('err_room', { n: over }));
    session.keep(q, values);
    render(q, { q, state: 0, values }, session);
  }

  /** As it is typed; to a platform it goes only when the learner has chosen that. */
  function draft(q, session) {
    const values = Mooc.questions.read(q);
    if (session.state.keep !== 'record' || session.noteRoom(q, values) >= 0) session.keep(q, values);
  }

  function render(q, rec, session) {
    const exemplar = Mooc.questions.explanation(q, 'exemplar');
    Mooc.questions.show(q, rec, [el('p', null, say('kept_' + where(session))), ...Mooc.questions.explain(q, rec.values),
      Mooc.questions.copy(exemplar, '.mq-fb-for'), Mooc.questions.copy(exemplar, '.mq-fb-text')]);
  }

  Mooc.notes = { start, check, draft, render, restore: (q, rec, session) => rec && render(q, rec, session) };
})(window.Mooc);
