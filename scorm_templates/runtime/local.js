/** The browser's own store, with the LMS adapters' six functions. Storage may throw: then nothing is kept. */
(function (root) {
  'use strict';
  const Mooc = root.Mooc = root.Mooc || {};

  /** @param {string} area `localStorage` or `sessionStorage`  @param {string} key */
  function local(area, key) {
    const attempt = act => { try { return act(window[area]); } catch (e) { return undefined; } };
    const start = () => ({ data: attempt(store => store.getItem(key)) || '', keeps: attempt(store => store.length) >= 0 });
    const save = data => { attempt(store => store.setItem(key, data)); return true; };
    return { start, save, interaction() {}, score() {}, status() {}, finish: () => 'true',
      forget: () => attempt(store => store.removeItem(key)) };
  }

  /** Removes what this course keeps in the browser, all its pages. */
  function clear(course) {
    try {
      const keys = Object.keys(window.localStorage);
      keys.filter(key => key.startsWith(`mooc:${course}:`)).forEach(key => window.localStorage.removeItem(key));
    } catch (e) { /* then there is nothing to remove */ }
  }

  /** "Clear my answers", with its question in the page (dialogs are blocked in many frames). */
  function clearControl(place, session, done) {
    const { el, button } = Mooc;
    const status = el('p', { role: 'status' });
    const ways = el('div', { class: 'mq-ways' });
    const offer = focus => fill(focus, '', button('clear', confirm, { class: 'quiet' }));
    const confirm = () => fill(true, Mooc.text.say('clear_sure'), button('clear_yes', act), button('clear_no', () => offer(true), { class: 'quiet' }));
    function fill(focus, words, ...buttons) {
      status.textContent = words;
      ways.textContent = '';
      ways.append(...buttons);
      if (focus) buttons[buttons.length - 1].focus();
    }
    function act() {
      clear(session.config.course);
      done();
      offer(true);
      status.textContent = Mooc.text.say('cleared');
    }
    place.append(status, ways);
    offer(false);
  }

  Mooc.local = local;
  Mooc.clearControl = clearControl;
  if (typeof module === 'object') module.exports = Mooc;
})(typeof window === 'object' ? window : globalThis);
