/** The LMS's API object: where it is, and calls that never throw. */
(function (Mooc) {
  'use strict';
  const PARENTS = 500;

  /** Another origin's window throws when it is looked into. */
  function look(win, name) {
    try { return win[name]; } catch (e) { return null; }
  }

  /** Own window, parents, then the opener's; never from `top`. */
  function find(win, name, openers) {
    for (let i = 0; win && i < PARENTS; i++) {
      const api = look(win, name);
      const found = api && !api.nodeType ? api : openers && find(look(win, 'opener'), name, false);
      if (found) return found;
      const parent = look(win, 'parent');
      win = parent === win ? null : parent;
    }
    return null;
  }

  /** @param {any} api  @param {string} prefix `LMS` in SCORM 1.2  @param {string} last the closing method */
  function make(api, prefix, last) {
    const sent = {};

    function call(method, ...args) {
      try { return String(api[prefix + method](...args)); } catch (e) { return 'threw'; }
    }

    const error = () => Number(call('GetLastError')) || 0;

    /** Some LMSs answer "false" or nothing to a call that worked: then the error is 0. */
    function worked(answer) {
      return answer === 'true' || answer !== 'threw' && !error();
    }

    /** Sets what has changed. */
    function set(name, value) {
      if (sent[name] === value) return true;
      const done = worked(call('SetValue', name, String(value)));
      if (done) sent[name] = value;
      return done;
    }

    /** "" when the LMS has no value, or says so in another way. */
    function get(name) {
      const value = call('GetValue', name);
      return /^(undefined|null|threw)$/.test(value) ? '' : value;
    }

    /** "Already initialised" (101, 103) is no failure when values can be read. */
    function open(probe) {
      const answer = call('Initialize', '');
      if (answer === 'true') return true;
      const code = error();
      if (code !== 101 && code !== 103) return answer !== 'false' && answer !== 'threw' && !code;
      get(probe);
      return !error();
    }

    function commit() {
      const answer = call('Commit', '');
      return answer !== 'false' && worked(answer);
    }

    return { set, get, open, commit, error, close: () => call(last, '') };
  }

  /** Indexes run without gaps: an LMS that forgot earlier interactions gets new ones at its own end. */
  function indexes(count) {
    const given = {};
    let next = count;
    return place => {
      if (!(count <= place)) return place;
      if (!(place in given)) given[place] = next++;
      return given[place];
    };
  }

  /**
   * Looks for the API, which some LMSs make late, and asks it to begin (Moodle's answers 104 for 5 s after
   * another SCO). After 3 s without one, or 10 s of refusals, the page begins without, and goes on looking
   * for a minute. Alone in its window it has nobody to wait for.
   */
  function connect(adapter, use, none) {
    const since = Date.now();
    let waiting = true;
    const without = () => { if (waiting) none(); waiting = false; };
    (function attempt() {
      const found = find(window, adapter.object, true);
      const lms = found && adapter.lms(found);
      const given = lms && lms.start();
      if (given) return use(lms, given);
      const waited = Date.now() - since;
      if (waited > (found ? 10000 : 3000) || window.parent === window && !window.opener && !found) without();
      return waited < 60000 && setTimeout(attempt, found || !waiting ? 1000 : 200);
    })();
  }

  Mooc.api = { connect, find: name => find(window, name, true), make, indexes };
  Mooc.adapters = {};
})(window.Mooc);
