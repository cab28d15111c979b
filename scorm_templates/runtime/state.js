/**
 * What is kept of a learner's work, and its form as one ASCII string (suspend_data, local copies).
 * Records are found by key, not by place, and each has its own checksum, so that a course may be
 * republished and a string cut or damaged without one answer being read as another's.
 */
(function (Mooc) {
  'use strict';
  const B = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const FOREIGN = /[^\w~+-]/;
  const NONE = 4095;
  const EPOCH = Date.UTC(2000, 0, 1);
  const KEEP = ['', 'record', 'device'];

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

  /** Of the letters' places, so that whichever single letter is changed, the last digit is another. */
  function check(text, width) {
    const places = Array.from(text).map(char => String.fromCharCode(B.indexOf(char) & 63));
    return digits(hash(places.join('')) % Math.pow(64, width), width);
  }

  const now = () => Math.floor((Date.now() - EPOCH) / 1000);
  const date = seconds => new Date(EPOCH + seconds * 1000);

  function fresh() {
    return { complete: false, passed: false, keep: '', best: NONE, page: '', attempt: 1, earned: 0, saved: 0,
      seed: Math.floor(Math.random() * 0x1000000), seen: [], records: [], drafts: [], notes: [] };
  }

  /* A response as small numbers, each with the bits that it needs; typed texts follow the bits. */

  const width = values => Math.ceil(Math.log2(values));
  const isText = slot => !slot.ids;

  function slotSizes(slot) {
    const n = isText(slot) ? 0 : slot.ids.length;
    return slot.k === 'one' ? [width(n + 1)] : Array(n).fill(slot.k === 'many' ? 1 : width(n));
  }

  function slotNumbers(slot, value) {
    if (isText(slot)) return [];
    if (slot.k === 'one') return [slot.ids.indexOf(value) + 1];
    if (slot.k === 'many') return slot.ids.map(id => Number(value.includes(id)));
    return slot.ids.map((id, i) => Math.max(0, slot.ids.indexOf(value[i])));
  }

  /** An order that was never given is all zeros, which no order is. */
  function slotValue(slot, numbers) {
    if (slot.k === 'one') return slot.ids[numbers[0] - 1] || '';
    if (slot.k === 'many') return slot.ids.filter((id, i) => numbers[i]);
    return new Set(numbers).size === slot.ids.length ? numbers.map(i => slot.ids[i]) : [];
  }

  const markSizes = q => q.note ? [] : [2, 3, width(q.outOf + 1)];

  function sizes(q) {
    return markSizes(q).concat(...q.slots.map(slotSizes));
  }

  const charsOf = q => Math.ceil(sizes(q).reduce((sum, size) => sum + size, 0) / 6);
  const bits = (value, size) => size ? value.toString(2).padStart(size, '0') : '';

  function escape(text) {
    return text.replace(/[^\w-]/g, char => char === ' ' ? '+' : '~' + digits(char.charCodeAt(0), 3));
  }

  function unescape(text) {
    return text.replace(/~(.{3})|\+/g, (all, code) => code ? String.fromCharCode(number(code)) : ' ');
  }

  /** A note's text may be longer than an answer's, so its length takes one character more. */
  const lengthOf = q => q.note ? 3 : 2;

  function packBody(rec) {
    const { q, values } = rec;
    const mark = q.note ? [] : [rec.state, Math.min(rec.tries, 7), rec.best];
    const numbers = mark.concat(...q.slots.map((slot, i) => slotNumbers(slot, values[i] || '')));
    const all = sizes(q).map((size, i) => bits(numbers[i], size)).join('').match(/.{1,6}/g) || [];
    const texts = q.slots.map((slot, i) => isText(slot) ? escape((values[i] || '').slice(0, slot.limit)) : null);
    return all.map(six => B[parseInt(six.padEnd(6, '0'), 2)]).join('')
      + texts.map(text => text === null ? '' : digits(text.length, lengthOf(q)) + text).join('');
  }

  /** Null when the body is not one of this question's. */
  function unpackBody(q, body) {
    const size = charsOf(q);
    let left = Array.from(body.slice(0, size)).map(char => bits(B.indexOf(char), 6)).join('');
    let rest = body.slice(size);
    const numbers = n => n.map(size => { const taken = left.slice(0, size); left = left.slice(size); return parseInt(taken || '0', 2); });
    const text = () => {
      const end = lengthOf(q) + number(rest.slice(0, lengthOf(q)));
      const taken = rest.slice(lengthOf(q), end);
      rest = end > rest.length ? '?' : rest.slice(end);
      return unescape(taken);
    };
    const [state = 0, tries = 0, best = 0] = numbers(markSizes(q));
    const values = q.slots.map(slot => isText(slot) ? text() : slotValue(slot, numbers(slotSizes(slot))));
    return rest || best > q.outOf ? null : { q, state, tries, best, values };
  }

  /* The string's parts. */

  /** A flag tells the time when it was earned from that of the beginning, which stood in its place once. */
  function packHead(state, w) {
    const flags = Number(state.complete) + 2 * Number(state.passed) + 4 * KEEP.indexOf(state.keep) + 16 * Number(!!state.earned);
    const head = '1' + w + digits(flags, 1) + digits(state.best, 2) + state.page.slice(0, w).padEnd(w, 'A')
      + digits(state.seed, 4) + digits(state.attempt, 2) + digits(state.earned, 6) + digits(state.saved, 6);
    return head + check(head, 2);
  }

  function packRecord(rec, w, size) {
    if (!rec) return '~';
    const body = packBody(rec);
    const text = rec.q.k.slice(0, w) + digits(body.length, size) + body;
    return text + check(text, 1);
  }

  const packNotes = (notes, w) => notes.map(note => packRecord(note, w, 3)).join('');

  function pack(state, course, withNotes) {
    const { w } = course;
    const pages = state.seen.map(k => k.slice(0, w)).join('');
    const records = state.records.concat(state.drafts).map(rec => packRecord(rec, w, 2)).join('');
    const notes = withNotes && state.notes.length ? '.' + packNotes(state.notes, w) : '';
    return `${packHead(state, w)}.${pages}${check(pages, 2)}.${records}${notes}`;
  }

  function unpackHead(text) {
    const w = Number(text[1]);
    const end = 23 + w;
    if (!/^1[345]/.test(text) || check(text.slice(0, end), 2) !== text.slice(end)) return null;
    let at = 2;
    const take = size => text.slice(at, at += size);
    const [flags, best, page, seed, attempt, earned, saved] = [1, 2, w, 4, 2, 6, 6].map(take);
    const flag = value => !!(number(flags) & value);
    const state = { complete: flag(1), passed: flag(2), keep: KEEP[number(flags) >> 2 & 3] || '', best: number(best),
      seed: number(seed), attempt: number(attempt), earned: flag(16) ? number(earned) : 0, saved: number(saved) };
    return { w, page, state: Object.assign(fresh(), state) };
  }

  /** Keys of an older build, wider or narrower, are compared by what both have. */
  function find(list, key) {
    const found = list.filter(entry => key && entry.k.startsWith(key));
    return found.length === 1 ? found[0] : null;
  }

  /** What can't be read or is unknown becomes null, so that the places of the others stay. */
  function unpackRecords(text, w, size, questions) {
    const records = [];
    let lost = 0;
    for (let at = 0, end; at < text.length; at = Math.max(end, at) + 1) {
      const body = at + w + size;
      end = text[at] === '~' ? at : body + number(text.slice(at + w, body));
      const whole = end >= body && end < text.length && check(text.slice(at, end), 1) === text[end] && !FOREIGN.test(text.slice(at, end));
      const q = whole && find(questions, text.slice(at, at + w));
      const rec = q ? unpackBody(q, text.slice(body, end)) : null;
      if (!rec && text[at] !== '~') lost += 1;
      records.push(rec);
    }
    return { records, lost };
  }

  /**
   * Reads what `pack` wrote, or what is left of it. Never throws. `lost`: answers that no longer fit
   * this course. A null state: nothing readable there. (The pages' checksum guards nothing that their
   * keys do not: what is no page's key is dropped.)
   */
  function unpack(text, course) {
    const [first, pages = '', answers = '', kept = ''] = String(text || '').split('.');
    const head = unpackHead(first);
    if (!head) return { state: null, damaged: !!first, lost: 0 };
    const { w, state } = head;
    const known = key => (find(course.pages, key) || { k: '' }).k;
    const { records, lost } = unpackRecords(answers, w, 2, course.questions.filter(q => !q.note));
    const { notes } = unpackNotes(kept, w, course);
    return { damaged: false, lost, state: Object.assign(state, {
      page: known(head.page),
      seen: Array.from(new Set((pages.match(new RegExp(`.{${w}}`, 'g')) || []).map(known).filter(Boolean))),
      drafts: records.filter(rec => rec && !rec.state),
      records: records.filter(rec => !rec || rec.state),
      notes }) };
  }

  /** Notes alone, as `packNotes` wrote them. */
  function unpackNotes(text, w, course) {
    const { records, lost } = unpackRecords(text, w, 3, course.questions.filter(q => q.note));
    return { notes: records.filter(Boolean), lost };
  }

  Mooc.state = { now, date, hash, fresh, pack, packNotes, unpack, unpackNotes, NONE };
})(window.Mooc);
