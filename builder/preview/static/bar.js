/**
 * The preview bar: book, package or questions, and what is wrong. It listens to the server for as long as its page is seen, and lets
 * the page reload when there is a newer one.
 */
(function () {
  'use strict';
  const { page, loaded } = document.currentScript.dataset;
  const OWN = '/_preview/';
  const isBook = page !== '', isLms = location.pathname === OWN + 'lms';
  const host = document.createElement('mooc-preview');
  const shadow = host.attachShadow({ mode: 'open' });
  /** The parts of the bar. */
  const part = {};
  let open = false, known = '', news = null;

  /** @param {string} tag  @param {Object<string, string>} [attributes]  @param {...(Node | string)} children */
  function el(tag, attributes, ...children) {
    const node = document.createElement(tag);
    Object.entries(attributes || {}).forEach(([name, value]) => node.setAttribute(name, value));
    node.append(...children);
    return node;
  }

  const count = (n, word) => n ? `${n} ${word}${n > 1 ? 's' : ''}` : '';
  const current = on => /** @type {Object<string, string>} */ (on ? { 'aria-current': 'page' } : {});

  /** The way back from the package or the questions is the page of the book that one came from. */
  function addresses() {
    const from = new URLSearchParams(location.search).get('page') || 'index.html';
    const asked = '?page=' + encodeURIComponent(page || from);
    const to = name => location.pathname === OWN + name ? location.href : OWN + name + asked;
    return [isBook ? location.pathname : '/' + from, to('lms'), to('questions')];
  }

  function build() {
    const [book, lms, questions] = addresses();
    part.alert = el('p', { role: 'alert', class: 'vh' });
    part.list = el('div', { id: 'list', class: 'list', role: 'region', 'aria-label': 'Problems', tabindex: '0', hidden: '' });
    part.button = el('button', { type: 'button', 'aria-controls': 'list', 'aria-expanded': 'false', hidden: '' });
    part.state = el('p', { class: 'state', role: 'status' }, 'Connecting …');
    part.button.addEventListener('click', () => toggle(!open));
    part.list.addEventListener('keydown', event => {
      if (event.key !== 'Escape') return;
      toggle(false);
      part.button.focus();
    });
    const links = el('nav', { 'aria-label': 'Preview' }, el('a', { href: book, ...current(isBook) }, 'Book'),
      el('a', { href: lms, ...current(isLms) }, 'As the LMS sees it'),
      el('a', { href: questions, ...current(!isBook && !isLms) }, 'Questions'));
    const style = el('link', { rel: 'stylesheet', href: OWN + 'static/bar.css' });
    shadow.append(style, part.alert, part.list, el('div', { class: 'bar' }, links, part.button, part.state));
    document.body.append(host);
  }

  function toggle(on) {
    open = on;
    part.list.hidden = !on;
    part.button.setAttribute('aria-expanded', String(on));
  }

  function excerpt(lines) {
    const shown = lines.map(line => el('span', line.here ? { class: 'here' } : {}, `${line.here ? '>' : ' '} ${line.number}  ${line.text}`));
    return el('pre', { tabindex: '0', 'aria-label': 'Source' }, ...shown);
  }

  function article(problem) {
    const made = el('article', { class: problem.level }, el('h3', {}, problem.place),
      el('p', { class: 'message' }, problem.level === 'warning' ? 'Warning: ' : '', problem.message));
    if (problem.hint) made.append(el('p', {}, 'Hint: ' + problem.hint));
    if (problem.lines.length) made.append(excerpt(problem.lines));
    return made;
  }

  /** Errors open the list by themselves, once; they never take the focus. The same ones again change nothing. */
  function tell(problems) {
    const now = JSON.stringify(problems);
    if (now === known) return;
    known = now;
    const errors = problems.filter(problem => problem.level === 'error');
    const words = [count(errors.length, 'problem'), count(problems.length - errors.length, 'warning')].filter(Boolean).join(', ');
    const last = errors.length ? `${words}. ${isLms ? 'The package' : 'The page'} is the last good one.` : words;
    host.setAttribute('data-level', errors.length ? 'error' : problems.length ? 'warning' : '');
    part.alert.textContent = errors.length ? `${last} ${errors[0].place}: ${errors[0].message}` : '';
    part.list.textContent = '';
    if (problems.length) part.list.append(el('h2', {}, last), ...problems.map(article));
    part.button.textContent = words;
    part.button.hidden = !problems.length;
    toggle(errors.length > 0 || open && problems.length > 0);
  }

  function say(text) {
    if (part.state.textContent !== text) part.state.textContent = text;
  }

  function follow(event) {
    const { building, changed, problems } = JSON.parse(event.data);
    if (changed > Number(loaded)) return refresh();
    if (!building) tell(problems);
    return say(building ? 'Building …' : problems.some(problem => problem.level === 'error') ? 'Not built' : 'Up to date');
  }

  function refresh() {
    news.close();
    /** @type {any} */ (window).MoocPreview.reload();
  }

  /** A browser keeps few connections to one server: pages that nobody sees give theirs back. */
  function listen() {
    if (news) news.close();
    news = null;
    if (document.hidden) return;
    news = new EventSource(`${OWN}events?page=${encodeURIComponent(page)}`);
    news.addEventListener('message', follow);
    news.addEventListener('error', () => say('The preview has ended or is starting again'));
  }

  /** @type {any} */ (window).MoocPreview.el = el;
  build();
  listen();
  document.addEventListener('visibilitychange', listen);
  addEventListener('pagehide', () => news && news.close());
  addEventListener('pageshow', event => event.persisted && listen());
})();
