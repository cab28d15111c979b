/** SCORM 2004: learners' responses and correct patterns, by the interaction's type. */
(function (root) {
  'use strict';
  const { StrictLms } = root;
  const { type, match, words, text, blank, either, warned, promised, SURE } = StrictLms.types;

  const real = warned(match(/^-?\d+(\.\d+)?$/, 'a decimal without exponent'),
    [value => /\.\d{8}/.test(value), `more than 7 decimals: ${SURE}`],
    [value => /^-?\d{6}/.test(value), 'more than 5 digits before the point: Moodle refuses it']);
  const shortId = promised(250, warned(match(/^[^\s{}[\]|\\^`<>"]+$/, 'an identifier'),
    [value => !/^[A-Za-z0-9_.]+$/.test(value), 'other characters than letters, digits, "_" and ".": Moodle refuses it']));

  /** Text that may begin with its language, as `{lang=cy}`. */
  const LANGUAGE = /^\{lang=([A-Za-z]{2,3}|i|x)(-[A-Za-z0-9]{1,8})*\}/;
  const plain = value => value.replace(LANGUAGE, '');
  const language = type(value => /^\{lang=/.test(plain(value)) ? 'type' : '', 'text, with a right {lang=…} if any');
  const localized = limit => warned(language,
    [value => plain(value).length > limit, `longer than ${limit} characters: ${SURE}`],
    [value => /^\{|[\r\n]/.test(plain(value)), 'text that begins with "{" or has lines: Moodle refuses it']);

  /** @param {any} one  @param {number} limit  @param {boolean} [distinct] */
  function list(one, limit, distinct) {
    const parts = value => value.split('[,]');
    const wrong = all => all.some(part => one.refuse(part)) || distinct && new Set(all).size < all.length;
    const whole = type(value => wrong(parts(value)) ? 'type' : '', `${one.says}, joined by [,]`,
      value => [].concat(...parts(value).map(part => one.warn(part))));
    return warned(whole, [value => parts(value).length > limit, `more than ${limit} parts: Moodle refuses it`]);
  }

  function pair(left, right) {
    const halves = value => value.split('[.]');
    const whole = all => all.length === 2 && all.join('') !== '' && !left.refuse(all[0]) && !right.refuse(all[1]);
    return type(value => whole(halves(value)) ? '' : 'type', `${left.says}[.]${right.says}`,
      value => left.warn(halves(value)[0]).concat(right.warn(halves(value)[1])));
  }

  /** Flags such as `{case_matters=true}` may stand before the pattern, in any order. */
  function flagged(names, base) {
    const flags = new RegExp(`^(\\{(${names})=(true|false)\\})*`);
    const rest = value => value.replace(flags, '');
    const stray = /^\{(case|order)_matters=/;
    const refuse = value => stray.test(rest(value)) ? 'type' : base.refuse(rest(value));
    return { ...base, refuse, warn: value => base.warn(rest(value)) };
  }

  const range = type(value => {
    const found = /^(-?\d+(?:\.\d+)?)?\[:\](-?\d+(?:\.\d+)?)?$/.exec(value);
    return !found || Number(found[1] || -Infinity) > Number(found[2] || Infinity) ? 'type' : '';
  }, 'least[:]most, either of which may be missing');
  const ids = list(shortId, 36);
  const choice = list(shortId, 36, true);
  const pairs = list(pair(shortId, shortId), 36);
  const free = warned(promised(250), [() => true, 'a step\'s answer that is neither a number nor an identifier: Moodle refuses it']);
  const answer = blank(either(real, either(shortId, free)));
  const steps = list(pair(blank(shortId), answer), 250);
  const words250 = list(localized(250), 10);
  const truth = words('true', 'false');

  const RESPONSES = {
    'true-false': truth, choice, 'fill-in': words250, 'long-fill-in': localized(4000), 'matching': pairs, 'performance': steps,
    'sequencing': ids, 'likert': shortId, 'numeric': real, 'other': promised(4000, text)
  };
  const PATTERNS = { ...RESPONSES, 'numeric': range, 'fill-in': flagged('case_matters|order_matters', words250),
    'long-fill-in': flagged('case_matters', localized(4000)), 'performance': flagged('order_matters', steps) };
  const SINGLE = ['true-false', 'likert', 'numeric', 'other'];

  const kind = at => at.sibling('type');
  const by = (kinds, says) => type((value, at) => kinds[kind(at)].refuse(value), says, (value, at) => kinds[kind(at)].warn(value));
  const response = by(RESPONSES, 'a response of the interaction\'s type');
  const pattern = by(PATTERNS, 'a pattern of the interaction\'s type');
  /** Some types have one pattern only; the patterns of a choice differ. */
  const crowded = (value, at) => at.index > 0 && SINGLE.includes(kind(at)) || kind(at) === 'choice' && at.others.includes(value);

  StrictLms.responses = { real, localized, response,
    pattern: { ...pattern, refuse: (value, at) => crowded(value, at) ? 'order' : pattern.refuse(value, at) } };
  if (typeof module === 'object') module.exports = StrictLms;
})(typeof window === 'object' ? window : globalThis);
