/** What people type: words compared, numbers read. */
(function (root) {
  'use strict';
  if (!root.Mooc) root.Mooc = {};
  const { Mooc } = root;

  /** Learners are not marked on case, accents, apostrophes, hyphens or spaces. */
  function fold(text) {
    return String(text).normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
      .replace(/['"`´‘’‚‛“”„‟]/g, '').replace(/[-‐-―−]/g, ' ').replace(/\s+/g, ' ').trim();
  }

  const PLAIN = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/;
  const SPACED = /^[+-]?\d{1,3}( \d{3})+([.,]\d+)?$/;
  const COMMAS = /^[+-]?\d{1,3}(,\d{3})+\.\d+$|^[+-]?\d{1,3}(,\d{3}){2,}$/;

  /** A number as people type it, or NaN. A single comma is a decimal comma. */
  function number(text) {
    const typed = String(text).replace(/[−–]/g, '-').replace(/\s+/g, ' ').trim();
    const signed = typed.replace(/^([+-]) /, '$1');
    if (COMMAS.test(signed)) return Number(signed.replace(/,/g, ''));
    if (!PLAIN.test(signed) && !SPACED.test(signed)) return NaN;
    return Number(signed.replace(/ /g, '').replace(',', '.'));
  }

  /** A decimal without an exponent: Moodle refuses `5e-7`. */
  function decimal(value) {
    const text = String(value);
    return text.includes('e') ? value.toFixed(7).replace(/\.?0+$/, '') : text;
  }

  Object.assign(Mooc.text, { fold, number, decimal });
  if (typeof module === 'object') module.exports = Mooc;
})(typeof window === 'object' ? window : globalThis);
