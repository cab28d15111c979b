/** Prints one part of a page: the style sheet shows only the part that `data-print` names. */
(function (Mooc) {
  'use strict';

  function printOnly(name) {
    document.documentElement.setAttribute('data-print', name);
    addEventListener('afterprint', () => document.documentElement.removeAttribute('data-print'), { once: true });
    window.print();
  }

  Mooc.printOnly = printOnly;
})(window.Mooc);
