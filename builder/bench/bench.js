/** Filters the questions; the address tells by what, so that a reload or a link shows the same. */
(function () {
  'use strict';
  const KEYS = ['module', 'bank', 'type', 'outcome', 'bloom'];
  const all = (node, selector) => Array.from(node.querySelectorAll(selector));
  /** @type {any} */
  const form = document.querySelector('.bench-filters');
  const fields = form.elements;
  const count = document.querySelector('.bench-count');
  const items = all(document, '.bench-item').map(node => ({ node, text: node.textContent.toLowerCase() }));
  const query = new URLSearchParams(location.search);

  const words = () => fields.word.value.toLowerCase().split(/\s+/).filter(Boolean);

  function fits(item, wanted) {
    return KEYS.every(key => !fields[key].value || item.node.dataset[key].split(' ').includes(fields[key].value)) &&
      (!fields.warned.checked || 'warned' in item.node.dataset) && wanted.every(word => item.text.includes(word));
  }

  function filter() {
    const wanted = words();
    items.forEach(item => { item.node.hidden = !fits(item, wanted); });
    all(document, '.bench-group').forEach(group => { group.hidden = !group.querySelector('.bench-item:not([hidden])'); });
    const shown = items.filter(item => !item.node.hidden).length;
    count.textContent = shown === items.length ? `All ${shown} questions` : `${shown} of ${items.length} questions`;
    document.documentElement.dataset.answers = fields.hidden.checked ? 'hidden' : '';
    remember();
  }

  const value = field => field.type === 'checkbox' ? field.checked ? field.value : '' : field.value.trim();

  function remember() {
    all(form, '[name]').forEach(field => {
      if (value(field)) query.set(field.name, value(field));
      else query.delete(field.name);
    });
    try {
      history.replaceState(null, '', location.pathname + (String(query) && '?' + query) + location.hash);
    } catch (e) { /* a file's address may not be changed */ }
  }

  function recall() {
    all(form, '[name]').forEach(field => {
      if (field.type === 'checkbox') field.checked = query.has(field.name);
      else field.value = query.get(field.name) || '';
      if (field.value === '' && field.options) field.selectedIndex = 0; // no longer there
    });
  }

  /** The session ends with the page and keeps what is left: nothing. */
  function clear() {
    /** @type {any} */ (window).Mooc.session.reset();
    location.reload();
  }

  form.addEventListener('submit', event => event.preventDefault());
  form.addEventListener('input', filter);
  form.addEventListener('reset', () => setTimeout(filter));
  form.querySelector('[data-act=print]').addEventListener('click', () => print());
  form.querySelector('[data-act=clear]').addEventListener('click', clear);
  recall();
  form.hidden = false;
  filter();
})();
