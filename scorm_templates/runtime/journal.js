/** The journal: all notes of a SCO with their prompts, to print, to save to a file and to open again. */
(function (Mooc) {
  'use strict';
  const { say } = Mooc.text;
  const { el, button } = Mooc;
  const LARGEST = 1e6; // bytes of a file that can be one of ours

  function lines(note) {
    const labels = note.q.labels || Mooc.questions.all(note.q.form, '.mq-likert legend').map(legend => legend.textContent);
    return note.q.slots.map((slot, i) => (labels[i] ? labels[i].replace(/\.$/, '') + ': ' : '') + Mooc.marks.said(slot, note.values[i]).join(', '));
  }

  /** In the order of the pages, not of writing. */
  const notesOf = session => session.questions.map(q => session.state.notes.find(note => note.q === q)).filter(Boolean);

  /* The file: for people, but for its last line: version, course, SCO, width of keys, notes, checksum. */

  /** In the book all SCOs are one. */
  const scoOf = session => session.config.sco || 'book';

  const sum = text => Mooc.state.hash(text).toString(36);
  const LINE = /^(mooc-notes-1 (\S+) (\S+) ([345]) (\S*)) (\S+)\s*$/m;

  function code(session) {
    const { config, state, course } = session;
    const text = ['mooc-notes-1', config.course, scoOf(session), course.w, Mooc.state.packNotes(state.notes, course.w)].join(' ');
    return `${text} ${sum(text)}`;
  }

  function text(session) {
    const parts = notesOf(session).map(note => [note.q.text, ...lines(note), ''].join('\r\n'));
    const titles = Array.from(new Set([session.config.courseTitle, session.config.title]));
    return [...titles, new Date().toISOString().slice(0, 10), '', ...parts,
      say('notes_line'), code(session), ''].join('\r\n');
  }

  function save(session) {
    const url = URL.createObjectURL(new Blob([text(session)], { type: 'text/plain' }));
    const link = el('a', { href: url, download: `${say('notes_file_name')}-${scoOf(session)}.txt` });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    session.unsaved = false;
  }

  /** The notes in a file's text and how many are lost, or the key of what is wrong with it. */
  function read(text, session) {
    const [, signed, course, sco, w, packed, given] = LINE.exec(text) || [];
    if (!signed) return { wrong: 'notes_' + (/^mooc-notes-1\b/m.test(text) ? 'broken' : 'foreign') };
    if (sum(signed) !== given) return { wrong: 'notes_broken' };
    if (course !== session.config.course || session.config.sco && sco !== session.config.sco) return { wrong: 'notes_elsewhere' };
    return Mooc.state.unpackNotes(packed, Number(w), session.course);
  }

  /** Whether the notes fit; then they are here and in their forms. */
  function put(notes, session) {
    const { state } = session;
    const before = state.notes;
    notes.forEach(({ q, values }) => { state.notes = session.withNote(q, values); });
    const last = notes[notes.length - 1];
    if (last && state.keep === 'record' && session.noteRoom(last.q, last.values) < 0) {
      state.notes = before;
      return false;
    }
    notes.forEach(({ q }) => q.form && Mooc.questions.restore(q, session));
    session.touch();
    return true;
  }

  const isSame = (a, b) => JSON.stringify(a.values) === JSON.stringify(b.values);

  /** What is here is never replaced without asking: neither side says when a note was written. */
  function take(found, session, tell, ask) {
    if (found.wrong) return tell([say(found.wrong)]);
    const here = note => session.find(note.q);
    const news = found.notes.filter(note => !here(note));
    const other = found.notes.filter(note => here(note) && !isSame(note, here(note)));
    const finish = notes => {
      if (!put(notes, session)) return tell([say('notes_no_room')]);
      return tell([say(notes.length || other.length ? 'notes_opened' : 'notes_same', { n: notes.length }),
        found.lost > 0 && say('notes_lost', { n: found.lost })]);
    };
    return other.length ? ask(other, () => finish(news), () => finish(news.concat(other))) : finish(news);
  }

  /* What is shown. */

  function draw(list, session) {
    list.textContent = '';
    const notes = notesOf(session);
    if (!notes.length) return list.append(el('p', null, say('no_notes')));
    notes.forEach(note => list.append(el('h3', null, el('a', { href: note.q.href || '#' + note.q.form.id }, note.q.text)),
      el('blockquote', null, lines(note).join('\n'))));
    return list.append(el('div', { class: 'mq-ways' }, button('notes_file', () => save(session)),
      button('notes_print', () => Mooc.printOnly('journal'), { class: 'quiet' })));
  }

  function opener(session, changed) {
    const status = el('div', { role: 'status', tabindex: '-1' });
    const tell = texts => {
      status.textContent = '';
      status.append(...texts.filter(Boolean).map(text => el('p', null, text)));
      changed();
      status.focus();
    };
    const ask = (notes, mine, theirs) => {
      const first = button('notes_mine', mine);
      status.textContent = '';
      status.append(el('p', null, say('notes_differ')), el('ul', null, ...notes.map(note => el('li', null, note.q.text))),
        el('div', { class: 'mq-ways' }, first, button('notes_theirs', theirs, { class: 'quiet' })));
      first.focus();
    };
    const field = el('input', { id: 'journal-file', type: 'file', accept: '.txt,text/plain', change: () => {
      const file = field.files[0];
      const reader = new FileReader();
      reader.onload = () => take(read(String(reader.result), session), session, tell, ask);
      reader.onerror = () => tell([say('notes_broken')]);
      if (file && file.size > LARGEST) tell([say('notes_foreign')]);
      else if (file) reader.readAsText(file);
      field.value = ''; // the same file may be chosen again
    } });
    return el('div', { class: 'journal-open' }, el('label', { for: 'journal-file' }, say('notes_open')), field, status);
  }

  function show(session) {
    const list = el('div');
    draw(list, session);
    return session.questions.some(q => q.note) ? el('section', { class: 'journal', 'data-part': 'journal', 'aria-labelledby': 'journal-h' },
      el('h2', { id: 'journal-h' }, say('your_notes')), list, !session.readonly && !session.ended && opener(session, () => draw(list, session))) : '';
  }

  Mooc.journal = { show, save, text, read };
})(window.Mooc);
