/** Marks responses, and writes them as SCORM reports them. No question types here: only slots. */
(function (Mooc) {
  'use strict';
  const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
  const PLACES = '123456789abcdefghijklmnopqrstuvwxyz';
  const WRONG = 1, PARTIAL = 2, RIGHT = 3;

  const worth = (slot, id) => Number((slot.marks || {})[id]) || 0;

  /** @type {Object<string, (slot: any, value: any) => number>} */
  const RAW = {
    one: (slot, id) => worth(slot, id),
    many: (slot, ids) => Math.max(0, ids.reduce((sum, id) => sum + worth(slot, id), 0)),
    order: (slot, ids) => ids.filter((id, i) => i && slot.right.indexOf(id) === slot.right.indexOf(ids[i - 1]) + 1).length
  };

  const isEmpty = value => !value || !value.length || typeof value === 'string' && !value.trim();

  /** Steps that a path left out have no value, and no mark. */
  function mark(q, values) {
    const sum = q.slots.reduce((total, slot, i) => isEmpty(values[i]) ? total : total + RAW[slot.k](slot, values[i]), 0);
    const raw = Math.min(q.outOf, Math.max(0, sum));
    return { raw, state: raw === q.outOf ? RIGHT : raw ? PARTIAL : WRONG };
  }

  const letter = (slot, id) => LETTERS[slot.ids.indexOf(id)];

  function picked(q, values, long) {
    const ids = [].concat(values[0]);
    return long ? ids.join('[,]') : ids.map(id => letter(q.slots[0], id)).join(',');
  }

  function paired(q, values, long) {
    const pair = (slot, i) => long ? `${slot.n.split('.').pop()}[.]${values[i]}` : `${PLACES[i]}.${letter(slot, values[i])}`;
    return q.slots.map((slot, i) => isEmpty(values[i]) ? '' : pair(slot, i)).filter(Boolean).join(long ? '[,]' : ',');
  }

  /** One writer for each `cmi.interactions.n.type`; `long` is SCORM 2004's form. typed.js adds to both. */
  const WRITERS = {
    'choice': picked,
    'sequencing': picked,
    'matching': paired,
    'performance': paired,
    'true-false': (q, values, long) => long ? values[0] : values[0][0]
  };

  function response(q, values, long) {
    return WRITERS[q.report.type](q, values, long);
  }

  /** A slot's value in words, for people. */
  function said(slot, value) {
    const ids = isEmpty(value) ? [] : [].concat(value);
    return ids.map(id => slot.texts && slot.texts[id] || id);
  }

  Mooc.marks = { mark, response, RAW, WRITERS, said, isEmpty, WRONG, PARTIAL, RIGHT };
})(window.Mooc);
