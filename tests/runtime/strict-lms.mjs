/** Strict LMSs: they keep what a real one would, refuse what the standard refuses, and note every call. */

const one = (...words) => new RegExp(`^(${words.join('|')})$`);
const NUMBER = /^-?\d{1,3}(\.\d{1,7})?$/;
const REAL = /^-?\d+(\.\d{1,7})?$/;
const SPAN12 = /^\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?$/;
const SPAN2004 = /^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/;
const ASCII = limit => new RegExp(`^[\\x20-\\x7e]{0,${limit}}$`);
const ID = '[A-Za-z0-9_.]{1,250}';

const RULES12 = {
  'cmi.core.lesson_status': one('passed', 'completed', 'failed', 'incomplete', 'browsed'),
  'cmi.core.lesson_location': ASCII(255),
  'cmi.core.exit': one('time-out', 'suspend', 'logout', ''),
  'cmi.core.score.raw': /^(\d{1,2}(\.\d+)?|100(\.0+)?)$/,
  'cmi.core.score.min': /^0$/,
  'cmi.core.score.max': /^100$/,
  'cmi.core.session_time': SPAN12,
  'cmi.suspend_data': ASCII(4096)
};
const INTERACTION12 = {
  id: /^[A-Za-z0-9_]{1,50}$/,
  type: one('true-false', 'choice', 'fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric'),
  time: /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/,
  'correct_responses.0.pattern': ASCII(255),
  weighting: NUMBER,
  student_response: /^[^]{0,255}$/,
  result: one('correct', 'wrong', 'unanticipated', 'neutral'),
  latency: SPAN12
};
const RESPONSES12 = {
  'true-false': /^[tf01]$/, choice: /^[a-z0-9](,[a-z0-9])*$/, sequencing: /^[a-z0-9](,[a-z0-9])*$/, matching: /^[1-9a-z]\.[a-z](,[1-9a-z]\.[a-z])*$/,
  numeric: /^-?\d+(\.\d+)?$/, 'fill-in': /^[^]{0,255}$/, performance: /^[^]{0,255}$/
};
const RULES2004 = {
  'cmi.completion_status': one('completed', 'incomplete', 'not attempted', 'unknown'),
  'cmi.success_status': one('passed', 'failed', 'unknown'),
  'cmi.location': ASCII(1000),
  'cmi.exit': one('time-out', 'suspend', 'logout', 'normal', ''),
  'cmi.score.scaled': /^(-?0(\.\d{1,7})?|-?1)$/,
  'cmi.score.raw': REAL,
  'cmi.score.min': REAL,
  'cmi.score.max': REAL,
  'cmi.progress_measure': /^(0(\.\d{1,7})?|1)$/,
  'cmi.session_time': SPAN2004,
  'cmi.suspend_data': ASCII(64000)
};
const INTERACTION2004 = {
  id: /^[A-Za-z0-9_]{1,50}$/,
  type: one('true-false', 'choice', 'fill-in', 'long-fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric', 'other'),
  timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,2}Z?)?$/,
  'correct_responses.0.pattern': /^[^]{1,4000}$/,
  weighting: REAL,
  learner_response: /^[^]{0,4000}$/,
  result: one('correct', 'incorrect', 'unanticipated', 'neutral'),
  latency: SPAN2004,
  description: /^(?!\{)[^]{1,250}$/
};
const set2004 = new RegExp(`^${ID}(\\[,\\]${ID})*$`);
const pairs2004 = new RegExp(`^${ID}\\[\\.\\]${ID}(\\[,\\]${ID}\\[\\.\\]${ID})*$`);
const RESPONSES2004 = { 'true-false': /^(true|false)$/, choice: set2004, sequencing: set2004, matching: pairs2004, performance: pairs2004,
  numeric: /^-?\d+(\.\d+)?$/, 'fill-in': /^[^]{0,250}(\[,\][^]{0,250}){0,9}$/ };

class Strict {
  /** `values`: what the LMS has from earlier visits. `faults`: calls refused, and why the test failed. */
  constructor(values = {}) {
    Object.assign(this, { values: { ...this.defaults, ...values }, calls: [], faults: [], code: 0, open: false, ended: false, count: 0, failCommits: 0, sets: 0 });
    this.count = Number(this.values['cmi.interactions._count']) || 0;
    this.types = {};
  }
  say(call, code = 0) { this.calls.push(call); this.code = code; if (code) this.faults.push(`${call} → ${code}`); return code ? 'false' : 'true'; }
  initialize(...args) {
    if (args.length !== 1 || args[0] !== '' || this.open || this.ended) return this.say('Initialize', 201);
    this.open = true;
    return this.say('Initialize');
  }
  get(...args) {
    if (args.length !== 1 || !this.open) return this.say(`Get ${args}`, 201), '';
    const [name] = args;
    this.say(`Get ${name}`);
    if (name === 'cmi.interactions._count') return String(this.count);
    if (name === 'cmi.interactions._children') return this.children ?? 'id,type';
    this.code = name in this.values ? 0 : this.unset;
    return this.values[name] ?? '';
  }
  set(...args) {
    const [name, value] = args;
    this.sets += 1;
    if (args.length !== 2 || typeof value !== 'string' || !this.open) return this.say(`Set ${args}`, 201);
    const code = this.judge(name, value);
    if (!code) this.values[name] = value;
    return this.say(`Set ${name}=${value}`, code);
  }
  judge(name, value) {
    const [, index, field] = /^cmi\.interactions\.(\d+)\.(.+)$/.exec(name) || [];
    if (!field) return this.rules[name] ? this.rules[name].test(value) ? 0 : 405 : 401;
    if (Number(index) > this.count) return 351;
    if (Number(index) === this.count) { if (field !== 'id') return 408; this.count += 1; }
    if (field === 'type') this.types[index] = value;
    if (!this.interaction[field]) return 401;
    if (!this.types[index] && /response|pattern/.test(field)) return 408;
    if (/_response$/.test(field) && !this.responses[this.types[index]].test(value)) return 406;
    return this.interaction[field].test(value) ? 0 : 405;
  }
  commit(...args) {
    if (args[0] !== '' || !this.open) return this.say('Commit', 201);
    if (this.failCommits > 0) { this.failCommits -= 1; this.calls.push('Commit failed'); this.code = 391; return 'false'; }
    return this.say('Commit');
  }
  finish(...args) {
    if (args[0] !== '' || !this.open) return this.say('Finish', 201);
    Object.assign(this, { open: false, ended: true });
    return this.say('Finish');
  }
  /** The calls since the last look, without the reading ones, values shortened that differ by run. */
  take() {
    const vary = [[/(suspend_data=).*/, '$1…'], [/((session_time|latency|time|timestamp)=).*/, '$1…']];
    const calls = this.calls.filter(call => !call.startsWith('Get ')).map(call => vary.reduce((text, [from, to]) => text.replace(from, to), call));
    this.calls = [];
    return calls;
  }
  has(text) { return this.calls.filter(call => !call.startsWith('Get ') && call.includes(text)); }
  /** The next visit: what an LMS hands back after exit=suspend. */
  next(more = {}) {
    const again = new this.constructor({ ...this.values, 'cmi.interactions._count': this.count, ...more });
    again.count = this.count;
    again.types = { ...this.types };
    return again;
  }
}

export class Lms12 extends Strict {
  kind = '1.2';
  get defaults() { return { 'cmi.core.lesson_status': 'not attempted', 'cmi.core.lesson_mode': 'normal', 'cmi.core.credit': 'credit', 'cmi.core.student_id': 'ann', 'cmi.suspend_data': '', 'cmi.core.score.raw': '' }; }
  unset = 0; rules = RULES12; interaction = INTERACTION12; responses = RESPONSES12;
  get api() {
    return { LMSInitialize: (...a) => this.initialize(...a), LMSGetValue: (...a) => this.get(...a), LMSSetValue: (...a) => this.set(...a), LMSCommit: (...a) => this.commit(...a),
      LMSFinish: (...a) => this.finish(...a), LMSGetLastError: () => String(this.code), LMSGetErrorString: () => '', LMSGetDiagnostic: () => '' };
  }
}

export class Lms2004 extends Strict {
  kind = '2004';
  get defaults() { return { 'cmi.completion_status': 'unknown', 'cmi.success_status': 'unknown', 'cmi.mode': 'normal', 'cmi.credit': 'credit', 'cmi.learner_id': 'ann' }; }
  unset = 403; rules = RULES2004; interaction = INTERACTION2004; responses = RESPONSES2004;
  get api() {
    return { Initialize: (...a) => this.initialize(...a), GetValue: (...a) => this.get(...a), SetValue: (...a) => this.set(...a), Commit: (...a) => this.commit(...a),
      Terminate: (...a) => this.finish(...a), GetLastError: () => String(this.code), GetErrorString: () => '', GetDiagnostic: () => '' };
  }
}
