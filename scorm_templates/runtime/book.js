/** A page of the book: its answers stay in this browser, its ticks stand in the sidebar. */
(function (Mooc) {
  'use strict';
  const { el } = Mooc;
  const { all } = Mooc.questions;

  function book(session, restore) {
    const { config } = session;
    const key = id => `mooc:${config.course}:${id}`;
    const kept = id => Mooc.keeping.store(config.course, key(id));
    const store = kept(config.pages[0].id);

    /** A stored state whose second part, the pages seen, holds more than its checksum. */
    function isSeen(id) {
      return (kept(id).start().data.split('.')[1] || '').length > 2;
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

    session.reread = () => {
      session.attach(store, store.start(), null);
      restore();
    };
    session.reread();
    session.see(config.pages[0]);
    session.save(true);
    ticks();
    const again = () => { restore(); ticks(); };
    /** What another tab saved or cleared, or this one while the browser kept the page aside. On a shared computer each tab is by itself. */
    const follow = () => { session.reread(); ticks(); };
    addEventListener('storage', event => {
      if (event.key === key(config.pages[0].id) && !Mooc.keeping.isShared(config.course)) follow();
    });
    addEventListener('pageshow', event => { if (event.persisted) follow(); });
    all(document, '[data-mooc="clear"]').forEach(place => Mooc.keeping.controls(place, session,
      () => { session.reset(); again(); }, again));
  }

  Mooc.book = book;
})(window.Mooc);
