/** What people type: words compared, numbers read; how both are marked and reported. */
(function (Mooc) {
  'use strict';

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

  const within = (slot, value) => value >= slot.low - 1e-9 && value <= slot.high + 1e-9;

  /** `[,]`, `[.]` and `[:]` would split a text into parts (SCORM 2004, reserved delimiters). */
  const plain = words => String(words).replace(/\[[,.:]\]/g, ' ').trim();

  function filled(q, values, long) {
    const texts = q.slots.map((slot, i) => plain(Mooc.marks.said(slot, values[i]).join(' ')).slice(0, 250));
    return long ? texts.join('[,]') : texts.join(',').slice(0, 255);
  }

  Object.assign(Mooc.text, { fold, number });
  Object.assign(Mooc.marks.RAW, {
    number: (slot, words) => Number(within(slot, number(words))),
    text: (slot, words) => Number((slot.accept || []).some(word => fold(word) === fold(words)))
  });
  Object.assign(Mooc.marks.WRITERS, {
    'fill-in': filled,
    'numeric': (q, values) => decimal(number(values[0]))
  });
})(window.Mooc);
