/** Keeps what a page's reload would lose: the place in the text, and what is filled in but not checked yet. */
(function () {
  'use strict';
  const KEY = 'mooc-preview:' + location.pathname;
  let restored = false;
  const all = selector => Array.from(document.querySelectorAll(selector));
  const attempt = act => { try { return act(); } catch (e) { return null; } }; // storage may throw

  /** The part that is being read: text added above it must not push it away. */
  function reading() {
    const above = all('article [id]').filter(node => {
      const box = node.getBoundingClientRect();
      return box.height && box.top <= innerHeight / 3;
    });
    const node = above[above.length - 1];
    return node ? { id: node.id, top: node.getBoundingClientRect().top } : {};
  }

  const isBox = field => /radio|checkbox/.test(field.type);
  const fields = () => all('form.mq [name]').filter(field => !field.disabled);
  const name = field => [field.form.id, field.name, isBox(field) ? field.value : ''].join('\n');
  const value = field => isBox(field) ? field.checked : field.value;

  /** Reloads the page, which then begins where it was. */
  function reload() {
    if (!restored) return location.reload(); // what was kept is still to be used
    const filled = fields().map(field => [name(field), value(field)]);
    const { activeElement } = document;
    const place = { y: scrollY, focus: activeElement && activeElement.id, filled, ...reading() };
    attempt(() => sessionStorage.setItem(KEY, JSON.stringify(place)));
    history.scrollRestoration = 'manual';
    return location.reload();
  }

  function fill(filled) {
    const values = new Map(filled);
    fields().filter(field => values.has(name(field))).forEach(field => {
      if (isBox(field)) field.checked = values.get(name(field));
      else field.value = values.get(name(field));
    });
  }

  function restore() {
    const kept = attempt(() => JSON.parse(sessionStorage.getItem(KEY)));
    attempt(() => sessionStorage.removeItem(KEY));
    history.scrollRestoration = 'auto';
    restored = true;
    if (!kept) return;
    fill(kept.filled);
    const focused = kept.focus && document.getElementById(kept.focus);
    if (focused) focused.focus({ preventScroll: true });
    scroll(kept);
    requestAnimationFrame(() => requestAnimationFrame(() => scroll(kept))); // other scripts may have moved things
  }

  function scroll({ id, top, y }) {
    const node = id && document.getElementById(id);
    scrollTo({ top: node ? scrollY + node.getBoundingClientRect().top - top : y, behavior: 'instant' });
  }

  addEventListener('load', restore);
  /** @type {any} */ (window).MoocPreview = { reload };
})();
