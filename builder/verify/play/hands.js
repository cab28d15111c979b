/**
 * What a learner's hands can do in one document. `hands.look()` says what can be pressed here; `hands.press(i)`
 * presses it; `hands.fill(mode)` fills in every native control; `hands.answer(mode)` answers the questions of a
 * page that carries its own answers, as our packages do.
 */
(function () {
  'use strict';
  if (window.hands) return;

  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const shown = element => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';
  const usable = element => shown(element) && !element.disabled && element.getAttribute('aria-disabled') !== 'true';
  const wait = () => new Promise(resolve => setTimeout(resolve, 20));

  /** As typed: frameworks that watch the property hear of it too. */
  function type(field, text) {
    const prototype = Object.getPrototypeOf(field);
    Object.getOwnPropertyDescriptor(prototype, 'value').set.call(field, text);
    ['input', 'change'].forEach(name => field.dispatchEvent(new Event(name, { bubbles: true })));
  }

  function choose(select, value) {
    select.value = value;
    ['input', 'change'].forEach(name => select.dispatchEvent(new Event(name, { bubbles: true })));
  }

  /* Any page: native controls and what can be pressed. */

  const WORDS = {
    number: '1', range: '1', email: 'learner@example.org', tel: '0', url: 'https://example.org/', date: '2026-01-31', time: '09:30'
  };
  const done = new WeakSet();

  /** @param {boolean} first of the options, or the last */
  function fillField(field, first) {
    if (field.matches('select')) {
      const options = all('option', field).filter(option => option.value && !option.disabled);
      if (options.length) choose(field, options[first ? 0 : options.length - 1].value);
    } else if (field.matches('[type=radio], [type=checkbox]')) {
      const group = all('input').filter(each => each === field || field.name && each.name === field.name && each.type === field.type);
      if (field !== group[first ? 0 : group.length - 1]) return false;
      if (!field.checked) field.click();
    } else {
      type(field, WORDS[field.type] || 'An answer');
    }
    return true;
  }

  const FIELDS = 'select, textarea, input:not([type=hidden], [type=button], [type=submit], [type=reset], [type=image], [type=file])';

  /** How many were filled in that were not before. @param {string} mode right: first options, wrong: last, mixed: by turns */
  function fill(mode) {
    const fresh = all(FIELDS).filter(field => usable(field) && !field.readOnly && !done.has(field));
    const names = Array.from(new Set(fresh.map(field => field.name)));
    fresh.forEach(field => done.add(field));
    return fresh.filter(field => fillField(field, mode === 'mixed' ? names.indexOf(field.name) % 2 === 0 : mode === 'right')).length;
  }

  const PRESSED = 'button, input[type=button], input[type=submit], input[type=image], [role=button], [role=tab], [role=radio], '
    + '[role=checkbox], [role=option], [onclick], summary, a[href], area[href]';
  const LEAVES = /\b(exit|quit|close|log ?out|sign ?out|save and exit|gadael|cau|beenden|schlie(ss|ß)en|quitter|fermer|salir|cerrar|esci|chiudi|sluiten)\b/i;
  const SENDS = /\b(submit|check|answer|done|confirm|send|cyflwyno|gwirio|anfon|pr(ü|ue)fen|absenden|valider|v(é|e)rifier|enviar|comprobar|verifica|invia)\b/i;
  const GOES = /\b(next|continue|start|begin|forward|launch|enter|proceed|nesaf|parhau|dechrau|weiter|starten|suivant|continuer|commencer|siguiente|continuar|empezar|avanti|inizia|volgende)\b|[›»→⏵▶]|^\s*>+\s*$/i;
  const UNDOES = /\b(reset|clear|restart|start again|delete|back|previous|prev|clirio|yn ôl|zur(ü|ue)ck|pr(é|e)c(é|e)dent|anterior|indietro)\b|[‹«←]/i;

  const label = element => (element.getAttribute('aria-label') || element.value || element.textContent || element.title
    || all('img', element).map(image => image.alt).join(' ') || '').trim().replace(/\s+/g, ' ').slice(0, 80);
  const KINDS = { leaves: LEAVES, undoes: UNDOES, sends: SENDS, goes: GOES };
  const kind = text => Object.keys(KINDS).find(each => KINDS[each].test(text)) || 'other';

  const base = location.href.replace(/\/package\/.*$/, '/package/');
  /** A link that stays in the package, and isn't a download. */
  function within(element) {
    const href = element.getAttribute('href');
    if (!href || /^(mailto|tel|data|blob):/i.test(href) || element.hasAttribute('download')) return false;
    return /^javascript:/i.test(href) || element.href.startsWith(base) && /(\/|\.x?html?)$/i.test(element.pathname);
  }

  let pressable = [];

  function path(element) {
    const place = element.parentElement ? Array.from(element.parentElement.children).indexOf(element) : 0;
    return element === document.documentElement || !element.parentElement ? '' : `${path(element.parentElement)}/${place}`;
  }

  /** What can be pressed now: [key, kind, label]. A link is the same wherever it stands. */
  function look() {
    const can = element => usable(element) && (!element.matches('a[href], area[href]') || within(element));
    pressable = all(PRESSED).filter(element => can(element) && !element.parentElement.closest('button, a[href]'));
    return pressable.map(element => {
      const text = label(element);
      const link = element.matches('a[href]:not([href^="#"], [href^="javascript:" i])');
      return [link ? element.href : `${location.pathname}${path(element)} ${text}`, kind(text), text];
    });
  }

  const press = index => { if (pressable[index]) pressable[index].click(); };
  /** To tell one screen from another. */
  const seen = () => document.body ? document.body.innerText.trim().replace(/\d+/g, '0') : '';
  const blank = () => !seen() && !all('img, svg, canvas, video, audio, object, embed').some(shown);

  /* Pages that carry their own answers. */

  const key = form => JSON.parse(atob(form.dataset.key));
  const ours = () => all('form.mq[data-key]').length > 0 || Boolean(document.getElementById('mooc-config'));
  const session = () => document.documentElement.dataset.session || '';

  function right(slot) {
    const marks = slot.marks || {};
    if (slot.k === 'order') return slot.right;
    if (slot.k === 'many') return slot.ids.filter(id => marks[id] > 0);
    if (slot.k === 'number') return String(Number(((slot.low + slot.high) / 2).toPrecision(10)));
    if (slot.k === 'text') return slot.accept ? slot.accept[0] : 'A note';
    return slot.ids.reduce((best, id) => (marks[id] || 0) > (marks[best] || 0) ? id : best);
  }

  function wrong(slot) {
    if (slot.k === 'order') return slot.right.slice().reverse();
    if (/number|text/.test(slot.k)) return '9876';
    const ids = slot.ids.filter(id => ((slot.marks || {})[id] || 0) <= 0);
    return slot.k === 'many' ? ids : ids[0] || slot.ids[0];
  }

  function put(form, slot, value) {
    const fields = all(`[name="${slot.n}"]`, form);
    if (slot.k === 'order') order(form.querySelector(`[data-slot="${slot.n}"]`), value);
    else if (/number|text/.test(slot.k)) fields.forEach(field => type(field, value));
    else if (fields[0].localName === 'select') choose(fields[0], value);
    else fields.filter(field => field.checked !== [].concat(value).includes(field.value)).forEach(field => field.click());
  }

  function order(list, wanted) {
    wanted.forEach((id, place) => {
      const item = list.querySelector(`[data-item="${id}"]`);
      for (let at = Array.from(list.children).indexOf(item); at > place; at--) item.querySelector('[data-move=up]').click();
    });
  }

  async function check(form) {
    const button = form.querySelector('.mq-check');
    if (button && usable(button)) button.click();
    await wait();
  }

  /** Steps that one choice leads to, until one leads nowhere. */
  async function steps(form, slots, pick) {
    const byName = Object.fromEntries(slots.map(slot => [slot.n.split('.').pop(), slot]));
    for (let slot = slots[0]; slot;) {
      const value = pick(slot);
      put(form, slot, value);
      await check(form);
      slot = byName[slot.goto[value]];
    }
  }

  async function answerOne(form, mode) {
    const { slots, note } = key(form);
    const pick = mode === 'wrong' && !note ? wrong : right;
    if (form.dataset.type === 'scenario') {
      await steps(form, slots, pick);
    } else {
      slots.forEach(slot => put(form, slot, pick(slot)));
      await check(form);
    }
    const where = note && form.querySelector('.mq-status button');
    if (where) where.click();
  }

  /** Every question that is shown here; mixed: every other one wrong. How many there were. */
  async function answer(mode) {
    const forms = all('form.mq[data-key]').filter(shown);
    for (const [i, form] of forms.entries()) await answerOne(form, mode === 'mixed' ? ['right', 'wrong'][i % 2] : mode);
    all('.mq-submit').filter(usable).forEach(button => button.click());
    await wait();
    return forms.length;
  }

  /** Goes to the next page, if there is one. */
  function next() {
    const ways = all('.ways a.button:not(.quiet)').filter(shown);
    if (ways.length) ways[ways.length - 1].click();
    return ways.length > 0;
  }

  /* Accessibility. */

  /** The rules of axe-core that are broken here, each with its first place. Pages that aren't shown are taken out meanwhile. */
  async function broken(tags) {
    const hidden = all('section[hidden]').filter(section => !section.parentElement.closest('section[hidden]'));
    const places = hidden.map(section => [document.createComment(''), section]);
    places.forEach(([place, section]) => section.replaceWith(place));
    try {
      const options = { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], preload: false, iframes: false };
      const { violations } = await window.axe.run(document, options);
      return violations.map(({ id, help, nodes }) => [id, `${help}: ${nodes[0].html.replace(/\s+/g, ' ').slice(0, 120)} (${nodes.length} in all)`]);
    } finally {
      places.forEach(([place, section]) => place.replaceWith(section));
    }
  }

  Object.assign(window, { hands: { fill, look, press, seen, blank, ours, session, answer, next, broken } });
})();
