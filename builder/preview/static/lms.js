/** Plays the package that is chosen on a platform that is chosen; shows beside it what the platform sees. */
(function () {
  'use strict';
  const OWN = '/_preview/';
  const { draw, el, play } = /** @type {any} */ (window).MoocPreview;
  const query = new URLSearchParams(location.search);
  const form = document.querySelector('form');
  const stage = document.querySelector('.stage');
  const panel = document.querySelector('.panel');
  const note = document.querySelector('.note');
  /** @type {any} */
  const fields = form.elements;
  let packages = [], manifest = null, timer = 0, drawn = '';

  const LEARNERS = { new: 'New', half: 'Half way', failed: 'Failed', passed: 'Passed' };
  /** Each with its settings of the strict platform, and what to look for. */
  const PLATFORMS = {
    strict: ['Works', () => ({}), ''],
    review: ['Review mode', () => ({ mode: 'review' }), 'The learner looks back at finished work: nothing may be recorded.'],
    missing: ['Missing', () => ({ absent: 'true' }), 'The package finds no platform: it must say so and stay readable.'],
    slow: ['Slow', () => ({ slow: '300' }), 'Each call takes 0.3 seconds.'],
    failing: ['Refuses to save', () => ({ commit: 'always' }), 'Every Commit fails: the learner must be told, and nothing lost that can be kept.'],
    cutting: ['Cuts saved data', () => ({ cut_out: String(cut()) }), 'The end of what was saved doesn’t come back: the rest must be kept, and the learner told.']
  };

  /* What is kept of the learner lies in this tab, for each package and format. */

  const chosen = () => packages.find(each => each.id === fields.package.value);
  const key = () => ['mooc-lms', fields.package.value, fields.format.value, fields.part.value].join(':');
  const kept = name => JSON.parse(sessionStorage.getItem(name) || 'null');
  const keep = (name, values) => sessionStorage.setItem(name, JSON.stringify(values));
  const cut = () => Math.max(0, ((kept(key()) || {})['cmi.suspend_data'] || '').length - 5);

  /* Choices. */

  function offer(select, options, wanted) {
    select.textContent = '';
    select.append(...options.map(([value, text]) => el('option', { value }, text)));
    if (options.some(([value]) => value === wanted)) select.value = wanted;
  }

  const docname = (query.get('page') || '').replace(/\.html$/, '');
  const pageWanted = () => chosen() && chosen().pages[docname];

  /** The package asked for, or else the one that has the page of the book that one came from. */
  function offerPackages() {
    const having = packages.find(each => each.pages[docname]);
    const asked = query.get('package') || having && having.id;
    offer(fields.package, packages.map(each => [each.id, `${each.title} (${each.id})`]), asked);
    offer(fields.platform, Object.entries(PLATFORMS).map(([name, [label]]) => [name, label]), query.get('platform'));
    fields.narrow.checked = query.has('narrow');
  }

  const offerFormats = () => offer(fields.format, chosen().formats.map(each => [each.name, each.label]), query.get('format') || fields.format.value);

  /** As a platform does: the manifest says what is launched, and by which edition. */
  async function readManifest() {
    const folder = `${OWN}packages/${fields.package.value}/${fields.format.value}/`;
    const answer = await fetch(folder + 'imsmanifest.xml');
    const xml = new DOMParser().parseFromString(await answer.text(), 'text/xml');
    const text = (node, name) => node.getElementsByTagName(name)[0].textContent.trim();
    const resources = Array.from(xml.getElementsByTagName('resource'));
    const address = id => folder + resources.find(each => each.getAttribute('identifier') === id).getAttribute('href');
    const items = Array.from(xml.getElementsByTagName('item')).filter(item => item.hasAttribute('identifierref'));
    manifest = { edition: text(xml, 'schemaversion'),
      items: items.map(item => [address(item.getAttribute('identifierref')), text(item, 'title')]) };
    const page = pageWanted();
    const having = page && manifest.items.find(([href]) => href.endsWith(`/${page.sco}.html`));
    offer(fields.part, manifest.items, query.get('part') || having && having[0]);
    /** @type {HTMLElement} */ (form.querySelector('[data-part]')).hidden = manifest.items.length < 2;
  }

  /** The address tells what is chosen, so that a reload chooses it again. */
  function remember() {
    ['package', 'format', 'part', 'platform'].forEach(name => query.set(name, fields[name].value));
    if (fields.narrow.checked) query.set('narrow', '1');
    else query.delete('narrow');
    history.replaceState(null, '', '?' + query);
  }

  /* Playing. */

  /** A frame with the platform, which loads the package into one of its own. */
  function launch(settings, hash) {
    const asked = { edition: manifest.edition, package: fields.part.value + hash, ...settings };
    /** @type {any} */
    const frame = el('iframe', { title: 'The learning platform', src: `${OWN}platform/index.html?${new URLSearchParams(asked)}` });
    const name = key();
    frame.storage = { read: () => kept(name), write: values => keep(name, values) };
    stage.textContent = '';
    stage.classList.toggle('narrow', fields.narrow.checked);
    stage.append(frame);
    drawn = '';
    return frame;
  }

  /** The platform and the content of a frame, once they are there. */
  function inside(frame) {
    const lms = frame.contentWindow.StrictLms && frame.contentWindow.StrictLms.lms;
    const content = frame.contentWindow.frames.content;
    return lms && content ? { lms, content } : null;
  }

  function look() {
    const frame = stage.querySelector('iframe');
    const found = frame && inside(frame);
    if (!found) return;
    const { lms, content } = found;
    const now = [lms.calls.length, lms.state, !!(content.Mooc && content.Mooc.session)].join();
    if (now !== drawn) draw(panel, lms, content);
    drawn = now;
  }

  function begun(frame) {
    const found = inside(frame);
    const html = found && found.content.document.documentElement;
    return html && html.dataset.session === 'ready' && found;
  }

  const until = test => new Promise(resolve => {
    const ask = () => { const found = test(); if (found) resolve(found); else setTimeout(ask, 50); };
    ask();
  });

  /** At a page of the book's choice only when one comes from there; else where the learner was. */
  function start(hash) {
    remember();
    const [, settings, what] = PLATFORMS[fields.platform.value];
    note.textContent = what;
    launch(settings(), hash || '');
  }

  /** Makes a learner on a platform that works, then opens the package as that learner. */
  async function become(name) {
    /** @type {any} */
    const before = stage.querySelector('iframe');
    stage.textContent = ''; // the learner before leaves
    if (before) before.storage.write = () => {}; // and what still comes is not kept
    sessionStorage.removeItem(key());
    if (name !== 'new') {
      note.textContent = 'Making this learner …';
      const frame = launch({}, '');
      const { content } = await until(() => begun(frame));
      play(content.Mooc.session, name);
    }
    start();
  }

  async function choose() {
    offerFormats();
    await readManifest();
    start();
  }

  async function begin() {
    packages = await (await fetch(OWN + 'packages')).json();
    if (!packages.length) {
      note.textContent = 'There are no packages yet: see the problems below.';
      return;
    }
    offerPackages();
    offerFormats();
    await readManifest();
    const page = pageWanted();
    start(page && !query.has('platform') ? '#' + page.page : '');
    timer = setInterval(look, 250);
  }

  Object.entries(LEARNERS).forEach(([name, label]) => {
    const button = el('button', { type: 'button' }, label);
    button.addEventListener('click', () => become(name));
    form.querySelector('.learners').append(button);
  });
  form.addEventListener('submit', event => event.preventDefault());
  fields.package.addEventListener('change', choose);
  fields.format.addEventListener('change', () => readManifest().then(() => start()));
  fields.part.addEventListener('change', () => start());
  fields.platform.addEventListener('change', () => start());
  fields.narrow.addEventListener('change', () => { remember(); stage.classList.toggle('narrow', fields.narrow.checked); });
  addEventListener('pagehide', () => clearInterval(timer));
  begin();
})();
