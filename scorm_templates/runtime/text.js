/** Words: the page's strings and plurals, and elements made of plain text. */
window.Mooc = {}; // each of the other scripts adds its part
(function (Mooc) {
  'use strict';
  let strings = {};
  let plurals = null, numbers = null, days = null;

  /** One of Intl's for this language, or null where the browser hasn't it: that of the browser's own language
      would choose the wrong form of a word. */
  function intl(name, lang, how) {
    try { return Intl[name].supportedLocalesOf(lang).length ? new Intl[name](lang, how) : null; } catch (e) { return null; }
  }

  /** The words of the interface are British English, so their dates are too. */
  function use(config) {
    const lang = config.lang === 'en' ? 'en-GB' : config.lang;
    strings = config.strings || {};
    plurals = intl('PluralRules', lang);
    numbers = intl('NumberFormat', lang, { maximumFractionDigits: 2 });
    days = intl('DateTimeFormat', lang, { day: 'numeric', month: 'long', year: 'numeric' });
  }

  function form(entry, n) {
    if (typeof entry === 'string') return entry;
    return entry[plurals ? plurals.select(n) : n === 1 ? 'one' : 'other'] || entry.other;
  }

  const figure = value => typeof value === 'number' && numbers ? numbers.format(value) : String(value);

  /** A day in words, or where the browser hasn't those in figures that are read alike everywhere. */
  const day = date => days ? days.format(date) : [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(n => String(n).padStart(2, '0')).join('-');

  /** The words for `key` with `{name}` filled in; the plural goes by `values.n`. */
  function say(key, values) {
    const given = values || {};
    const entry = strings[key];
    if (entry === undefined) return key;
    return form(entry, given.n).replace(/\{(\w+)\}/g, (all, name) => name in given ? figure(given[name]) : all);
  }

  /** Makes an element. Strings become text nodes, so an author's words are never read as HTML. */
  function el(tag, attributes, ...children) {
    const node = document.createElement(tag);
    Object.keys(attributes || {}).forEach(name => {
      const value = attributes[name];
      if (typeof value === 'function') node.addEventListener(name, value);
      else if (value !== undefined && value !== false) node.setAttribute(name, value);
    });
    node.append(...children.filter(child => child || child === 0));
    return node;
  }

  /** The second half of a double click presses nothing: by then another button may stand there. */
  const single = press => event => event.detail > 1 || press(event);

  function button(key, press, attributes) {
    return el('button', Object.assign({ type: 'button', click: single(press) }, attributes), say(key));
  }

  Mooc.text = { use, say, day };
  Mooc.el = el;
  Object.assign(Mooc, { single, button });
})(window.Mooc);
