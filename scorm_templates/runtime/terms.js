/** Terms of the glossary: a link opens what its term means, below its line. Without this script it leads there. */
(function (Mooc) {
  'use strict';
  let term = null; // the link whose note is open
  let note = null;

  /** What the term means: it stands behind one of the links to it. */
  function meaning(link) {
    const behind = document.querySelector(`a.mooc-term[href="${link.getAttribute('href')}"] + template`);
    return /** @type {HTMLTemplateElement} */ (behind).content.cloneNode(true);
  }

  function open(link) {
    term = link;
    note = Mooc.el('span', { class: 'mooc-note' }, meaning(link), ' ',
      Mooc.el('a', { href: link.getAttribute('href') }, Mooc.text.say('more_in_glossary')));
    link.after(note);
    link.setAttribute('aria-expanded', 'true');
    note.scrollIntoView({ block: 'nearest' });
  }

  /** The focus goes back to the term, unless something of its own has it by now. */
  function close(focused) {
    if (!note) return;
    const link = term;
    note.remove();
    note = term = null;
    link.setAttribute('aria-expanded', 'false');
    if (focused.contains(link)) link.focus({ preventScroll: true });
  }

  function click(event) {
    if (note && note.contains(event.target)) return;
    const link = event.target.closest('a.mooc-term');
    const again = link === term;
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey; // a new tab or window
    if (!link || elsewhere) return close(document.activeElement);
    event.preventDefault();
    close(document.body);
    if (!again) open(link);
  }

  function press(event) {
    if (event.key === 'Escape') return close(document.body);
    const link = event.target.closest('a.mooc-term');
    if (!link || event.key !== ' ') return;
    event.preventDefault(); // a button is pressed by the space bar too
    link.click();
  }

  /** What has the focus must not lie under the note. */
  function focus(event) {
    if (note && event.target !== term && !note.contains(event.target)) close(event.target);
  }

  Mooc.terms = () => {
    Mooc.questions.all(document, 'a.mooc-term').forEach(link => {
      link.setAttribute('role', 'button');
      link.setAttribute('aria-expanded', 'false');
    });
    Mooc.questions.all(document, 'main').forEach(main => main.addEventListener('click', () => {})); // else a phone's Safari tells of no tap on plain text
    document.addEventListener('click', click);
    document.addEventListener('keydown', press);
    document.addEventListener('focusin', focus);
  };
})(window.Mooc);
