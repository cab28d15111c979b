/** A platform's API object: the session's states, exact error codes, every call written down. */
(function (root) {
  'use strict';
  const { StrictLms } = root;
  const { Refusal } = StrictLms;

  /** Keeps what it is given until the next visit. @param {any} [kept] */
  const memory = kept => ({ read: () => kept, write: values => { kept = values; } });

  class Lms {
    /**
     * One visit. `given`: values of the platform's own, such as a mastery score. `storage`: `read()` gives what was kept of
     * the last visit, or nothing; `write(values)` keeps. `faults`: see faults.js.
     * @param {{edition?: string, given?: Object<string, string>, storage?: any, faults?: any}} [options]
     */
    constructor({ edition = '2004 4th Edition', given = {}, storage = memory(), faults = {} } = {}) {
      this.edition = StrictLms.editions[edition];
      this.storage = storage;
      this.faults = faults;
      this.model = new StrictLms.Model(this.edition, this.begin(given), faults.without || []);
      this.state = faults.initialized ? 'open' : 'new';
      this.last = { error: '0', diagnostic: '' };
      this.calls = [];
      this.warnings = [];
    }

    begin(given) {
      const { mode, credit, resume } = this.edition;
      const kept = this.storage.read();
      const forgets = element => StrictLms.faults.among(this.faults.forgets, element);
      const resumed = Object.entries(kept ? resume(kept) : {}).filter(([element]) => !forgets(element));
      const asked = [[mode, this.faults.mode], [credit, this.faults.credit]].filter(([, value]) => value);
      return { ...Object.fromEntries(resumed), ...given, ...Object.fromEntries(asked) };
    }

    get values() { return this.model.values; }

    /** Calls that failed by the content's fault. To ask for what isn't there, or not yet, is none. */
    get errors() {
      const excused = call => call.kind === 'general' || call.name === 'GetValue' && /unset|missing/.test(call.kind);
      return this.calls.filter(call => call.error !== '0' && !excused(call));
    }

    /** What the content finds. */
    get api() {
      const { prefix, last } = this.edition;
      const methods = ['Initialize', last, 'GetValue', 'SetValue', 'Commit', 'GetLastError', 'GetErrorString', 'GetDiagnostic'];
      return Object.fromEntries(methods.map(name => [prefix + name, (...args) => this.call(name, args)]));
    }

    call(name, args) {
      const call = { index: this.calls.length, time: Date.now(), name, args, result: '', error: '0', diagnostic: '' };
      this.calls.push(call);
      StrictLms.faults.before(this.faults, call);
      call.result = StrictLms.faults.answer(this.faults, call, this.answer(call));
      return call.result;
    }

    answer(call) {
      if (/^Get[^V]/.test(call.name)) return this[call.name](...call.args);
      this.last = call;
      try {
        return this.perform(call);
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal;
        const { kind, message } = refusal;
        const code = this.edition.errors[kind];
        Object.assign(call, { kind, error: String(code[this.method(call)] || code), diagnostic: message });
        return call.name === 'GetValue' ? '' : 'false';
      }
    }

    /** Its name in SCORM 2004, by which states and codes go. */
    method(call) { return call.name === 'Finish' ? 'Terminate' : call.name; }

    perform(call) {
      const method = this.method(call);
      this.argued(call, { GetValue: 1, SetValue: 2 }[method]);
      this.timely(method);
      if (StrictLms.faults.refuses(this.faults, call)) throw new Refusal('general', 'a fault that was asked for');
      return this[method](call, ...call.args);
    }

    /** Strings only; a method that takes no name takes an empty one. */
    argued(call, names) {
      const strings = call.args.every(arg => typeof arg === 'string');
      const right = strings && (names ? call.args.length === names : call.args.length === 1 && call.args[0] === '');
      if (!right) throw new Refusal('argument', `${call.name} takes ${['an empty text', 'one text', 'two texts'][names || 0]}`);
    }

    timely(method) {
      const kinds = method === 'Initialize' ? { open: 'initialized', closed: 'ended' } : { new: 'before', closed: 'after' };
      if (kinds[this.state]) throw new Refusal(kinds[this.state], `the session is ${this.state}`);
    }

    Initialize() {
      this.state = 'open';
      return 'true';
    }

    GetValue(call, element) {
      return this.model.get(element);
    }

    SetValue(call, element, value) {
      const kept = element === 'cmi.suspend_data' ? StrictLms.faults.cut(value, this.faults.cut_in) : value;
      this.model.set(element, kept).forEach(text => this.warnings.push({ index: call.index, element, text }));
      return 'true';
    }

    Commit() {
      this.store(this.values);
      return 'true';
    }

    Terminate() {
      this.state = 'closed';
      this.model.values = this.edition.finish(this.values);
      this.store(this.values);
      return 'true';
    }

    /** What is the platform's own is told anew at each visit. A visit that only looks leaves no trace. */
    store(values) {
      const { mode, total, elements } = this.edition;
      const access = element => (elements[StrictLms.general(element)] || {}).access || 'r';
      const learners = Object.entries(values).filter(([element]) => element === total || access(element) !== 'r');
      const looks = /review|browse/.test(values[mode]);
      if (!looks && !(this.calls.length >= this.faults.kill)) this.storage.write(Object.fromEntries(learners));
    }

    GetLastError() { return this.last.error; }
    GetErrorString(code) { return this.edition.strings[code] || ''; }
    GetDiagnostic(code) { return !code || code === this.last.error ? this.last.diagnostic : this.GetErrorString(code); }
  }

  Object.assign(StrictLms, { Lms, memory });
  if (typeof module === 'object') module.exports = StrictLms;
})(typeof window === 'object' ? window : globalThis);
