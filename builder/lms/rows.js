/** The rows of a data model: what may be done with an element, its type, and the value it begins with. */
(function (root) {
  'use strict';
  const { StrictLms } = root;

  /** Before it is set a `both` element has its `initial` value, or none. */
  const read = initial => ({ access: 'r', initial });
  const write = type => ({ access: 'w', type });
  /** @param {any} type  @param {string} [initial] */
  const both = (type, initial) => ({ access: 'rw', type, initial });
  /** Only once these fields of the record are set. */
  const after = (fields, row) => ({ ...row, after: fields });
  const keyword = word => ({ access: 'r', keyword: word });

  StrictLms.rows = { read, write, both, after, CHILDREN: keyword('_children'), COUNT: keyword('_count'), VERSION: keyword('_version') };
  if (typeof module === 'object') module.exports = StrictLms;
})(typeof window === 'object' ? window : globalThis);
