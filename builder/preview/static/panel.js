/** What the platform sees of a package: facts, the saved state in words, its data model, every call. */
(function () {
  'use strict';
  /** @type {any} */
  const w = window;
  const { el } = w.MoocPreview;
  const FACTS = [
    ['Status', 'cmi.core.lesson_status'], ['Completion', 'cmi.completion_status'], ['Success', 'cmi.success_status'],
    ['Score', 'cmi.core.score.raw'], ['Score', 'cmi.score.scaled'], ['Progress', 'cmi.progress_measure'],
    ['Mode', 'cmi.core.lesson_mode'], ['Mode', 'cmi.mode']
  ];
  const OUTCOMES = ['not checked', 'wrong', 'partly right', 'right'];

  const pairs = list => el('dl', {}, ...[].concat(...list.map(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])));

  function table(heads, rows) {
    const head = el('tr', {}, ...heads.map(text => el('th', { scope: 'col' }, text)));
    return el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': heads.join(', ') }, el('table', {}, el('thead', {}, head), el('tbody', {}, ...rows)));
  }

  const row = (cells, attributes) => el('tr', attributes, ...cells.map(cell => el('td', {}, cell)));

  function facts(lms, session) {
    const found = FACTS.filter(([, element]) => lms.values[element]).map(([name, element]) => [name, lms.values[element]]);
    const used = (lms.values['cmi.suspend_data'] || '').length;
    const budget = session && session.config.budget;
    const words = { new: 'not begun', open: 'open', closed: 'ended' };
    return pairs([['Session', words[lms.state]], ...found, ['Characters', budget ? `${used} of ${budget}` : String(used)],
      ['Failed calls', String(lms.errors.length)]]);
  }

  const said = value => [].concat(value).join(', ') || '–';

  function record(rec) {
    if (!rec) return row(['(gone)', '', '', '']);
    return row([rec.q.id || rec.q.k, OUTCOMES[rec.state] || '', String(rec.tries), rec.values.map(said).join(' · ')]);
  }

  /** Read by the package's own player, from what was kept: what a learner would find again. */
  function state(lms, content) {
    const text = lms.values['cmi.suspend_data'] || '';
    if (!text || !content.Mooc || !content.Mooc.session) return [el('p', {}, 'Nothing is saved yet.')];
    const { session } = content.Mooc;
    const { state: read, damaged, lost } = content.Mooc.state.unpack(text, session.course);
    if (!read) return [el('p', {}, damaged ? 'It can’t be read.' : 'Nothing is saved yet.')];
    const page = session.config.pages.find(each => each.k === read.page);
    return [pairs([['Page', page ? page.id : '–'], ['Pages seen', `${read.seen.length} of ${session.config.pages.length}`],
      ['Answers', String(read.records.filter(Boolean).length)], ['Notes', String(read.notes.length)], ['No longer fit', String(lost)]]),
    table(['Question', 'Outcome', 'Tries', 'Response'], read.records.concat(read.drafts).map(record)),
    el('p', {}, el('code', {}, text))];
  }

  function call(made) {
    const failed = made.error !== '0';
    const result = failed ? el('strong', {}, `error ${made.error}: ${made.diagnostic}`) : String(made.result);
    return row([String(made.index + 1), `${made.name}(${made.args.join(', ')})`, result], failed ? { class: 'error' } : {});
  }

  /** A part that stays as the reader left it when it is drawn anew. */
  function fold(panel, id, title, ...children) {
    const before = panel.querySelector('#' + id);
    const made = el('details', { id }, el('summary', {}, title), ...children);
    if (before && before.open) made.setAttribute('open', '');
    return made;
  }

  function draw(panel, lms, content) {
    const session = content.Mooc && content.Mooc.session;
    const model = Object.entries(lms.values).sort().map(([name, value]) => row([el('code', {}, name), el('code', {}, value)]));
    const scrolled = Array.from(panel.querySelectorAll('details'), node => [node.id, (node.querySelector('.scroll') || {}).scrollTop]);
    const focused = panel.contains(document.activeElement) ? (document.activeElement.closest('details') || {}).id : '';
    const parts = [el('h2', {}, 'What the platform records'), facts(lms, session), fold(panel, 'state', 'Saved answers', ...state(lms, content)),
      fold(panel, 'calls', `Calls (${lms.calls.length})`, table(['#', 'Call', 'Answer'], lms.calls.map(call).reverse())),
      fold(panel, 'model', `Data model (${model.length})`, table(['Element', 'Value'], model))];
    panel.textContent = '';
    panel.append(...parts);
    scrolled.forEach(([id, top]) => { const box = panel.querySelector(`#${id} .scroll`); if (box) box.scrollTop = top; });
    if (focused) panel.querySelector(`#${focused} summary`).focus({ preventScroll: true });
  }

  w.MoocPreview.draw = draw;
})();
