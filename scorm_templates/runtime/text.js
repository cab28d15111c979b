/** Words: the page's strings and plurals, and elements made of plain text. */
(function (root) {
  'use strict';
  if (!root.Mooc) root.Mooc = {};
  const { Mooc } = root;
  let strings = {};
  let plurals = null;

  function use(config) {
    strings = config.strings || {};
    try { plurals = new Intl.PluralRules(config.lang); } catch (e) { plurals = null; }
  }

  function form(entry, n) {
    if (typeof entry === 'string') return entry;
    return entry[plurals ? plurals.select(n) : n === 1 ? 'one' : 'other'] || entry.other;
  }

  /** The words for `key` with `{name}` filled in; the plural goes by `values.n`. */
  function say(key, values) {
    const given = values || {};
    const entry = strings[key];
    if (entry === undefined) return key;
    return form(entry, given.n).replace(/\{(\w+)\}/g, (all, name) => name in given ? given[name] : all);
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

  function button(key, press, attributes) {
    return el('button', Object.assign({ type: 'button', click: press }, attributes), say(key));
  }

  Mooc.text = { use, say };
  Mooc.el = el;
  Mooc.button = button;
  if (typeof module === 'object') module.exports = Mooc;
})(typeof window === 'object' ? window : globalThis);
