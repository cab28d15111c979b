/** Prints one part of a page: the style sheet shows only the part that `data-print` names. */
(function (root) {
  'use strict';
  if (!root.Mooc) root.Mooc = {};
  const { Mooc } = root;

  function printOnly(name) {
    document.documentElement.setAttribute('data-print', name);
    addEventListener('afterprint', () => document.documentElement.removeAttribute('data-print'), { once: true });
    window.print();
  }

  Mooc.printOnly = printOnly;
  if (typeof module === 'object') module.exports = Mooc;
})(typeof window === 'object' ? window : globalThis);
