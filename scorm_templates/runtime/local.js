/** The browser's own store, with the LMS adapters' six functions. It needn't wait to be asked to store (`atOnce`), and may throw: then nothing is kept. */
(function (Mooc) {
  'use strict';

  /** @param {() => string} area `localStorage` or `sessionStorage`, asked each time  @param {string} key */
  function local(area, key) {
    const attempt = act => { try { return act(window[area()]); } catch (e) { return undefined; } };
    const keeps = () => attempt(store => store.length) >= 0;
    const start = () => ({ data: attempt(store => store.getItem(key)) || '', keeps: keeps() });
    /** Storage that is full fails; where there is none, nothing can. */
    const save = data => attempt(store => { store.setItem(key, data); return true; }) || !keeps();
    return { start, save, keeps, atOnce: true, interaction() {}, score() {}, status() {}, finish: () => 'true',
      forget: () => attempt(store => store.removeItem(key)) };
  }

  Mooc.local = local;
})(window.Mooc);
