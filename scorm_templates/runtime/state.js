/**
 * What is kept of a learner's work, and its form as one ASCII string (suspend_data, local copies).
 *
 * Records are found by key, never by place, and each has its own checksum: so that a course may be
 * republished, and a string cut or damaged, without an answer being read as another one's.
 *
 * @typedef {{n: string, k: 'one'|'many'|'order'|'number'|'text', ids?: string[], right?: string[],
 *   marks?: Object<string, number>, accept?: string[], low?: number, high?: number, limit?: number,
 *   goto?: Object<string, string>, texts?: Object<string, string>}} Slot
 * @typedef {string | string[]} Value  one slot's response: an id, a text, or a list of ids
 * @typedef {{k: string, slots: Slot[], outOf: number, points: number, note: boolean,
 *   report?: {type: string, pattern12: string, pattern2004: string, text: string}}} Key
 * @typedef {{q: Key, state: number, tries: number, best: number, values: Value[]}} Rec
 * @typedef {{w: number, pages: {id: string, k: string}[], questions: Key[]}} Course
 */
(function (root) {
  'use strict';
  const Mooc = root.Mooc = root.Mooc || {};
  const B = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const NONE = 4095;
  const TOMBSTONES = 64;
  const EPOCH = Date.UTC(2000, 0, 1);
  const KEEP = { '': 0, record: 4, device: 8 };

  function hash(text) {
    let value = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
    return value >>> 0;
  }

  function digits(value, width) {
    return width ? digits(Math.floor(value / 64), width - 1) + B[value % 64] : '';
  }

  function number(text) {
    return Array.from(text).reduce((sum, char) => sum * 64 + B.indexOf(char), 0);
  }

  function check(text, width) {
    return digits(hash(text) % Math.pow(64, width), width);
  }

  function now() {
    return Math.floor((Date.now() - EPOCH) / 1000);
  }

  function fresh() {
    return { complete: false, passed: false, keep: '', best: NONE, page: '', attempt: 1, begun: now(), saved: 0,
      seed: Math.floor(Math.random() * 0x1000000), seen: [], records: [], drafts: [], notes: [] };
  }

  /* Bits: a slot's response in as few as its choices need; texts follow the bits as they are. */

  function width(values) {
    return values > 1 ? Math.ceil(Math.log2(values)) : 0;
  }

  function bits(value, size) {
    return size ? value.toString(2).padStart(size, '0').slice(-size) : '';
  }

  const isText = slot => slot.k === 'text' || slot.k === 'number';
  const count = slot => (slot.ids || []).length;

  function slotSize(slot) {
    const n = count(slot);
    return { one: width(n + 1), many: n, order: n * width(n) }[slot.k] || 0;
  }

  function slotBits(slot, value) {
    const ids = slot.ids || [];
    if (slot.k === 'one') return bits(ids.indexOf(String(value)) + 1, slotSize(slot));
    if (slot.k === 'many') return ids.map(id => value.includes(id) ? 1 : 0).join('');
    if (slot.k !== 'order') return '';
    if (value.length !== ids.length) return '0'.repeat(slotSize(slot));
    return [].concat(value).map(id => bits(ids.indexOf(id), width(ids.length))).join('');
  }

  function slotValue(slot, taken) {
    const ids = slot.ids || [];
    if (slot.k === 'one') return ids[parseInt(taken, 2) - 1] || '';
    if (slot.k === 'many') return ids.filter((id, i) => taken[i] === '1');
    const places = taken.match(new RegExp(`.{${width(ids.length) || 1}}`, 'g')) || [];
    const order = places.map(place => ids[parseInt(place, 2)]);
    return new Set(order).size === ids.length && !order.includes(undefined) ? order : [];
  }

  function markSize(q) {
    return q.note ? 0 : 5 + width(q.outOf + 1);
  }

  function bodySize(q) {
    return Math.ceil(q.slots.reduce((sum, slot) => sum + slotSize(slot), markSize(q)) / 6);
  }

  function escape(text) {
    const safe = char => B.includes(char) ? char : char === ' ' ? '+' : '~' + digits(char.charCodeAt(0), 3);
    return text.split('').map(safe).join('');
  }

  function unescape(text) {
    return text.replace(/~(.{3})|\+/g, (all, code) => code ? String.fromCharCode(number(code)) : ' ');
  }

  function packText(slot, value, size) {
    const text = escape(String(value).slice(0, slot.limit));
    return digits(text.length, size) + text;
  }

  /** A note's texts may be longer than a record's, so their length takes one character more. */
  const lengthOf = q => q.note ? 3 : 2;

  function packBody(rec) {
    const q = rec.q;
    const mark = q.note ? '' : bits(rec.state, 2) + bits(Math.min(rec.tries, 7), 3) + bits(rec.best, width(q.outOf + 1));
    const all = mark + q.slots.map((slot, i) => slotBits(slot, rec.values[i] || '')).join('');
    const chars = (all.match(/.{1,6}/g) || []).map(six => B[parseInt(six.padEnd(6, '0'), 2)]);
    const texts = q.slots.map((slot, i) => isText(slot) ? packText(slot, rec.values[i] || '', lengthOf(q)) : '');
    return chars.join('') + texts.join('');
  }

  /** @returns {Rec | null} null when the body is not one of this question's */
  function unpackBody(q, body) {
    const size = bodySize(q);
    let left = Array.from(body.slice(0, size)).map(char => bits(B.indexOf(char), 6)).join('');
    const take = n => { const taken = left.slice(0, n); left = left.slice(n); return taken; };
    const value = n => parseInt(take(n) || '0', 2);
    const rec = { q, state: 0, tries: 0, best: 0, values: [] };
    if (!q.note) Object.assign(rec, { state: value(2), tries: value(3), best: value(width(q.outOf + 1)) });
    let rest = body.slice(size);
    rec.values = q.slots.map(slot => {
      if (!isText(slot)) return slotValue(slot, take(slotSize(slot)));
      const at = lengthOf(q) + number(rest.slice(0, lengthOf(q)));
      const text = unescape(rest.slice(lengthOf(q), at));
      rest = at > rest.length ? '?' : rest.slice(at);
      return text;
    });
    return rest || rec.best > q.outOf ? null : rec;
  }

  /* The string's parts. */

  function packHead(state, w) {
    const flags = Number(state.complete) + 2 * Number(state.passed) + KEEP[state.keep];
    const page = state.page.slice(0, w).padEnd(w, 'A');
    const head = '1' + w + digits(flags, 1) + digits(state.best, 2) + page + digits(state.seed, 4)
      + digits(state.attempt, 2) + digits(state.begun, 6) + digits(state.saved, 6);
    return head + check(head, 2);
  }

  function packRecord(rec, w, size) {
    if (!rec) return '~';
    const body = packBody(rec);
    const text = rec.q.k.slice(0, w) + digits(body.length, size) + body;
    return text + check(text, 1);
  }

  function packNotes(state, w) {
    return state.notes.map(note => packRecord(note, w, 3)).join('');
  }

  /** @param {Course} course  @param {boolean} withNotes */
  function pack(state, course, withNotes) {
    const w = course.w;
    const pages = state.seen.map(k => k.slice(0, w)).join('');
    const records = state.records.concat(state.drafts).map(rec => packRecord(rec, w, 2)).join('');
    const notes = withNotes && state.notes.length ? '.' + packNotes(state, w) : '';
    return packHead(state, w) + '.' + pages + check(pages, 2) + '.' + records + notes;
  }

  function unpackHead(text) {
    const w = Number(text[1]);
    const n = text.length - 2;
    if (!/^1[345]/.test(text) || n !== 23 + w || check(text.slice(0, n), 2) !== text.slice(n)) return null;
    const flags = number(text[2]);
    const at = (from, size) => number(text.slice(from, from + size));
    return { w, page: text.slice(5, 5 + w), state: Object.assign(fresh(), { complete: !!(flags & 1), passed: !!(flags & 2),
      keep: flags & 4 ? 'record' : flags & 8 ? 'device' : '', best: at(3, 2), seed: at(5 + w, 4),
      attempt: at(9 + w, 2), begun: at(11 + w, 6), saved: at(17 + w, 6) }) };
  }

  /** Keys of an older, wider or narrower, build are compared by what both have. */
  function find(list, key) {
    const found = list.filter(entry => key && entry.k.startsWith(key));
    return found.length === 1 ? found[0] : null;
  }

  function unpackPages(text, cut, w, pages) {
    const sum = text.length - 2;
    const whole = sum >= 0 && check(text.slice(0, sum), 2) === text.slice(sum);
    if (!whole && !cut) return [];
    const keys = (whole ? text.slice(0, sum) : text).match(new RegExp(`.{${w}}`, 'g')) || [];
    const seen = keys.map(key => find(pages, key)).filter(Boolean).map(page => page.k);
    return Array.from(new Set(seen));
  }

  /** What can't be read or is unknown becomes null, so that the places of the others stay. */
  function unpackRecords(text, w, size, questions) {
    const records = [];
    let lost = 0;
    for (let at = 0, end; at < text.length; at = Math.max(end, at) + 1) {
      if (text[at] === '~') { records.push(null); end = at; continue; }
      const body = at + w + size;
      end = body + number(text.slice(at + w, body));
      const rec = readRecord(text, at, body, end, find(questions, text.slice(at, at + w)));
      if (!rec) lost += 1;
      records.push(rec);
    }
    return { records, lost };
  }

  function readRecord(text, at, body, end, q) {
    const whole = end >= body && end < text.length && check(text.slice(at, end), 1) === text[end];
    return q && whole ? unpackBody(q, text.slice(body, end)) : null;
  }

  /**
   * Reads what `pack` wrote, or what is left of it. Never throws.
   * `lost`: answers that no longer fit this course. A null state: nothing readable there.
   * @param {string} text  @param {Course} course
   */
  function unpack(text, course) {
    const parts = String(text || '').split('.');
    const head = unpackHead(parts[0]);
    if (!head) return { state: null, damaged: !!parts[0], lost: 0 };
    const { w, state } = head;
    const { records, lost } = unpackRecords(parts[2] || '', w, 2, course.questions.filter(q => !q.note));
    const notes = unpackRecords(parts[3] || '', w, 3, course.questions.filter(q => q.note));
    const page = find(course.pages, head.page);
    state.page = page ? page.k : '';
    state.seen = unpackPages(parts[1] || '', parts.length === 2, w, course.pages);
    state.drafts = records.filter(rec => rec && !rec.state);
    state.records = records.filter(rec => !rec || rec.state);
    state.notes = notes.records.filter(Boolean);
    return { state, damaged: false, lost };
  }

  /** The most characters the answers can need (notes use what is left of the budget). */
  function worst(course) {
    const w = course.w;
    const texts = q => q.slots.filter(isText).reduce((sum, slot) => sum + 2 + 4 * (slot.limit || 0), 0);
    const marked = course.questions.filter(q => !q.note);
    const records = marked.reduce((sum, q) => sum + w + 3 + bodySize(q) + texts(q), 0);
    return 25 + w + 1 + w * course.pages.length + 2 + 1 + records + TOMBSTONES;
  }

  Mooc.state = { now, hash, fresh, pack, packNotes, unpack, worst, NONE };
  if (typeof module === 'object') module.exports = Mooc;
})(typeof window === 'object' ? window : globalThis);
