/** A page of the book: its answers stay in this browser, its ticks stand in the sidebar. */
(function (root) {
  'use strict';
  if (!root.Mooc) root.Mooc = {};
  const { Mooc } = root;
  const { el, button } = Mooc;
  const { all } = Mooc.questions;

  /** Removes what this course keeps in the browser, all its pages. */
  function clear(course) {
    try {
      const keys = Object.keys(window.localStorage);
      keys.filter(key => key.startsWith(`mooc:${course}:`)).forEach(key => window.localStorage.removeItem(key));
    } catch (e) { /* then there is nothing to remove */ }
  }

  /** "Clear my answers", with its question in the page (dialogs are blocked in many frames). */
  function clearControl(place, session, done) {
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

  function book(session, restore) {
    const { config } = session;
    const key = id => `mooc:${config.course}:${id}`;
    const store = Mooc.local('localStorage', key(config.pages[0].id));

    /** A stored state whose second part, the pages seen, holds more than its checksum. */
    function isSeen(id) {
      return (Mooc.local('localStorage', key(id)).start().data.split('.')[1] || '').length > 2;
    }

    function tick(link) {
      const seen = isSeen(link.getAttribute('data-page'));
      const marks = link.querySelector('.mooc-tick');
      if (seen === !!marks) return;
      if (marks) marks.remove();
      else link.append(el('span', { class: 'mooc-tick' }, el('span', { 'aria-hidden': 'true' }, ' ✓'), el('span', { class: 'vh' }, Mooc.text.say('seen'))));
      if (seen) link.setAttribute('data-seen', '1');
      else link.removeAttribute('data-seen');
    }

    const ticks = () => all(document, '[data-page]').forEach(tick);

    session.attach(store, store.start(), null);
    restore();
    session.see(config.pages[0]);
    session.save(true);
    ticks();
    all(document, '[data-mooc="clear"]').forEach(place => clearControl(place, session, () => {
      session.reset();
      restore();
      ticks();
    }));
  }

  Mooc.book = book;
  if (typeof module === 'object') module.exports = Mooc;
})(typeof window === 'object' ? window : globalThis);
