/** Terms of the glossary: a link opens what its term means, below its line. Without this script it leads there. */
(function (root) {
  'use strict';
  if (!root.Mooc) root.Mooc = {};
  const { Mooc } = root;
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
    place();
    note.scrollIntoView({ block: 'nearest' });
  }

  function close(back) {
    if (!note) return;
    const link = term;
    note.remove();
    note = term = null;
    link.setAttribute('aria-expanded', 'false');
    if (back) link.focus({ preventScroll: true });
  }

  /** The style sheet puts it below the line; it begins where the term does, if there is room. */
  function place() {
    if (!note) return;
    const lines = term.getClientRects();
    const column = note.offsetParent;
    const left = lines[lines.length - 1].left - column.getBoundingClientRect().left - column.clientLeft;
    note.style.left = Math.max(0, Math.min(left, column.clientWidth - note.offsetWidth)) + 'px';
  }

  function click(event) {
    if (note && note.contains(event.target)) return;
    const link = event.target.closest('a.mooc-term');
    const again = link === term;
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey; // a new tab or window
    if (!link || elsewhere) return close(document.activeElement === document.body);
    event.preventDefault();
    close(again);
    if (!again) open(link);
  }

  function press(event) {
    if (event.key === 'Escape') return close(true);
    const link = event.target.closest('a.mooc-term');
    if (!link || event.key !== ' ') return;
    event.preventDefault(); // a button is pressed by the space bar too
    link.click();
  }

  /** What has the focus must not lie under the note. */
  function focus(event) {
    if (note && event.target !== term && !note.contains(event.target)) close(false);
  }

  Mooc.terms = () => {
    Mooc.questions.all(document, 'a.mooc-term').forEach(link => {
      link.setAttribute('role', 'button');
      link.setAttribute('aria-expanded', 'false');
    });
    document.addEventListener('click', click);
    document.addEventListener('keydown', press);
    document.addEventListener('focusin', focus);
    addEventListener('resize', place);
  };
  if (typeof module === 'object') module.exports = Mooc;
})(typeof window === 'object' ? window : globalThis);
