/** The statement on the results page, to print. The learner's name is shown, never kept or sent. */
(function (Mooc) {
  'use strict';
  const { say } = Mooc.text;
  const { el, button } = Mooc;
  let name = null; // as it was typed, while the page is open

  /** Most platforms say "Family, Given". */
  function spoken(text) {
    const parts = text.split(',').map(part => part.trim());
    return parts.length === 2 && parts[1] ? `${parts[1]} ${parts[0]}` : text.trim();
  }

  /** What can stand in a place of the author's texts; "" where that isn't known. */
  function values(session) {
    const { config, state } = session;
    const score = session.scored.some(q => session.tried(q)) ? Math.floor(session.score * 100) + '%' : '';
    return { name, course: config.courseTitle, title: config.title, version: config.version, score,
      date: state.earned ? Mooc.text.day(Mooc.state.date(state.earned)) : '', hours: config.certificate.hours };
  }

  const PLACE = /\{(\w+)\}/g;
  const fill = (text, known) => text.replace(PLACE, (all, place) => known[place] || '');

  /** A paragraph with a place that nothing is known for is left out. */
  function paragraphs(text, known) {
    const isKnown = part => (part.match(PLACE) || []).every(place => known[place.slice(1, -1)]);
    return text.split(/\n\s*\n/).filter(isKnown).map(part => el('p', null, fill(part, known)));
  }

  function facts(known) {
    const rows = [['fact_course', known.course], ['fact_part', known.title === known.course ? '' : known.title],
      ['fact_date', known.date], ['fact_version', known.version]].filter(row => row[1]);
    return el('dl', null, ...rows.map(([key, value]) => el('div', null, el('dt', null, say(key)), el('dd', null, value))));
  }

  function draw(box, session) {
    const { kind, title, text, signed_by: signed, notice } = session.config.certificate;
    const known = values(session);
    box.textContent = '';
    box.append(el('h2', { id: 'certificate-h' }, fill(title || say('certificate_' + kind), known)),
      el('p', { class: 'certificate-name' }, name), ...paragraphs(text || say('certificate_text_' + kind), known), facts(known),
      signed && el('p', { class: 'certificate-signed' }, fill(signed, known)),
      notice && el('div', { class: 'certificate-notice' }, ...paragraphs(notice, known)));
  }

  function controls(session, changed) {
    const field = el('input', { id: 'certificate-name', type: 'text', maxlength: 100, autocomplete: 'name', spellcheck: 'false',
      'aria-describedby': 'certificate-how', input: () => { name = field.value.trim(); changed(); } });
    field.value = name;
    return el('div', { class: 'certificate-controls' }, el('label', { for: 'certificate-name' }, say('certificate_name')), field,
      el('p', { id: 'certificate-how' }, say('certificate_name_how')), button('certificate_print', () => Mooc.printOnly('certificate')));
  }

  function later(session) {
    const { kind, title } = session.config.certificate;
    const key = kind === 'completion' && session.scored.length ? 'certificate_later_passed' : 'certificate_later';
    return el('p', null, say(key, { title: fill(title || say('certificate_' + kind), values(session)) }));
  }

  /** Who only looks back sees what was earned before, nothing new. */
  function certificate(session) {
    if (!session.earned || session.readonly && !session.state.earned) return later(session);
    if (name === null) name = session.name && !session.ended ? spoken(session.name()) : '';
    const box = el('section', { class: 'certificate', 'aria-labelledby': 'certificate-h' });
    draw(box, session);
    return el('div', { class: 'certificate-part', 'data-part': 'certificate' }, controls(session, () => draw(box, session)), box);
  }

  Mooc.certificate = certificate;
})(window.Mooc);
