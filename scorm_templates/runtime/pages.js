/** A SCO's pages: one is shown at a time; the bar, the list of pages, the banner and the results. */
(function (Mooc) {
  'use strict';
  const { say } = Mooc.text;
  const { el, button } = Mooc;
  const { all } = Mooc.questions;
  const WIDE = 992; // sco.css puts the list of pages beside the text from here on
  /** @returns {any} */
  const part = name => document.querySelector(`[data-mooc="${name}"]`);

  function write(node, text) {
    if (node && node.textContent !== text) node.textContent = text; // the same words again would be announced
  }

  /** A link keeps its place in the tab order. */
  function focus(node) {
    if (node.tabIndex < 0) node.setAttribute('tabindex', '-1');
    node.focus();
  }

  function pages(session) {
    const { config } = session;
    const sections = all(document, 'section.page');
    const paged = new Map(sections.map(section => [section, config.pages.find(page => page.id === section.id)]));
    const pageOf = section => paged.get(section);
    const isSeen = section => pageOf(section) && session.state.seen.includes(pageOf(section).k);
    const notices = {};
    const left = new Map(); // by which link of its own each page was left
    let current = null, first = null, followed = false;

    /* Going from page to page. */

    /** Back leads to the link by which the page was left, and at last to the page that was opened without an address. */
    function route(moved) {
      const target = location.hash ? document.getElementById(location.hash.slice(1)) : first;
      const section = target && target.closest('section.page');
      const link = !followed && left.get(section);
      if (section) show(section, moved && (link && link.isConnected ? link : target));
      followed = false;
      return section;
    }

    /** A link to the address that is already there changes nothing by itself; the skip link's address would be no page's. */
    function follow(event) {
      const link = event.target.closest('a[href^="#"]');
      if (!link || event.defaultPrevented) return;
      if (link.matches('.skip')) {
        event.preventDefault();
        focus(document.getElementById('main'));
        return;
      }
      const note = link.closest('.mooc-note'); // goes with the focus; its term stays
      followed = true;
      left.set(current, current.contains(link) && (note ? note.previousElementSibling : link));
      if (link.hash === location.hash) route(true);
    }

    function show(section, target) {
      current = section;
      sections.forEach(each => { each.hidden = each !== section; });
      document.title = `${section.getAttribute('data-title')} – ${config.title}`;
      session.questions.filter(q => section.contains(q.form)).forEach(q => { q.since = Date.now(); });
      if (section.id === 'results') Mooc.results(session, part('results'));
      if (pageOf(section)) session.see(pageOf(section));
      refresh();
      all(document, '.pages [aria-current]').forEach(link => { if (link.closest('.group')) link.closest('.group').open = true; });
      if (target && window.innerWidth < WIDE) part('menu').open = false;
      if (target) reach(target.matches('section, form') && target.querySelector('h1, h2, h3, legend') || target);
    }

    /** What happens to be in view already may be all but out of it. */
    function reach(node) {
      focus(node);
      node.scrollIntoView({ block: 'center' });
    }

    /** The page of the address, or where the learner was. */
    function open() {
      if (route(false)) return;
      first = sections.find(each => pageOf(each) && pageOf(each).k === session.state.page) || sections[0];
      show(first);
    }

    /* What stands around the page. */

    function refresh() {
      const questions = session.questions.filter(q => !q.note);
      const tried = questions.filter(q => session.tried(q)).length;
      const counted = sections.filter(section => pageOf(section) || section.id === 'results'); // not those that came along
      const n = counted.indexOf(current) + 1;
      const place = n && say('page_n_of', { n, total: counted.length });
      write(part('where'), current ? [place, questions.length && say('tried_n_of', { got: tried, n: questions.length })].filter(Boolean).join(' · ') : '');
      write(part('saved'), session.word && say(session.word));
      part('rail').value = session.state.seen.length;
      all(document, '.pages a').forEach(mark);
    }

    function mark(link) {
      const section = document.getElementById(link.getAttribute('href').slice(1));
      write(link.querySelector('.tick'), section === current ? '●' : isSeen(section) ? '✓' : '○');
      write(link.querySelector('[data-mooc=seen]'), isSeen(section) ? say('seen') : '');
      if (section === current) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }

    function parted() {
      session.unsaved = false;
      tell('unsaved', false);
      leave();
    }

    const extras = {
      offline: () => [button('retry', () => session.save(true))],
      unsaved: () => [button('notes_file', () => { Mooc.journal.save(session); parted(); }), button('leave_anyway', parted, { class: 'quiet' })]
    };

    function tell(name, on) {
      if (!notices[name] === !on) return;
      notices[name] = on;
      const words = Object.keys(notices).filter(each => notices[each]);
      part('banner').textContent = '';
      words.forEach(each => part('banner').append(el('p', null, say('banner_' + each)),
        extras[each] ? el('div', { class: 'mq-ways' }, ...extras[each]()) : ''));
    }

    /** Without an LMS: says where answers are kept, and gives the choice. */
    function kept(restore) {
      const told = () => {
        const shared = Mooc.keeping.isShared(config.course);
        tell('local', !shared);
        tell('shared', shared);
      };
      const again = () => {
        restore();
        if (current.id === 'results') Mooc.results(session, part('results'));
        told();
      };
      Mooc.keeping.controls(part('clear'), session, () => { session.reset(); again(); }, again);
      told();
    }

    /** An LMS may come late: what stands there without one goes. */
    function connected() {
      tell('local', false);
      tell('shared', false);
      part('clear').textContent = '';
      part('exit').hidden = false;
    }

    /* Leaving. */

    function leave() {
      if (session.unsaved) tell('unsaved', true);
      else if (session.end(false)) close();
      focus(part('banner'));
    }

    function close() {
      lock();
      tell('closed', true);
    }

    function lock() {
      part('exit').hidden = true;
      all(document, '.mq-quiz button, .mq-quiz input, .mq-quiz select, .mq-quiz textarea').forEach(node => { node.disabled = true; });
    }

    /** Another window goes on with this. */
    function moved() {
      lock();
      ['local', 'shared', 'offline'].forEach(name => tell(name, false));
      tell('moved', true);
      refresh();
    }

    session.tell = tell;
    session.changed = refresh;
    part('menu').open = window.innerWidth >= WIDE;
    part('exit').addEventListener('click', leave);
    addEventListener('hashchange', () => route(true));
    document.addEventListener('click', follow);
    if (!route(false)) show(sections[0]);
    return { open, tell, kept, connected, moved };
  }

  Mooc.pages = pages;
})(window.Mooc);
