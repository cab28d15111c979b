/** The strict platform: each element by value and edition, the session's states, ways to fail, one visit after another. */
import { test, describe } from 'node:test';
import assert from 'node:assert/strict';
import { Scorm12API } from 'scorm-again/scorm12';
import { Scorm2004API } from 'scorm-again/scorm2004';
import { StrictLms } from './lms.mjs';

const { Lms, memory } = StrictLms;
const OLD = '1.2', THIRD = '2004 3rd Edition', FOURTH = '2004 4th Edition';
const long = n => 'x'.repeat(n);

/** A visit with short names for its calls; `set` answers with the error code. */
function visit(edition, options = {}) {
  const lms = new Lms({ edition, ...options });
  const prefix = edition === OLD ? 'LMS' : '';
  const call = (name, ...args) => lms.api[prefix + (edition === OLD && name === 'Terminate' ? 'Finish' : name)](...args);
  const error = () => Number(call('GetLastError'));
  const set = (element, value) => {
    const done = call('SetValue', element, value);
    const code = error();
    assert.equal(done, String(!code));
    return code;
  };
  return { lms, call, error, set, get: element => call('GetValue', element), begin() { call('Initialize', ''); return this; },
    all(values) { for (const [element, value] of Object.entries(values)) assert.equal(set(element, value), 0, element); return this; } };
}
const begun = (edition, options) => visit(edition, options).begin();

/* element, values that are kept, values that are refused, their code */

const VALUES = {
  [OLD]: [
    ['cmi.core.lesson_status', ['passed', 'completed', 'failed', 'incomplete', 'browsed'], ['not attempted', 'unknown', 'Passed', ''], 405],
    ['cmi.core.exit', ['time-out', 'suspend', 'logout', ''], ['normal', 'exit'], 405],
    ['cmi.core.score.raw', ['0', '100', '66.66', '7.5', ''], ['-1', '100.1', '101', '1000', '5e1', '50%', '0,5', '.5'], 405],
    ['cmi.core.score.max', ['100'], ['250', 'x'], 405],
    ['cmi.core.lesson_location', ['', 'page-7', long(255)], [long(256)], 405],
    ['cmi.core.session_time', ['00:00:00', '0001:30:05.25', '100:00:59.9', '00:99:99'], ['1:00:00', '00:00', '00:00:05.123', '00000:00:00', 'PT5S', '00:0:5'], 405],
    ['cmi.suspend_data', ['', long(4096)], [long(4097)], 405],
    ['cmi.comments', [long(4096)], [long(4097)], 405],
    ['cmi.objectives.0.id', ['a', 'a-b:c'], ['', 'a b', 'é', long(256)], 405],
    ['cmi.objectives.0.status', ['not attempted', 'passed'], ['done'], 405],
    ['cmi.objectives.0.score.raw', ['12'], ['-12'], 405],
    ['cmi.student_preference.audio', ['-1', '100'], ['-2', '1.5', ''], 405],
    ['cmi.student_preference.speed', ['-100'], ['101'], 405],
    ['cmi.student_preference.text', ['1'], ['2'], 405],
    ['cmi.interactions.0.id', ['m3_one', '~!'], ['', 'a b', 'ŵ'], 405],
    ['cmi.interactions.0.type', ['true-false', 'choice', 'fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric'], ['long-fill-in', 'other', ''], 405],
    ['cmi.interactions.0.time', ['00:00:00', '23:59:59.99'], ['24:00:00', '9:30:00', '12:60:00', '12:00:00.123', '2026-01-01T00:00:00'], 405],
    ['cmi.interactions.0.weighting', ['-100', '1.5'], ['101', 'x'], 405],
    ['cmi.interactions.0.result', ['correct', 'wrong', 'unanticipated', 'neutral', '1.5'], ['incorrect', 'true'], 405],
    ['cmi.interactions.0.latency', ['00:00:12.5'], ['PT12S', '12'], 405]
  ],
  [FOURTH]: [
    ['cmi.completion_status', ['completed', 'incomplete', 'not attempted', 'unknown'], ['passed', ''], 406],
    ['cmi.success_status', ['passed', 'failed', 'unknown'], ['completed', 'Passed'], 406],
    ['cmi.exit', ['time-out', 'suspend', 'logout', 'normal', ''], ['exit'], 406],
    ['cmi.score.scaled', ['-1', '0', '0.6667', '1', '1.0'], ['1.01', '-2'], 407],
    ['cmi.score.scaled', [], ['5e-1', '.5', '0,5', '', 'x', '+1'], 406],
    ['cmi.score.raw', ['-12', '66.66', '250'], ['5e2', 'x', ''], 406],
    ['cmi.progress_measure', ['0', '0.5', '1'], ['-0.1', '1.1'], 407],
    ['cmi.location', ['', long(1001)], []],
    ['cmi.suspend_data', ['', long(64001)], []],
    ['cmi.session_time', ['PT0S', 'P1Y2M3DT4H5M6.78S', 'PT90M', 'P3D', 'PT1.2S'], ['P', 'PT', 'P1W', 'PT1.234S', '00:00:05', 'PT5', 'P1DT', 'pt5s', ''], 406],
    ['cmi.learner_preference.audio_level', ['0', '1.5'], ['-1'], 407],
    ['cmi.learner_preference.audio_captioning', ['-1', '0', '1'], ['2', 'x'], 406],
    ['cmi.learner_preference.language', ['cy', 'en-GB', ''], ['c', 'welsh!'], 406],
    ['cmi.objectives.0.id', ['a', 'urn:x:a'], ['', 'a b', 'urn:a'], 406],
    ['cmi.objectives.0.score.scaled', ['0.5'], ['2'], 407],
    ['cmi.objectives.0.description', ['{lang=cy}Nod', 'Aim'], ['{lang=!}Aim'], 406],
    ['cmi.comments_from_learner.0.comment', ['Good.', '{lang=en-GB}Good.'], ['{lang=}Good.'], 406],
    ['cmi.interactions.0.id', ['m3_one', 'urn:a:b', 'http://x/y'], ['', 'a b'], 406],
    ['cmi.interactions.0.type', ['true-false', 'choice', 'fill-in', 'long-fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric', 'other'], ['essay', ''], 406],
    ['cmi.interactions.0.timestamp', ['2026', '2026-01', '2026-01-31T09:30', '2026-01-31T09:30:05', '2026-01-31T09:30:05.0Z', '2026-01-31T09:30:05.12+01', '2038-01-01'],
      ['2026-01-31T09:30:05Z', '2026-01-31T09:30:05.123Z', '2026-13-01', '2026-01-32', '2026-01-31 09:30', '2039-01-01', '26-01-01', '2026-01-31T24:00:00', '09:30:05'], 406],
    ['cmi.interactions.0.weighting', ['-1.5', '1000'], ['x', '1e3'], 406],
    ['cmi.interactions.0.result', ['correct', 'incorrect', 'unanticipated', 'neutral', '-0.5'], ['wrong', ''], 406],
    ['cmi.interactions.0.latency', ['PT12.5S'], ['00:00:12.5', 'PT'], 406],
    ['cmi.interactions.0.description', ['What?', '{lang=en}What?'], ['{lang=what?}'], 406],
    ['adl.nav.request', ['continue', 'previous', 'exitAll', 'suspendAll', '_none_', '{target=m2}choice', '{target=m2}jump'], ['next', '{target=}choice', 'choice'], 406],
  ]
};
VALUES[THIRD] = [...VALUES[FOURTH].filter(([element]) => element !== 'adl.nav.request'), ['adl.nav.request', ['{target=m2}choice'], ['{target=m2}jump'], 406]];

/** What must be there before an element can be set. */
function ground(edition, element) {
  const record = /^(cmi\.(interactions|objectives)\.0)\.(?!id$)/.exec(element);
  const start = begun(edition);
  return record ? start.all({ [`${record[1]}.id`]: 'it' }) : start;
}

for (const [edition, rows] of Object.entries(VALUES)) {
  test(`SCORM ${edition}: values that are kept and values that are refused`, () => {
    for (const [element, kept, refused, code] of rows) {
      for (const value of kept) {
        const { set, lms } = ground(edition, element);
        assert.equal(set(element, value), 0, `${element} = ${value.slice(0, 40)}`);
        assert.equal(lms.values[element], value);
      }
      for (const value of refused) {
        const { set, lms } = ground(edition, element);
        assert.equal(set(element, value), code, `${element} = ${value.slice(0, 40)}`);
        assert.notEqual(lms.values[element], value);
        assert.match(lms.errors[0].diagnostic, / must be /);
      }
    }
  });
}

/* interaction type: responses kept, refused; patterns kept, refused */

const RESPONSES = {
  [OLD]: {
    'true-false': [['t', 'f', '0', '1'], ['true', 'x', ''], ['t'], ['true']],
    choice: [['a', 'a,c', '3', '{a,b}'], ['ab', 'a;b', 'A', 'a,', ''], ['a,c', '{a,c}'], ['a[,]c']],
    'fill-in': [['', 'any text', long(255)], [long(256)], ['a'], [long(256)]],
    matching: [['1.a', '1.a,2.b', '{1.a,2.b}'], ['1a', '1.a,2', 'a[.]b'], ['1.a,2.b'], ['1,a']],
    performance: [['whatever'], [long(256)], ['1.b'], [long(256)]],
    sequencing: [['a,b,c'], ['abc'], ['b,a'], ['b a']],
    likert: [['3', 'b', ''], ['33'], ['1'], ['12']],
    numeric: [['5', '-1240.5'], ['5,5', 'x', ''], ['75.3'], ['70[:]80']]
  },
  [FOURTH]: {
    'true-false': [['true', 'false'], ['t', '1', 'TRUE', ''], ['true'], ['t']],
    choice: [['a', 'a1[,]b2', 'a,b'], ['a b', 'a[,]a', 'a[,]', '', '{order_matters=true}a'], ['a[,]c'], ['a[,]a', '{case_matters=true}a']],
    'fill-in': [['', 'median', 'one[,]two', '{lang=cy}canolrif'], ['{lang=?}x'], ['{case_matters=true}{order_matters=false}a[,]{lang=cy}b', 'a'], ['{case_matters=yes}a']],
    'long-fill-in': [['Words, and more.', long(4001)], ['{lang=?}x'], ['{case_matters=false}Words'], ['{order_matters=true}{case_matters=no}x']],
    matching: [['s1[.]t1', 's1[.]t1[,]s2[.]t1'], ['s1.t1', 's1[.]t1[,]s2', '', 's 1[.]t'], ['s1[.]t1'], ['s1[,]t1']],
    performance: [['d1[.]a', 'd1[.]2.5', '[.]a', 'd1[.]'], ['d1', '[.]', ''], ['{order_matters=false}d1[.]a[,]d2[.]b'], ['{order_matters=maybe}d1[.]a']],
    sequencing: [['a[,]b[,]c', 'a[,]a'], ['a b', ''], ['b[,]a'], ['']],
    likert: [['agree', '3'], ['a b', ''], ['agree'], ['']],
    numeric: [['5', '-1240.5'], ['3,5', '5[:]6', '1e3', ''], ['1[:]2', '[:]2', '1[:]', '[:]', '3[:]3'], ['3', '2[:]1', '1:2']],
    other: [['', 'a [,] b'], [], ['x'], []]
  }
};
RESPONSES[THIRD] = RESPONSES[FOURTH];

for (const [edition, kinds] of Object.entries(RESPONSES)) {
  test(`SCORM ${edition}: responses and patterns by the type of the interaction`, () => {
    for (const [kind, [kept, refused, patterns, wrong]] of Object.entries(kinds)) {
      const response = edition === OLD ? 'cmi.interactions.0.student_response' : 'cmi.interactions.0.learner_response';
      const code = edition === OLD ? 405 : 406;
      const ready = () => begun(edition).all({ 'cmi.interactions.0.id': 'i', 'cmi.interactions.0.type': kind });
      const pattern = 'cmi.interactions.0.correct_responses.0.pattern';
      const rows = [...kept.map(value => [response, value, 0]), ...refused.map(value => [response, value, code]),
        ...patterns.map(value => [pattern, value, 0]), ...wrong.map(value => [pattern, value, code])];
      for (const [element, value, error] of rows) assert.equal(ready().set(element, value), error, `${kind} ${element} ${value.slice(0, 40)}`);
    }
  });
}

/* what is kept with a warning */

const KEPT = [
  [OLD, { 'cmi.suspend_data': 'ŵ' }, /not ASCII/], [OLD, { 'cmi.core.lesson_location': '“' }, /not ASCII/],
  [OLD, { 'cmi.interactions.0.type': 'choice' }, /id must be set before/],
  [OLD, { 'cmi.interactions.0.id': 'i', 'cmi.interactions.0.student_response': 'a' }, /before the interaction's type/],
  [FOURTH, { 'cmi.suspend_data': long(64001) }, /longer than 64000/], [FOURTH, { 'cmi.location': long(1001) }, /longer than 1000/],
  [FOURTH, { 'cmi.score.scaled': '0.12345678' }, /more than 7 decimals/], [FOURTH, { 'cmi.score.raw': '123456' }, /Moodle refuses/],
  [FOURTH, { 'cmi.interactions.0.id': long(4001) }, /longer than 4000/],
  ...[['choice', 'a-b', /Moodle refuses/], ['choice', 'a,b', /Moodle refuses/], ['likert', long(251), /longer than 250/], ['fill-in', long(251), /longer than 250/],
    ['fill-in', Array(11).fill('a').join('[,]'), /more than 10 parts/], ['performance', 'd1[.]two words', /neither a number/], ['other', long(4001), /longer than 4000/]]
    .map(([kind, value, says]) => [FOURTH, { 'cmi.interactions.0.id': 'i', 'cmi.interactions.0.type': kind, 'cmi.interactions.0.learner_response': value }, says]),
  [FOURTH, { 'cmi.interactions.0.id': 'i', 'cmi.interactions.0.description': long(251) }, /longer than 250/],
  [FOURTH, { 'cmi.interactions.0.id': 'i', 'cmi.interactions.0.description': '{What}?' }, /begins with "\{"/],
  [FOURTH, { 'cmi.interactions.0.id': 'i', 'cmi.interactions.0.description': 'One\nTwo' }, /or has lines: Moodle/],
  [FOURTH, Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`cmi.objectives.${i}.id`, `o${i}`])), /more than 100/],
];

test('what no platform has to keep is kept, with one warning', () => {
  for (const [edition, values, says] of KEPT) {
    const { lms } = begun(edition).all(values);
    assert.equal(lms.warnings.length, 1, String(says));
    const [{ index, element, text }] = lms.warnings;
    assert.match(text, says);
    assert.equal(lms.calls[index].args[0], element);
    assert.deepEqual(lms.errors, []);
  }
  const half = { 'cmi.interactions.0.id': 'i', 'cmi.interactions.0.type': 'performance', 'cmi.interactions.0.learner_response': '[.]a' };
  assert.deepEqual(begun(FOURTH).all(half).lms.warnings, []);
});

/* reading, names, indexes, dependencies: calls one after the other, each with its code or value */

const READING = {
  [OLD]: [
    ['cmi.core.student_id', 'learner-1'], ['cmi.core.lesson_status', 'not attempted'], ['cmi.core.entry', 'ab-initio'], ['cmi.core.credit', 'credit'],
    ['cmi.core.lesson_mode', 'normal'], ['cmi.core.total_time', '0000:00:00.00'], ['cmi.suspend_data', ''], ['cmi.core.score.raw', ''], ['cmi._version', '3.4'],
    ['cmi.core.score._children', 'raw,min,max'], ['cmi.objectives._children', 'id,score,status'], ['cmi.objectives._count', '0'],
    ['cmi._children', 'core,suspend_data,launch_data,comments,comments_from_lms,objectives,student_data,student_preference,interactions'],
    ['', 201], ['cmi.nothing', 201], ['cmi.core.exit', 404], ['cmi.core.session_time', 404], ['cmi.interactions.0.id', 404], ['cmi.objectives.0.id', 201],
    ['cmi.core.lesson_status._children', 202], ['cmi.core._count', 203], ['nothing._children', 201]
  ],
  [FOURTH]: [
    ['cmi.learner_id', 'learner-1'], ['cmi.completion_status', 'unknown'], ['cmi.success_status', 'unknown'], ['cmi.entry', 'ab-initio'], ['cmi.credit', 'credit'],
    ['cmi.mode', 'normal'], ['cmi.total_time', 'PT0H0M0S'], ['cmi._version', '1.0'], ['cmi.score._children', 'scaled,raw,min,max'], ['cmi.interactions._count', '0'],
    ['cmi.objectives._children', 'id,score,success_status,completion_status,progress_measure,description'],
    ['adl.nav.request_valid.choice.{target=m2}', 'unknown'], ['adl.data._count', '0'],
    ['', 301], ['cmi.nothing', 401], ['cmi.exit', 405], ['cmi.session_time', 405], ['cmi.suspend_data', 403], ['cmi.location', 403], ['cmi.score.scaled', 403],
    ['cmi.launch_data', 403], ['cmi.interactions.0.id', 301], ['cmi.completion_status._children', 301], ['cmi.score._count', 301], ['nothing._count', 401]
  ],
  [THIRD]: [['adl.data._count', 401], ['adl.nav.request_valid.jump.{target=m2}', 401], ['adl.nav.request_valid.continue', 'unknown']]
};

test('what is read', () => {
  for (const [edition, rows] of Object.entries(READING)) {
    for (const [element, wanted] of rows) {
      const { get, error } = begun(edition);
      assert.equal(get(element) || error(), wanted === '' ? 0 : wanted, `${edition} ${element}`);
    }
  }
});

const SETTING = {
  [OLD]: [
    ['', 'x', 201], ['cmi.nothing', 'x', 201], ['cmi.core.student_id', 'x', 403], ['cmi.core.entry', '', 403], ['cmi.core._children', 'x', 402], ['cmi.objectives._count', '1', 402],
    ['cmi._version', 'x', 402], ['cmi.interactions.1.id', 'x', 201], ['cmi.interactions.0.id', 'x', 0], ['cmi.interactions.1.id', 'x', 0], ['cmi.interactions.3.id', 'x', 201],
    ['cmi.interactions.0.objectives.0.id', 'o', 0], ['cmi.interactions.0.objectives.2.id', 'o', 201], ['cmi.interactions.0.correct_responses.0.pattern', 'a', 0],
    ['cmi.comments', 'One. ', 0], ['cmi.comments', 'Two.', 0], ['adl.nav.request', 'exitAll', 201]
  ],
  [FOURTH]: [
    ['', 'x', 351], ['cmi.nothing', 'x', 401], ['cmi.learner_id', 'x', 404], ['cmi.entry', '', 404], ['cmi.score._children', 'x', 404], ['cmi.objectives._count', '1', 404],
    ['cmi.interactions.1.id', 'x', 351], ['cmi.interactions.00.id', 'x', 351], ['cmi.interactions.0.type', 'choice', 408], ['cmi.interactions.0.id', 'x', 0],
    ['cmi.interactions.0.learner_response', 'a', 408], ['cmi.interactions.0.correct_responses.0.pattern', 'a', 408], ['cmi.interactions.0.type', 'choice', 0],
    ['cmi.interactions.0.learner_response', 'a', 0], ['cmi.interactions.0.correct_responses.1.pattern', 'a', 351], ['cmi.interactions.0.correct_responses.0.pattern', 'a', 0],
    ['cmi.interactions.0.correct_responses.1.pattern', 'a', 351], ['cmi.interactions.0.correct_responses.1.pattern', 'b', 0],
    ['cmi.interactions.1.id', 'y', 0], ['cmi.interactions.1.type', 'numeric', 0], ['cmi.interactions.1.correct_responses.0.pattern', '1[:]2', 0],
    ['cmi.interactions.1.correct_responses.1.pattern', '3[:]4', 351],
    ['cmi.interactions.0.objectives.0.id', 'o', 0], ['cmi.interactions.0.objectives.1.id', 'o', 351], ['cmi.interactions.2.objectives.0.id', 'o', 408],
    ['cmi.objectives.1.id', 'a', 351], ['cmi.objectives.0.success_status', 'passed', 408], ['cmi.objectives.0.id', 'a', 0], ['cmi.objectives.0.id', 'a', 0],
    ['cmi.objectives.0.id', 'b', 351], ['cmi.objectives.1.id', 'a', 351], ['cmi.objectives.1.id', 'b', 0], ['cmi.objectives.0.success_status', 'passed', 0],
    ['cmi.interactions.0.id', 'changed', 0], ['adl.nav.request_valid.continue', 'true', 404]
  ]
};

test('indexes without gaps, ids first and unique, keywords and what is the platform\'s own', () => {
  for (const [edition, rows] of Object.entries(SETTING)) {
    const { set, lms } = begun(edition);
    rows.forEach(([element, value, code]) => assert.equal(set(element, value), code, `${edition} ${element} = ${value}`));
    if (edition === OLD) assert.equal(lms.values['cmi.comments'], 'One. Two.');
    assert.equal(lms.errors.length, rows.filter(row => row[2]).length);
  }
});

/* the session */

const STATES = [
  // method, codes before Initialize, after it, after the end; in 1.2 and in 2004
  ['GetValue', ['cmi._version'], [301, 0, 301], [122, 0, 123]], ['SetValue', ['cmi.suspend_data', 'x'], [301, 0, 301], [132, 0, 133]],
  ['Commit', [''], [301, 0, 301], [142, 0, 143]], ['Terminate', [''], [301, 0, 301], [112, 0, 113]], ['Initialize', [''], [0, 101, 101], [0, 103, 104]]
];

test('each call before, in and after the session', () => {
  for (const [method, args, old, now] of STATES) {
    for (const [edition, codes] of [[OLD, old], [THIRD, now], [FOURTH, now]]) {
      const ways = [visit(edition), begun(edition), begun(edition)];
      ways[2].call('Terminate', '');
      ways.forEach(({ call, error }, i) => { call(method, ...args); assert.equal(error(), codes[i], `${edition} ${method} ${i}`); });
    }
  }
});

test('arguments are strings, as many as it takes; the empty one is empty', () => {
  for (const edition of [OLD, FOURTH]) {
    for (const [method, ...args] of [['Initialize'], ['Initialize', null], ['Initialize', 'x'], ['Terminate'], ['Commit', 0], ['GetValue'], ['GetValue', 1], ['SetValue', 'cmi.suspend_data'],
      ['SetValue', 'cmi.suspend_data', 5], ['SetValue', 'cmi.suspend_data', 'x', 'y']]) {
      const { call, error } = method === 'Initialize' ? visit(edition) : begun(edition);
      assert.match(call(method, ...args), /^(false)?$/);
      assert.equal(error(), 201, method);
    }
  }
});

test('every call is written down; asking for errors changes none', () => {
  const { lms, call, set, error } = begun(FOURTH);
  set('cmi.exit', 'never');
  assert.equal(call('GetErrorString', '406'), 'Data Model Element Type Mismatch');
  assert.equal(call('GetErrorString', '999'), '');
  assert.match(call('GetDiagnostic', ''), /cmi\.exit must be one of "time-out"/);
  assert.equal(error(), 406);
  assert.deepEqual(lms.calls.map(each => each.name), ['Initialize', 'SetValue', 'GetLastError', 'GetErrorString', 'GetErrorString', 'GetDiagnostic', 'GetLastError']);
  const { time, diagnostic, ...record } = lms.calls[1];
  assert.deepEqual(record, { index: 1, name: 'SetValue', args: ['cmi.exit', 'never'], result: 'false', error: '406', kind: 'type' });
  assert.ok(time > 0 && diagnostic);
  assert.deepEqual(lms.errors, [lms.calls[1]]);
});

/* from visit to visit */

/** Visits one after the other, each a list of values that are set; the last one is not ended. */
function visits(edition, all, options = {}) {
  const storage = memory();
  return all.map((values, i) => {
    const each = begun(edition, { storage, ...options }).all(values);
    if (i < all.length - 1) each.call('Terminate', '');
    return each;
  }).pop();
}

test('SCORM 1.2: data stays; time adds up; entry says how it was left', () => {
  const all = visits(OLD, [{ 'cmi.core.exit': 'suspend', 'cmi.core.session_time': '00:59:59.75', 'cmi.suspend_data': 'x' }, { 'cmi.core.session_time': '00:00:00.5', 'cmi.core.exit': 'suspend' }, {}]);
  assert.deepEqual(['entry', 'total_time', 'lesson_status'].map(each => all.get(`cmi.core.${each}`)), ['resume', '0001:00:00.25', 'completed']);
  assert.equal(all.get('cmi.suspend_data'), 'x');
  assert.equal(visits(OLD, [{ 'cmi.suspend_data': 'x' }, {}]).get('cmi.core.entry'), '');
});

test('SCORM 1.2: the status at the end, by what was set, the mastery score and the mode', () => {
  const last = (values, given, faults) => {
    const { lms, call } = begun(OLD, { given, faults }).all(values);
    call('Terminate', '');
    return lms.values['cmi.core.lesson_status'];
  };
  const mastery = { 'cmi.student_data.mastery_score': '80' };
  const said = { 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '70' };
  assert.equal(last({}), 'completed', 'never set');
  assert.equal(last({ 'cmi.core.lesson_status': 'incomplete' }), 'incomplete');
  assert.equal(last(said), 'passed');
  assert.equal(last(said, mastery), 'failed');
  assert.equal(last({ 'cmi.core.score.raw': '80' }, mastery), 'passed');
  assert.equal(last({ 'cmi.core.lesson_status': 'incomplete' }, mastery), 'incomplete', 'no score');
  assert.equal(last(said, mastery, { credit: 'no-credit' }), 'passed');
  assert.equal(last({}, {}, { mode: 'browse' }), 'browsed');
});

test('SCORM 2004: suspended it goes on, otherwise it begins again', () => {
  const data = { 'cmi.suspend_data': 'x', 'cmi.session_time': 'PT59M59.5S', 'cmi.interactions.0.id': 'i' };
  const on = visits(FOURTH, [{ ...data, 'cmi.exit': 'suspend' }, {}]);
  assert.deepEqual(['cmi.entry', 'cmi.suspend_data', 'cmi.total_time', 'cmi.interactions._count'].map(on.get), ['resume', 'x', 'PT0H59M59.5S', '1']);
  assert.equal(visits(FOURTH, [{ ...data, 'adl.nav.request': 'suspendAll' }, {}]).get('cmi.entry'), 'resume');
  for (const exit of ['', 'normal', 'logout', 'time-out']) {
    const anew = visits(FOURTH, [{ ...data, 'cmi.exit': exit }, {}]);
    assert.deepEqual(['cmi.entry', 'cmi.suspend_data', 'cmi.total_time', 'cmi.interactions._count'].map(anew.get), ['ab-initio', '', 'PT0H0M0S', '0'], exit);
  }
});

test('SCORM 2004: a threshold or a passing score replaces the status that was set', () => {
  const given = { 'cmi.completion_threshold': '0.5', 'cmi.scaled_passing_score': '0.8' };
  const { get, all } = begun(FOURTH, { given });
  all({ 'cmi.completion_status': 'completed', 'cmi.success_status': 'passed' });
  assert.deepEqual([get('cmi.completion_status'), get('cmi.success_status')], ['completed', 'passed'], 'nothing measured');
  all({ 'cmi.progress_measure': '0.4', 'cmi.score.scaled': '0.79' });
  assert.deepEqual([get('cmi.completion_status'), get('cmi.success_status')], ['incomplete', 'failed']);
  all({ 'cmi.progress_measure': '0.5', 'cmi.score.scaled': '0.8' });
  assert.deepEqual([get('cmi.completion_status'), get('cmi.success_status')], ['completed', 'passed']);
});

test('only what was committed outlives a visit that never ends', () => {
  for (const edition of [OLD, FOURTH]) {
    const exit = edition === OLD ? 'cmi.core.exit' : 'cmi.exit';
    const storage = memory();
    const lost = begun(edition, { storage }).all({ [exit]: 'suspend', 'cmi.suspend_data': 'kept' });
    lost.call('Commit', '');
    lost.all({ 'cmi.suspend_data': 'lost' });
    assert.equal(begun(edition, { storage }).get('cmi.suspend_data'), 'kept');
  }
});

/* faults: settings, what is done, what is seen */

describe('faults', () => {
  const done = (edition, faults, act) => { const each = visit(edition, { faults }); return act(each); };
  const FAULTS = [
    [{ initialize: 1 }, ({ call, error }) => [call('Initialize', ''), error(), call('Initialize', ''), error()], { [OLD]: ['false', 101, 'true', 0], [FOURTH]: ['false', 102, 'true', 0] }],
    [{ initialize: Infinity }, ({ call }) => Array.from({ length: 5 }, () => call('Initialize', '')).join(), { [OLD]: 'false,false,false,false,false' }],
    [{ commit: 2 }, each => { each.begin(); return [1, 2, 3].map(() => each.call('Commit', '') + each.error()); }, { [OLD]: ['false101', 'false101', 'true0'], [FOURTH]: ['false391', 'false391', 'true0'] }],
    [{ terminate: 1 }, each => { each.begin(); return [1, 2].map(() => each.call('Terminate', '') + each.error()); }, { [OLD]: ['false101', 'true0'], [FOURTH]: ['false111', 'true0'] }],
    [{ refuse: ['cmi.interactions', 'cmi.suspend_data'] }, each => { each.begin(); return ['cmi.interactions.0.id', 'cmi.suspend_data', 'cmi.objectives.0.id'].map(name => each.set(name, 'x')); }, { [OLD]: [101, 101, 0], [FOURTH]: [351, 351, 0] }],
    [{ throws: ['Commit'] }, each => { each.begin(); try { return each.call('Commit', ''); } catch (error) { return error.message; } }, { [FOURTH]: 'Commit broke' }],
    [{ cut_in: 3 }, each => { each.begin().all({ 'cmi.suspend_data': 'abcdef' }); return [each.get('cmi.suspend_data'), each.lms.values['cmi.suspend_data']]; }, { [OLD]: ['abc', 'abc'] }],
    [{ cut_out: 3 }, each => { each.begin().all({ 'cmi.suspend_data': 'abcdef' }); return [each.get('cmi.suspend_data'), each.lms.values['cmi.suspend_data']]; }, { [FOURTH]: ['abc', 'abcdef'] }],
    [{ silent: true }, each => { each.begin().all({ 'cmi.suspend_data': 'x' }); return ['cmi.suspend_data', 'cmi.interactions._count', 'cmi.mode', 'cmi.nothing'].map(name => each.get(name) + each.error()); }, { [FOURTH]: ['x0', '0', '0', '0'] }],
    [{ booleans: true }, each => [each.call('Initialize', ''), each.call('Commit', 'x'), each.get('cmi._version')], { [OLD]: [true, false, '3.4'], [FOURTH]: [true, false, '1.0'] }],
    [{ initialized: true }, ({ call, error }) => [call('Initialize', ''), error(), call('Commit', '')], { [OLD]: ['false', 101, 'true'], [FOURTH]: ['false', 103, 'true'] }],
    [{ without: ['cmi.interactions'] }, each => { each.begin(); return [each.get('cmi.interactions._children'), each.error(), each.set('cmi.interactions.0.id', 'x'), each.get('cmi._children').includes('interactions')]; },
      { [OLD]: ['', 401, 401, false], [FOURTH]: ['', 402, 402, false] }],
    [{ mode: 'review', credit: 'no-credit' }, each => { each.begin(); return ['lesson_mode', 'credit'].map(name => each.get(`cmi.core.${name}`)); }, { [OLD]: ['review', 'no-credit'] }],
    [{ slow: 5, commit: 1, booleans: true }, each => { each.begin(); return [each.call('Commit', ''), each.call('Commit', '')]; }, { [OLD]: [false, true], [FOURTH]: [false, true] }]
  ];
  test('each, and some together', () => {
    for (const [faults, act, wanted] of FAULTS) {
      for (const edition of Object.keys(wanted)) assert.deepEqual(done(edition, { ...faults }, act), wanted[edition], `${edition} ${Object.keys(faults)}`);
    }
  });

  test('a fault is not the content\'s error', () => {
    const { lms, call, set } = begun(FOURTH, { faults: { commit: 1, refuse: ['cmi.location'] } });
    call('Commit', '');
    set('cmi.location', 'p1');
    assert.deepEqual(lms.errors, []);
    assert.deepEqual(lms.calls.filter(each => each.kind === 'general').map(each => each.error), ['391', '351']);
  });

  test('killed, forgetful, or only looking: what the next visit gets', () => {
    const left = (faults, later = {}) => {
      const storage = memory();
      const { call } = begun(OLD, { storage, faults }).all({ 'cmi.core.exit': 'suspend', 'cmi.suspend_data': 'x', 'cmi.interactions.0.id': 'i' });
      call('Terminate', '');
      const next = begun(OLD, { storage, faults: later });
      return [next.get('cmi.suspend_data'), next.get('cmi.interactions._count'), next.get('cmi.core.lesson_mode')];
    };
    assert.deepEqual(left({}), ['x', '1', 'normal']);
    assert.deepEqual(left({ kill: 8 }), ['', '0', 'normal'], 'the eighth call is the end');
    assert.deepEqual(left({ kill: 9 }), ['x', '1', 'normal']);
    assert.deepEqual(left({}, { forgets: ['cmi.interactions'] }), ['x', '0', 'normal']);
    assert.deepEqual(left({ mode: 'review' }), ['', '0', 'normal']);
    assert.deepEqual(left({ credit: 'no-credit' }), ['x', '1', 'normal']);
  });

  test('read from a page\'s address', () => {
    const query = new URLSearchParams('slow=20&commit=2&initialize=always&refuse=cmi.exit,cmi.interactions&silent=true&booleans=false&place=opener&package=x');
    assert.deepEqual(StrictLms.faults.settings(query), { slow: 20, commit: 2, initialize: Infinity, refuse: ['cmi.exit', 'cmi.interactions'], silent: true, booleans: false, place: 'opener' });
  });
});

/* scorm-again, mostly lenient by design: element, value, our code, its code */

const AGAIN = {
  [OLD]: [
    ['cmi.core.lesson_status', 'passed', 0, 0], ['cmi.core.lesson_status', 'unknown', 405, 405], ['cmi.core.score.raw', '101', 405, 405], ['cmi.core.exit', 'normal', 405, 0],
    ['cmi.core.session_time', 'PT5S', 405, 405], ['cmi.suspend_data', long(4097), 405, 0], ['cmi.core.student_id', 'x', 403, 403]
  ],
  [FOURTH]: [
    ['cmi.completion_status', 'completed', 0, 0], ['cmi.completion_status', 'passed', 406, 406], ['cmi.score.scaled', '1.5', 407, 407], ['cmi.learner_id', 'x', 404, 404],
    ['cmi.interactions.0.type', 'choice', 408, 408], ['cmi.interactions.1.id', 'x', 351, 351], ['cmi.nothing', 'x', 401, 401], ['cmi.session_time', 'PT1.234S', 406, 406],
    ['cmi.session_time', 'P', 406, 0], ['cmi.objectives.0.id', 'a b', 406, 0], ['cmi.suspend_data', long(64001), 0, 406], ['cmi.location', long(1001), 0, 406]
  ]
};

test('where scorm-again agrees, keeps what others refuse, and refuses what others keep', () => {
  for (const [edition, rows] of Object.entries(AGAIN)) {
    for (const [element, value, ours, theirs] of rows) {
      assert.equal(begun(edition).set(element, value), ours, element);
      const api = edition === OLD ? new Scorm12API({ autocommit: false, logLevel: 5 }) : new Scorm2004API({ autocommit: false, logLevel: 5 });
      const prefix = edition === OLD ? 'LMS' : '';
      api[`${prefix}Initialize`]('');
      api[`${prefix}SetValue`](element, value);
      assert.equal(Number(api[`${prefix}GetLastError`]()), theirs, `scorm-again: ${element} = ${value.slice(0, 20)}`);
    }
  }
});
