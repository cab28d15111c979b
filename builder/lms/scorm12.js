/** SCORM 1.2: its data model, its error codes, and what a platform makes of a visit when it ends. */
(function (root) {
  'use strict';
  const { StrictLms } = root;
  const { match, words, text, blank, either, within, upTo, ascii, warned } = StrictLms.types;

  const decimal = match(/^-?\d{1,3}(\.\d+)?$/, 'a decimal');
  const integer = match(/^[+-]?\d+$/, 'a whole number');
  const score = blank(within(decimal, 0, 100));
  const string = ascii(upTo(255));
  const id = match(/^[\x21-\x7e]{1,255}$/, 'an identifier of at most 255 characters without white space');
  const time = match(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/, 'a time HH:MM:SS.SS');
  const span = match(/^\d{2,4}:\d\d:\d\d(\.\d{1,2})?$/, 'a time span HHHH:MM:SS.SS');
  const status = ['passed', 'completed', 'failed', 'incomplete', 'browsed'];
  const one = '[0-9a-z]';
  const list = (item, example) => match(new RegExp(`^(${item}(,${item})*|\\{${item}(,${item})*\\})$`), `a list such as ${example}`);
  const set = list(one, 'a,b');

  /** By the interaction's type; the same for responses and patterns. */
  const RESPONSES = {
    'true-false': words('t', 'f', '0', '1'), 'choice': set, 'sequencing': set, 'matching': list(`${one}\\.${one}`, '1.a,2.b'),
    'likert': blank(match(/^[0-9a-z]$/, 'one character')), 'numeric': match(/^-?\d+(\.\d+)?$/, 'a decimal')
  };
  const kind = at => RESPONSES[at.sibling('type')] || text;
  const feedback = warned({
    ...string,
    refuse: (value, at) => string.refuse(value) || kind(at).refuse(value),
    says: 'a response of the interaction\'s type, of at most 255 characters'
  }, [(value, at) => at.sibling('type') === undefined, 'set before the interaction\'s type']);

  const { read, write, both, CHILDREN, COUNT, VERSION } = StrictLms.rows;
  const ELEMENTS = {
    'cmi._children': CHILDREN,
    'cmi._version': VERSION,
    'cmi.core._children': CHILDREN,
    'cmi.core.student_id': read('learner-1'),
    'cmi.core.student_name': read('Jones, Ann'),
    'cmi.core.lesson_location': both(string, ''),
    'cmi.core.credit': read('credit'),
    'cmi.core.lesson_status': both(words(...status), 'not attempted'),
    'cmi.core.entry': read('ab-initio'),
    'cmi.core.score._children': CHILDREN,
    'cmi.core.score.raw': both(score, ''),
    'cmi.core.score.min': both(score, ''),
    'cmi.core.score.max': both(score, ''),
    'cmi.core.total_time': read('0000:00:00.00'),
    'cmi.core.lesson_mode': read('normal'),
    'cmi.core.exit': write(words('time-out', 'suspend', 'logout', '')),
    'cmi.core.session_time': write(span),
    'cmi.suspend_data': both(ascii(upTo(4096)), ''),
    'cmi.launch_data': read(''),
    'cmi.comments': { ...both(upTo(4096), ''), append: true },
    'cmi.comments_from_lms': read(''),
    'cmi.objectives._children': CHILDREN,
    'cmi.objectives._count': COUNT,
    'cmi.objectives.n.id': both(id, ''),
    'cmi.objectives.n.score._children': CHILDREN,
    'cmi.objectives.n.score.raw': both(score, ''),
    'cmi.objectives.n.score.min': both(score, ''),
    'cmi.objectives.n.score.max': both(score, ''),
    'cmi.objectives.n.status': both(words(...status, 'not attempted'), 'not attempted'),
    'cmi.student_data._children': CHILDREN,
    'cmi.student_data.mastery_score': read(''),
    'cmi.student_data.max_time_allowed': read(''),
    'cmi.student_data.time_limit_action': read(''),
    'cmi.student_preference._children': CHILDREN,
    'cmi.student_preference.audio': both(within(integer, -1, 100), '0'),
    'cmi.student_preference.language': both(string, ''),
    'cmi.student_preference.speed': both(within(integer, -100, 100), '0'),
    'cmi.student_preference.text': both(within(integer, -1, 1), '0'),
    'cmi.interactions._children': CHILDREN,
    'cmi.interactions._count': COUNT,
    'cmi.interactions.n.id': write(id),
    'cmi.interactions.n.objectives._count': COUNT,
    'cmi.interactions.n.objectives.n.id': write(id),
    'cmi.interactions.n.time': write(time),
    'cmi.interactions.n.type': write(words('true-false', 'choice', 'fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric')),
    'cmi.interactions.n.correct_responses._count': COUNT,
    'cmi.interactions.n.correct_responses.n.pattern': write(feedback),
    'cmi.interactions.n.weighting': write(within(decimal, -100, 100)),
    'cmi.interactions.n.student_response': write(feedback),
    'cmi.interactions.n.result': write(either(words('correct', 'wrong', 'unanticipated', 'neutral'), decimal)),
    'cmi.interactions.n.latency': write(span)
  };

  /** Codes by what went wrong; some differ by method. What has none is only warned of. */
  const ERRORS = {
    argument: 201, initialized: 101, ended: 101, before: 301, after: 301, general: 101,
    empty: 201, unknown: 201, missing: 401, children: 202, count: 203, keyword: 402, readOnly: 403, writeOnly: 404,
    type: 405, range: 405, order: 201, index: 201
  };
  const STRINGS = {
    0: 'No error', 101: 'General exception', 201: 'Invalid argument error', 202: 'Element cannot have children',
    203: 'Element not an array. Cannot have count', 301: 'Not initialized', 401: 'Not implemented error',
    402: 'Invalid set value, element is a keyword', 403: 'Element is read only', 404: 'Element is write only', 405: 'Incorrect Data Type'
  };

  function seconds(value) {
    const [hours, minutes, rest] = value.split(':').map(Number);
    return hours * 3600 + minutes * 60 + rest;
  }

  function spanOf(total) {
    const hundredths = Math.round(total * 100);
    const digits = (n, count) => String(Math.floor(n)).padStart(count, '0');
    const [hours, minutes, rest] = [hundredths / 360000, hundredths / 6000 % 60, hundredths % 6000];
    return `${digits(hours, 4)}:${digits(minutes, 2)}:${digits(rest / 100, 2)}.${digits(rest % 100, 2)}`;
  }

  /** A status that was never set becomes one; a mastery score replaces what the content said. */
  function judge(values) {
    const [mastery, raw] = [values['cmi.student_data.mastery_score'], values['cmi.core.score.raw']];
    const counts = values['cmi.core.credit'] !== 'no-credit' && mastery && raw;
    const unset = (values['cmi.core.lesson_status'] || 'not attempted') === 'not attempted';
    if (counts) return Number(raw) >= Number(mastery) ? 'passed' : 'failed';
    if (unset) return values['cmi.core.lesson_mode'] === 'browse' ? 'browsed' : 'completed';
    return values['cmi.core.lesson_status'];
  }

  function addTime(values) {
    const { 'cmi.core.session_time': session, ...others } = values;
    const total = values['cmi.core.total_time'] || '00:00:00';
    return session ? { ...others, 'cmi.core.total_time': spanOf(seconds(total) + seconds(session)) } : others;
  }

  /** The values when the content says that it ends. */
  const finish = values => addTime({ ...values, 'cmi.core.lesson_status': judge(values) });

  /** What the next visit begins with. Platforms keep an attempt's data however it was left. */
  function resume(kept) {
    const { 'cmi.core.exit': exit, ...values } = addTime(kept);
    return { ...values, 'cmi.core.entry': exit === 'suspend' ? 'resume' : '' };
  }

  StrictLms.editions = { '1.2': {
    object: 'API', prefix: 'LMS', last: 'Finish', version: '3.4', elements: ELEMENTS, errors: ERRORS, strings: STRINGS,
    mode: 'cmi.core.lesson_mode', credit: 'cmi.core.credit', total: 'cmi.core.total_time', derive: {}, unset: '', finish, resume
  } };
  if (typeof module === 'object') module.exports = StrictLms;
})(typeof window === 'object' ? window : globalThis);
