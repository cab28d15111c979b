/** How real platforms fail, as settings that can be combined; in a page's address they have the same names. */
(function (root) {
  'use strict';
  const { StrictLms } = root;

  const flag = text => text !== 'false';
  const list = text => text.split(',');
  const times = text => text === 'always' ? Infinity : Number(text);

  /** Each with how it is read from an address. */
  const SETTINGS = {
    slow: Number, // milliseconds for which each call blocks
    initialize: times, // so many calls are refused
    commit: times,
    terminate: times,
    refuse: list, // elements, or the groups they are in, that can't be set
    throws: list, // methods, by the edition's names without LMS
    cut_in: Number, // length at which suspend_data is cut when it is set
    cut_out: Number, // and when it is read
    silent: flag, // "" for all but suspend_data, and never an error, as the XBlock of Open edX
    booleans: flag, // true instead of "true"
    kill: Number, // from this call on, counted from 1, nothing is kept: the tab or the machine is dead
    initialized: flag, // the session is open already
    without: list, // elements or groups that this platform doesn't have
    forgets: list, // elements or groups that the next visit doesn't get
    mode: String, // normal, review or browse
    credit: String, // credit or no-credit
    // The page's:
    absent: flag, // no API
    late: Number, // milliseconds until the API is there
    both: flag, // the other edition's API too
    place: String, // of the API, seen from the content: parent, grandparent or opener
    lost: flag // what is sent while the page goes away doesn't arrive
  };

  /** @param {URLSearchParams} query */
  function settings(query) {
    const known = Object.keys(SETTINGS).filter(name => query.has(name));
    return Object.fromEntries(known.map(name => [name, SETTINGS[name](query.get(name))]));
  }

  /** As a synchronous request would. */
  function block(milliseconds) {
    const until = Date.now() + milliseconds;
    while (Date.now() < until);
  }

  const among = (parts, element) => (parts || []).some(part => StrictLms.below(StrictLms.general(element), part));
  const cut = (text, length) => length === undefined ? text : text.slice(0, length);

  /** Each call takes its time; some never answer. @param {any} faults */
  function before(faults, call) {
    if (faults.slow) block(faults.slow);
    if ((faults.throws || []).includes(call.name)) throw new Error(`${call.name} broke`);
  }

  /** Whether this call is refused for no fault of its own. @param {any} faults */
  function refuses(faults, call) {
    const left = { Initialize: 'initialize', Commit: 'commit', Terminate: 'terminate', Finish: 'terminate' }[call.name];
    if (left && faults[left] > 0) return Boolean(faults[left]--);
    return call.name === 'SetValue' && among(faults.refuse, String(call.args[0]));
  }

  /** What the content is told instead of `result`. @param {any} faults */
  function answer(faults, call, result) {
    if (call.name === 'GetValue' && call.args[0] === 'cmi.suspend_data') return cut(result, faults.cut_out);
    if (call.name === 'GetValue') return faults.silent ? '' : result;
    if (call.name === 'GetLastError') return faults.silent ? '0' : result;
    return faults.booleans && /^(true|false)$/.test(result) ? result === 'true' : result;
  }

  StrictLms.faults = { settings, before, refuses, answer, among, cut };
  if (typeof module === 'object') module.exports = StrictLms;
})(typeof window === 'object' ? window : globalThis);
