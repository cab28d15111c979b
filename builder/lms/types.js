/**
 * Kinds of values. `refuse` says what is wrong (`type`, `range` or `order`; nothing if the value is kept),
 * `warn` what is kept here but not everywhere. `at` is the place: see model.js.
 */
(function (root) {
  'use strict';
  if (!root.StrictLms) root.StrictLms = {};
  const { StrictLms } = root;

  /** @typedef {(value: string, at?: any) => string} Refuse */

  /** @param {Refuse} refuse  @param {string} says  @param {(value: string, at?: any) => string[]} [warn] */
  const type = (refuse, says, warn) => ({ refuse, says, warn: warn || (() => []) });
  const match = (pattern, says) => type(value => pattern.test(value) ? '' : 'type', says);
  const words = (...all) => type(value => all.includes(value) ? '' : 'type', `one of "${all.join('", "')}"`);
  const text = type(() => '', 'text');

  const blank = base => ({ ...base, refuse: (value, at) => value && base.refuse(value, at), warn: (value, at) => value ? base.warn(value, at) : [] });
  const either = (one, other) => type((value, at) => one.refuse(value, at) && other.refuse(value, at), `${one.says}, or ${other.says}`,
    (value, at) => (one.refuse(value, at) ? other : one).warn(value, at));
  const within = (base, low, high) => ({ ...base, says: `${base.says} from ${low} to ${high}`,
    refuse: (value, at) => base.refuse(value, at) || (Number(value) < low || Number(value) > high ? 'range' : '') });

  const SURE = 'no more are sure to be kept';
  /** @param {any} base  @param {...any} rules each a test and what is said of what meets it */
  const warned = (base, ...rules) => ({ ...base,
    warn: (value, at) => base.warn(value, at).concat(rules.filter(([bad]) => bad(value, at)).map(([, says]) => says)) });
  /** What is longer is refused. */
  const upTo = (limit, base = text) => ({ ...base, says: `${base.says} of at most ${limit} characters`,
    refuse: (value, at) => value.length > limit ? 'type' : base.refuse(value, at) });
  /** What is longer is kept here; no platform has to. */
  const promised = (limit, base = text) => warned(base, [value => value.length > limit, `longer than ${limit} characters: ${SURE}`]);
  const ascii = base => warned(base, [value => /[^\x20-\x7e]/.test(value), 'not ASCII: some platforms spoil it']);
  const most = (count, base) => warned(base, [(value, at) => at.index >= count, `more than ${count} of them: ${SURE}`]);

  /** No two in a collection alike. */
  const unique = base => ({ ...base, refuse: (value, at) => base.refuse(value, at) || (at.others.includes(value) ? 'order' : '') });
  /** Can't be changed. */
  const once = base => ({ ...base,
    refuse: (value, at) => base.refuse(value, at) || ([undefined, value].includes(at.current) ? '' : 'order') });

  StrictLms.types = { type, match, words, text, blank, either, within, warned, upTo, promised, ascii, most, unique, once, SURE };
  if (typeof module === 'object') module.exports = StrictLms;
})(typeof window === 'object' ? window : globalThis);
