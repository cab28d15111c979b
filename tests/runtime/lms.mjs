/** The platforms of builder/lms as the tests of the runtime use them. */
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../builder/lms/', import.meta.url));
const PARTS = ['types', 'rows', 'responses', 'scorm12', 'scorm2004', 'model', 'faults', 'api'];
const window = {};
new Function('window', 'module', PARTS.map(name => fs.readFileSync(`${FOLDER}${name}.js`, 'utf8')).join('\n'))(window, undefined);

export const { StrictLms } = window;
const VARY = [[/(suspend_data=).*/, '$1…'], [/((session_time|latency|time|timestamp)=).*/, '$1…']];

/** One visit of ann's; `lms.next()` is the one after it. */
class Visit extends StrictLms.Lms {
  constructor(given = {}, { kept, ...faults } = {}) {
    const storage = StrictLms.memory(kept);
    super({ edition: new.target.edition, given: { ...new.target.learner, ...given }, storage, faults });
    this.kind = new.target.kind;
    this.read = 0;
  }

  /** The calls but the reading ones, as one line each. */
  get lines() {
    const say = call => ({ SetValue: `Set ${call.args.join('=')}` }[call.name] || call.name.replace('Terminate', 'Finish')) + (call.kind === 'general' ? ' failed' : '');
    return this.calls.filter(call => !call.name.startsWith('Get')).map(say);
  }

  /** The lines since the last look, values shortened that differ by run. */
  take() {
    const lines = this.lines.slice(this.read);
    this.read = this.lines.length;
    return lines.map(line => VARY.reduce((text, [from, to]) => text.replace(from, to), line));
  }

  has(text) { return this.lines.filter(line => line.includes(text)); }

  /** What the content did wrong, and what only a lenient platform keeps. */
  get faulty() {
    return this.errors.map(call => `${call.name} ${call.args} → ${call.error}`).concat(this.warnings.map(({ element, text }) => `${element}: ${text}`));
  }

  /** The next visit with what this one left behind. */
  next(faults = {}) {
    return new this.constructor({}, { kept: this.storage.read(), ...faults });
  }
}

export class Lms12 extends Visit {
  static kind = '1.2';
  static edition = '1.2';
  static learner = { 'cmi.core.student_id': 'ann' };
}

export class Lms2004 extends Visit {
  static kind = '2004';
  static edition = '2004 4th Edition';
  static learner = { 'cmi.learner_id': 'ann' };
}
