/** The browser's own store, with the LMS adapters' six functions. Storage may throw: then nothing is kept. */
(function (root) {
  'use strict';
  if (!root.Mooc) root.Mooc = {};
  const { Mooc } = root;

  /** @param {() => string} area `localStorage` or `sessionStorage`, asked each time  @param {string} key */
  function local(area, key) {
    const attempt = act => { try { return act(window[area()]); } catch (e) { return undefined; } };
    const start = () => ({ data: attempt(store => store.getItem(key)) || '', keeps: attempt(store => store.length) >= 0 });
    const save = data => { attempt(store => store.setItem(key, data)); return true; };
    return { start, save, interaction() {}, score() {}, status() {}, finish: () => 'true',
      forget: () => attempt(store => store.removeItem(key)) };
  }

  Mooc.local = local;
  if (typeof module === 'object') module.exports = Mooc;
})(typeof window === 'object' ? window : globalThis);
