/** Small pages made of the markup that the builder writes, with the shipped scripts run in jsdom. */
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { JSDOM, VirtualConsole } from 'jsdom';

const RUNTIME = fileURLToPath(new URL('../../scorm_templates/runtime/', import.meta.url));
/** The order of builder/runtime.py. */
const PLAYER = ['text', 'state', 'marks', 'questions', 'notes', 'order', 'scenario', 'typed', 'arrange', 'draw', 'quiz', 'local', 'keeping'];
const SCO = ['session', 'printing', 'results', 'journal', 'pages', 'certificate', 'terms', 'tabs', 'start'];

export const SCRIPTS = {
  '1.2': [...PLAYER, 'api', 'lms12', ...SCO],
  '2004': [...PLAYER, 'api', 'lms2004', ...SCO],
  book: [...PLAYER, 'session', 'book', 'terms', 'start']
};
export const source = name => fs.readFileSync(`${RUNTIME}${name}.js`, 'utf8');
export const scripts = kind => SCRIPTS[kind].map(source).join('\n');
export const strings = lang => JSON.parse(fs.readFileSync(`${RUNTIME}strings/${lang}.json`, 'utf8'));

/** The runtime without a page, for what needs no document. */
export const sources = (...names) => names.map(source).join("\n");

export function load(...names) {
  const window = {};
  new Function('window', 'module', ...[names.map(source).join('\n')])(window, undefined);
  return window.Mooc;
}

/* Questions: [markup of the controls, key]. */

const escape = text => String(text).replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
let serial = 0;

function key(id, type, slots, outOf, more) {
  const k = more.k || (++serial).toString(36).padStart(3, '0') + 'kk'; // told apart by its first three
  const text = more.text || `The prompt of ${id}`;
  const report = more.report && { pattern12: '', pattern2004: '', text, ...more.report };
  return { k, slots, outOf, points: more.points ?? 1, note: outOf === 0, ...report && { report } };
}

const texts = ids => Object.fromEntries(ids.map(id => [id, `Text ${id}`]));
const letters = (ids, right) => right.map(id => 'abcdefghij'[ids.indexOf(id)]).join(',');

function options(type, name, ids) {
  const option = id => `<label class="mq-option"><input type="${type}" name="${name}" value="${id}"> <span>Text ${id}</span></label>`;
  return `<div class="mq-options">${ids.map(option).join('')}</div>`;
}

const fb = (name, text, label) => `<div class="mq-fb" data-fb="${name}">${label ? `<p class="mq-fb-for">${label}</p>` : ''}`
  + `<div class="mq-fb-text" id="fb-${name}">${text}</div></div>`;
const each = (name, ids) => ids.map(id => fb(`${name}:${id}`, `About ${id}.`, `Text ${id}`)).join('');
const GENERAL = fb('right', 'General right.') + fb('wrong', 'General wrong.');

export const make = {
  single(id, more = {}) {
    const ids = more.ids || ['a1', 'b2', 'c3'];
    const right = more.right || 'b2';
    const report = { type: 'choice', pattern12: letters(ids, [right]), pattern2004: right };
    const slot = { n: id, k: 'one', ids, marks: { [right]: 1 }, right: [right], texts: texts(ids) };
    return { id, type: 'single', key: key(id, 'single', [slot], 1, { report, ...more }), controls: options('radio', id, ids),
      fb: each(id, ids) + GENERAL, answer: `<p>Right answer: Text ${right}</p>` };
  },
  trueFalse(id, more = {}) {
    const slot = { n: id, k: 'one', ids: ['true', 'false'], marks: { true: 1 }, right: ['true'], texts: { true: 'True', false: 'False' } };
    const report = { type: 'true-false', pattern12: 't', pattern2004: 'true' };
    return { id, type: 'true_false', key: key(id, 'true_false', [slot], 1, { report, ...more }),
      controls: options('radio', id, ['true', 'false']), fb: GENERAL, answer: '<p>Right answer: True</p>' };
  },
  multiple(id, more = {}) {
    const ids = more.ids || ['below', 'mean', 'seven', 'two'];
    const right = more.right || ['below', 'seven'];
    const marks = Object.fromEntries(ids.map(each => [each, right.includes(each) ? 1 : -1]));
    const report = { type: 'choice', pattern12: letters(ids, right), pattern2004: right.join('[,]') };
    const slot = { n: id, k: 'many', ids, marks, right, texts: texts(ids) };
    return { id, type: 'multiple', key: key(id, 'multiple', [slot], right.length, { report, points: 2, ...more }),
      controls: options('checkbox', id, ids), fb: each(id, ids) + GENERAL, answer: '<p>Right answers:</p>' };
  },
  number(id, more = {}) {
    const slot = { n: id, k: 'number', low: 75.2, high: 75.4, limit: 20 };
    const report = { type: 'numeric', pattern12: '75.3', pattern2004: '75.2[:]75.4' };
    return { id, type: 'numeric', key: key(id, 'numeric', [slot], 1, { report, ...more }), answer: '<p>Right answer: 75.3</p>',
      controls: `<p><label for="q-${id}-i">Your number</label><input id="q-${id}-i" type="text" inputmode="decimal" name="${id}" maxlength="20" aria-describedby="q-${id}-how"></p>`, fb: GENERAL };
  },
  fillIn(id, more = {}) {
    const slots = [{ n: `${id}.cause`, k: 'text', accept: ['common', 'random'], limit: 40 },
      { n: `${id}.middle`, k: 'one', ids: ['o1', 'o2'], marks: { o2: 1 }, right: ['o2'], texts: { o1: 'mean', o2: 'median' } }];
    const report = { type: 'fill-in', pattern12: 'common,median', pattern2004: 'common[,]median' };
    return { id, type: 'fill_in', key: key(id, 'fill_in', slots, 2, { report, points: 2, ...more }), fb: GENERAL, answer: '<p>Right answers:</p>',
      controls: `<p>One <input class="mq-gap" type="text" name="${id}.cause" aria-label="Gap 1 of 2" maxlength="40"> two
        <select class="mq-gap" name="${id}.middle" aria-label="Gap 2 of 2"><option value="">Choose…</option><option value="o1">mean</option><option value="o2">median</option></select></p>` };
  },
  matching(id, more = {}) {
    const ids = ['outcome', 'process'];
    const rights = { missing: 'outcome', photo: 'process', slip: 'process' };
    const slots = Object.keys(rights).map(pair => ({ n: `${id}.${pair}`, k: 'one', ids, marks: { [rights[pair]]: 1 },
      right: [rights[pair]], texts: texts(ids) }));
    const report = { type: 'matching', pattern12: '1.a,2.b,3.b', pattern2004: 'missing[.]outcome[,]photo[.]process[,]slip[.]process' };
    const pair = slot => `<div class="mq-pair"><span id="q-${slot.n}">Left</span><select name="${slot.n}" aria-labelledby="q-${slot.n}">
      <option value="">Choose…</option>${ids.map(each => `<option value="${each}">Text ${each}</option>`).join('')}</select></div>`;
    return { id, type: 'matching', key: key(id, 'matching', slots, 3, { report, points: 3, ...more }), controls: slots.map(pair).join(''),
      fb: GENERAL, answer: '<p>Right answers:</p>' };
  },
  ordering(id, more = {}) {
    const ids = more.ids || ['define', 'plot', 'mean', 'limits'];
    const shown = more.shown || ['plot', 'define', 'limits', 'mean'];
    const slot = { n: id, k: 'order', ids, right: ids, texts: texts(ids) };
    const report = { type: 'sequencing', pattern12: letters(ids, ids), pattern2004: ids.join('[,]') };
    const move = (way, item) => `<button type="button" data-move="${way}">${way}<span class="vh"> – move ${item} ${way}</span></button>`;
    const item = each => `<li data-item="${each}"><span class="mq-item">Text ${each}</span><span class="mq-moves" hidden>${move('up', each)}${move('down', each)}</span></li>`;
    return { id, type: 'ordering', key: key(id, 'ordering', [slot], ids.length - 1, { report, points: 2, ...more }), fb: GENERAL, answer: '<p>Right answers:</p>',
      controls: `<ol class="mq-order" data-slot="${id}">${shown.map(item).join('')}</ol><p class="vh mq-moved" role="status"></p>` };
  },
  /** d1: a → d2, b (1 point) → d2, c ends; d2: x, y (1 point). */
  scenario(id, more = {}) {
    const slots = [{ n: `${id}.d1`, k: 'one', ids: ['a', 'b', 'c'], marks: { a: 0, b: 1, c: 0 }, goto: { a: 'd2', b: 'd2', c: '' }, texts: texts(['a', 'b', 'c']) },
      { n: `${id}.d2`, k: 'one', ids: ['x', 'y'], marks: { x: 0, y: 1 }, goto: { x: '', y: '' }, texts: texts(['x', 'y']) }];
    const report = { type: 'performance', pattern12: '1.b,2.b', pattern2004: 'd1[.]b[,]d2[.]y' };
    const step = slot => `<div class="mq-step" data-step="${slot.n.split('.').pop()}"><fieldset><legend>Step ${slot.n}</legend>${options('radio', slot.n, slot.ids)}</fieldset></div>`;
    return { id, type: 'scenario', key: key(id, 'scenario', slots, 2, { report, points: 2, ...more }), controls: slots.map(step).join(''),
      fb: slots.map(slot => each(slot.n, slot.ids)).join('') + fb('end:0', 'A poor end.') + fb('end:2', 'A good end.'), answer: '<p>Right answers:</p>' };
  },
  likert(id, more = {}) {
    const slots = ['s1', 's2'].map(each => ({ n: `${id}.${each}`, k: 'one', ids: ['1', '2', '3'], texts: texts(['1', '2', '3']) }));
    const statement = slot => `<fieldset class="mq-likert"><legend>Statement ${slot.n}</legend>${options('radio', slot.n, slot.ids)}</fieldset>`;
    return { id, type: 'likert', key: key(id, 'likert', slots, 0, more), controls: slots.map(statement).join(''),
      fb: slots.map(slot => each(slot.n, slot.ids)).join('') };
  },
  reflection(id, more = {}) {
    const slot = { n: id, k: 'text', limit: more.limit || 600 };
    return { id, type: 'reflection', key: key(id, 'reflection', [slot], 0, more), fb: fb('exemplar', 'We wrote three plans.', 'How somebody else answered'),
      controls: `<p><label for="q-${id}-i">Your note</label><textarea id="q-${id}-i" name="${id}" maxlength="${slot.limit}"></textarea></p><p class="mq-left"></p>` };
  }
};

function form(q, n, total, submitted) {
  const hold = submitted ? 'template' : 'details';
  const button = submitted && !q.key.note ? '' : `<div class="mq-ways"><button type="submit" class="mq-check" hidden>Check answer<span class="vh"> for question ${n}</span></button></div>`;
  return `<form class="mq" id="q-${q.id}" data-q="${q.id}" data-type="${q.type}"${q.outcome ? ` data-outcome="${q.outcome}"` : ''}${q.pool ? ` data-pool="${q.pool}"` : ''} data-key="${Buffer.from(JSON.stringify(q.key)).toString('base64')}" novalidate>
<p class="mq-n">Question ${n} of ${total} <span class="mq-points">· points</span> <span class="mq-tries"></span></p>
<fieldset class="mq-body" aria-describedby="q-${q.id}-how q-${q.id}-err"><legend>Prompt of ${q.id}</legend>
<p class="mq-how" id="q-${q.id}-how">How</p>${q.controls}</fieldset>
<p class="mq-err" id="q-${q.id}-err" hidden></p>${button}<div class="mq-status" role="status"></div>
<${hold} class="mq-key">${submitted ? '' : '<summary>Answer and explanation</summary>'}${q.answer ? `<div class="mq-answer">${q.answer}</div>` : ''}${q.fb}</${hold}></form>`;
}

export function quiz(id, kind, questions, { tries = 0, shuffle = 'none', pass = 0.7, draw = null } = {}) {
  const submitted = kind === 'assessment';
  const drawn = draw ? ` data-draw="${escape(JSON.stringify(draw))}" data-k="Draw1"` : '';
  return `<div class="mq-quiz mq-${kind}" id="quiz-${id}" data-quiz="${id}" data-kind="${kind}" data-tries="${tries}" data-shuffle="${shuffle}" data-pass="${pass}"${drawn} role="group" aria-labelledby="quiz-${id}-t">
<p class="mq-title" id="quiz-${id}-t">Quiz ${id}</p><p class="mq-intro">Intro</p>
${questions.map((q, i) => form(q, i + 1, questions.length, submitted)).join('\n')}
${submitted ? '<div class="mq-ways"><button type="button" class="mq-submit" hidden>Submit your answers</button></div>' : ''}
<div class="mq-summary" role="status"></div></div>`;
}

const scored = html => [...html.matchAll(/data-quiz="([^"]+)" data-kind="(?:module|assessment)"/g)].map(found => found[1]);

/** `pages`: {id: body}; page keys are made of their ids. */
export function sco(pages, more = {}) {
  const ids = Object.keys(pages);
  const config = { mode: 'sco', course: 'qi', sco: 'm3', title: 'Module 3', courseTitle: 'Quality', version: '1.0', lang: 'en', api: '1.2', width: 3,
    pages: ids.map(id => ({ id, k: pageKey(id) })), pass: 0.7, scored: scored(Object.values(pages).join('')), completion: { pages: 1, quizzes: [] }, budget: 3500, room: 3000, notes: 'ask', strings: strings(more.lang || 'en'), ...more };
  const link = id => `<li><a href="#${id}"><span class="tick" aria-hidden="true">○</span><span>Title ${id}<span class="vh" data-mooc="seen"></span></span></a></li>`;
  const section = (id, i) => `<section class="page" id="${id}" data-title="Title ${id}" aria-labelledby="${id}--h"><h1 id="${id}--h">Title ${id}</h1>${pages[id]}
<h2 id="${id}--more">More</h2><div class="ways"><a class="button" href="#${ids[i + 1] || 'results'}">Next</a></div></section>`;
  return `<!doctype html><html lang="${config.lang}"><head><meta charset="utf-8"><title>x</title><script type="application/json" id="mooc-config">${JSON.stringify(config).replace(/</g, '\\u003c')}</script></head>
<body class="sco mooc"><a class="skip" href="#main">Skip</a><header class="bar"><strong>Module 3</strong><span class="where" data-mooc="where"></span><span data-mooc="saved" role="status"></span>
<button type="button" class="quiet" data-mooc="exit" hidden>Save and exit</button></header>
<div class="rail" aria-hidden="true"><progress max="${ids.length}" value="0" data-mooc="rail"></progress></div><div class="banner" data-mooc="banner" role="status"></div>
<div class="shell"><nav class="pages" aria-label="Pages"><details open data-mooc="menu"><summary>Pages</summary><ol>${[...ids, 'results'].map(link).join('')}</ol><div data-mooc="clear"></div></details></nav>
<main id="main" tabindex="-1">${ids.map(section).join('')}<section class="page" id="results" data-title="Your results" aria-labelledby="results-h"><h1 id="results-h">Your results</h1><div data-mooc="results"></div></section></main></div></body></html>`;
}

export const pageKey = id => id.replace(/[^A-Za-z0-9]/g, '').padStart(5, 'p').slice(-5).split('').reverse().join('');

export function book(id, body, more = {}) {
  const config = { mode: 'book', course: 'qi', courseTitle: 'Quality', title: `Title ${id}`, lang: 'en', width: 5, pages: [{ id, k: pageKey(id) }], pass: 0.7,
    notes: 'device', strings: strings('en'), ...more };
  return `<!doctype html><html lang="en"><head><title>x</title></head><body><nav><a data-page="p1" href="p1.html">One</a><a data-page="p2" href="p2.html">Two</a></nav>
<main>${body}<div data-mooc="clear"></div></main><script type="application/json" id="mooc-config">${JSON.stringify(config).replace(/</g, '\\u003c')}</script></body></html>`;
}

/** Opens a page; `windows` prepares the window (API, storage) before the scripts run. */
export function open(html, { kind = '1.2', api, prepare, url = 'https://lms.example/sco/index.html' } = {}) {
  const virtualConsole = new VirtualConsole();
  const noise = [];
  for (const name of ['error', 'warn', 'info', 'log', 'debug', 'jsdomError']) virtualConsole.on(name, what => noise.push(what));
  const dom = new JSDOM(html, { url, runScripts: 'outside-only', pretendToBeVisual: true, virtualConsole });
  const { window } = dom;
  if (api) window[kind === '2004' ? 'API_1484_11' : 'API'] = api;
  window.Element.prototype.scrollIntoView = () => {}; // jsdom has no layout
  if (prepare) prepare(window);
  window.eval(scripts(kind));
  return new Page(window, noise);
}

export class Page {
  constructor(window, noise) {
    Object.assign(this, { window, noise, document: window.document });
  }
  get state() { return this.document.documentElement.getAttribute('data-session'); }
  $(selector) { return this.document.querySelector(selector); }
  $$(selector) { return [...this.document.querySelectorAll(selector)]; }
  form(id) { return this.document.getElementById(`q-${id}`); }
  text(selector) { const node = this.$(selector); return node ? node.textContent.replace(/\s+/g, ' ').trim() : null; }
  status(id) { return this.form(id).querySelector('.mq-status').textContent.replace(/\s+/g, ' ').trim(); }
  error(id) { const node = this.form(id).querySelector('.mq-err'); return node.hidden ? '' : node.textContent; }
  get shown() { return this.$$('section.page').filter(each => !each.hidden).map(each => each.id).join(); }
  get banner() { return this.text('[data-mooc=banner]'); }

  /** Chooses options by value, or fills text and selects: {slotName: value}. */
  fill(values) {
    for (const [name, value] of Object.entries(values)) {
      for (const field of this.$$('input, select, textarea').filter(each => each.name === name)) {
        if (/radio|checkbox/.test(field.type)) field.checked = [].concat(value).includes(field.value);
        else field.value = value;
        field.dispatchEvent(new this.window.Event('input', { bubbles: true }));
        field.dispatchEvent(new this.window.Event('change', { bubbles: true }));
      }
    }
    return this;
  }
  check(id) {
    const button = this.form(id).querySelector('.mq-check');
    button.focus();
    button.click();
    return this;
  }
  answer(id, value) { return this.fill(typeof value === 'object' && !Array.isArray(value) ? value : { [id]: value }).check(id); }
  /** Does what changes the address, and waits until it has. */
  moved(act) {
    return new Promise(done => { this.window.addEventListener('hashchange', () => done(), { once: true }); act(); });
  }
  go(hash) { return this.moved(() => { this.window.location.hash = hash; }); }
  hide(hidden = true) {
    Object.defineProperty(this.document, 'hidden', { configurable: true, value: hidden });
    this.document.dispatchEvent(new this.window.Event('visibilitychange'));
  }
  leave(persisted = false) {
    this.window.dispatchEvent(Object.assign(new this.window.Event('pagehide'), { persisted }));
  }
  /** Waits until the page has begun and has saved what was done; or, with `ms`, just so long. */
  async settle(ms) {
    const idle = () => { const { session, error } = this.window.Mooc; return error || session && session.lms && !session.soon; };
    const tick = () => new Promise(done => setTimeout(done, ms || 5));
    await tick();
    while (!ms && !idle()) await tick();
  }
  close() { this.window.close(); }
}
