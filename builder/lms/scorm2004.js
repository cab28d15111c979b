/** SCORM 2004, 3rd and 4th Edition: data model, error codes, and what a platform makes of a visit. */
(function (root) {
  'use strict';
  const { StrictLms } = root;
  const { match, words, text, blank, either, within, promised, most, unique, once } = StrictLms.types;
  const { real, localized, response, pattern } = StrictLms.responses;

  const fraction = within(real, -1, 1);
  const measure = within(real, 0, 1);
  const positive = within(real, 0, Infinity);
  const id = promised(4000, match(/^((?!urn:)\S+|urn:[A-Za-z0-9-]{1,31}:\S+)$/, 'an identifier without white space'));
  const span = match(/^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/, 'a duration such as PT1H30M5.25S');
  const day = '(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01])(T([01]\\d|2[0-3])(:[0-5]\\d(:[0-5]\\d';
  const zone = '(\\.\\d{1,2}(Z|[+-]([01]\\d|2[0-3])(:[0-5]\\d)?)?)?';
  const timestamp = match(new RegExp(`^(19[7-9]\\d|20[0-2]\\d|203[0-8])${day}${zone})?)?)?)?)?$`),
    'a time such as 2026-01-31T09:30:05.0Z, with a zone only after a fraction of one or two digits');
  const completion = words('completed', 'incomplete', 'not attempted', 'unknown');
  const success = words('passed', 'failed', 'unknown');
  const language = blank(match(/^([A-Za-z]{2,3}|i|x)(-[A-Za-z0-9]{1,8})*$/, 'a language'));
  const kinds = words('true-false', 'choice', 'fill-in', 'long-fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric', 'other');
  const ways = 'continue|previous|exit|exitAll|abandon|abandonAll|suspendAll|_none_';
  const request = jump => match(new RegExp(`^(${ways}|\\{target=\\S+\\}(choice${jump}))$`), 'a navigation request');

  const { read, write, both, after, CHILDREN, COUNT, VERSION } = StrictLms.rows;
  const ELEMENTS = {
    'cmi._version': VERSION,
    'cmi.comments_from_learner._children': CHILDREN,
    'cmi.comments_from_learner._count': COUNT,
    'cmi.comments_from_learner.n.comment': both(most(250, localized(4000))),
    'cmi.comments_from_learner.n.location': both(promised(250)),
    'cmi.comments_from_learner.n.timestamp': both(timestamp),
    'cmi.comments_from_lms._children': CHILDREN,
    'cmi.comments_from_lms._count': COUNT,
    'cmi.comments_from_lms.n.comment': read(),
    'cmi.comments_from_lms.n.location': read(),
    'cmi.comments_from_lms.n.timestamp': read(),
    'cmi.completion_status': both(completion, 'unknown'),
    'cmi.completion_threshold': read(),
    'cmi.credit': read('credit'),
    'cmi.entry': read('ab-initio'),
    'cmi.exit': write(words('time-out', 'suspend', 'logout', 'normal', '')),
    'cmi.interactions._children': CHILDREN,
    'cmi.interactions._count': COUNT,
    'cmi.interactions.n.id': both(most(250, id)),
    'cmi.interactions.n.type': both(kinds),
    'cmi.interactions.n.objectives._count': COUNT,
    'cmi.interactions.n.objectives.n.id': both(most(10, unique(id))),
    'cmi.interactions.n.timestamp': both(timestamp),
    'cmi.interactions.n.correct_responses._count': COUNT,
    'cmi.interactions.n.correct_responses.n.pattern': after(['type'], both(pattern)),
    'cmi.interactions.n.weighting': both(real),
    'cmi.interactions.n.learner_response': after(['type'], both(response)),
    'cmi.interactions.n.result': both(either(words('correct', 'incorrect', 'unanticipated', 'neutral'), real)),
    'cmi.interactions.n.latency': both(span),
    'cmi.interactions.n.description': both(localized(250)),
    'cmi.launch_data': read(),
    'cmi.learner_id': read('learner-1'),
    'cmi.learner_name': read('Jones, Ann'),
    'cmi.learner_preference._children': CHILDREN,
    'cmi.learner_preference.audio_level': both(positive, '1'),
    'cmi.learner_preference.language': both(language, ''),
    'cmi.learner_preference.delivery_speed': both(positive, '1'),
    'cmi.learner_preference.audio_captioning': both(words('-1', '0', '1'), '0'),
    'cmi.location': both(promised(1000)),
    'cmi.max_time_allowed': read(),
    'cmi.mode': read('normal'),
    'cmi.objectives._children': CHILDREN,
    'cmi.objectives._count': COUNT,
    'cmi.objectives.n.id': both(most(100, unique(once(id)))),
    'cmi.objectives.n.score._children': CHILDREN,
    'cmi.objectives.n.score.scaled': both(fraction),
    'cmi.objectives.n.score.raw': both(real),
    'cmi.objectives.n.score.min': both(real),
    'cmi.objectives.n.score.max': both(real),
    'cmi.objectives.n.success_status': both(success, 'unknown'),
    'cmi.objectives.n.completion_status': both(completion, 'unknown'),
    'cmi.objectives.n.progress_measure': both(measure),
    'cmi.objectives.n.description': both(localized(250)),
    'cmi.progress_measure': both(measure),
    'cmi.scaled_passing_score': read(),
    'cmi.score._children': CHILDREN,
    'cmi.score.scaled': both(fraction),
    'cmi.score.raw': both(real),
    'cmi.score.min': both(real),
    'cmi.score.max': both(real),
    'cmi.session_time': write(span),
    'cmi.success_status': both(success, 'unknown'),
    'cmi.suspend_data': both(promised(64000)),
    'cmi.time_limit_action': read('continue,no message'),
    'cmi.total_time': read('PT0H0M0S'),
    'adl.nav.request': both(request(''), '_none_'),
    'adl.nav.request_valid.continue': read('unknown'),
    'adl.nav.request_valid.previous': read('unknown'),
    'adl.nav.request_valid.choice.{target=…}': read('unknown')
  };
  const ELEMENTS4 = {
    ...ELEMENTS,
    'adl.nav.request': both(request('|jump'), '_none_'),
    'adl.nav.request_valid.jump.{target=…}': read('unknown'),
    'adl.data._children': CHILDREN,
    'adl.data._count': COUNT,
    'adl.data.n.id': read(),
    'adl.data.n.store': both(promised(64000, text))
  };

  /** Codes by what went wrong; some differ by method. */
  const ERRORS = {
    argument: 201, initialized: 103, ended: 104,
    before: { Terminate: 112, GetValue: 122, SetValue: 132, Commit: 142 },
    after: { Terminate: 113, GetValue: 123, SetValue: 133, Commit: 143 },
    general: { Initialize: 102, Terminate: 111, GetValue: 301, SetValue: 351, Commit: 391 },
    empty: { GetValue: 301, SetValue: 351 }, unknown: 401, missing: 402, children: 301, count: 301,
    keyword: 404, readOnly: 404, writeOnly: 405, type: 406, range: 407, dependency: 408, order: 351, index: 301, unset: 403
  };
  const STRINGS = {
    0: 'No Error', 101: 'General Exception', 102: 'General Initialization Failure', 103: 'Already Initialized', 104: 'Content Instance Terminated',
    111: 'General Termination Failure', 112: 'Termination Before Initialization', 113: 'Termination After Termination',
    122: 'Retrieve Data Before Initialization', 123: 'Retrieve Data After Termination', 132: 'Store Data Before Initialization',
    133: 'Store Data After Termination', 142: 'Commit Before Initialization', 143: 'Commit After Termination', 201: 'General Argument Error',
    301: 'General Get Failure', 351: 'General Set Failure', 391: 'General Commit Failure', 401: 'Undefined Data Model Element',
    402: 'Unimplemented Data Model Element', 403: 'Data Model Element Value Not Initialized', 404: 'Data Model Element Is Read Only',
    405: 'Data Model Element Is Write Only', 406: 'Data Model Element Type Mismatch', 407: 'Data Model Element Value Out Of Range',
    408: 'Data Model Dependency Not Established'
  };

  /** A threshold and a measure replace what the content said. */
  const judged = (status, threshold, given, [enough, short]) => values => {
    const known = values[threshold] !== undefined && values[given] !== undefined;
    return known ? Number(values[given]) >= Number(values[threshold]) ? enough : short : values[status];
  };
  const derive = {
    'cmi.completion_status': judged('cmi.completion_status', 'cmi.completion_threshold', 'cmi.progress_measure', ['completed', 'incomplete']),
    'cmi.success_status': judged('cmi.success_status', 'cmi.scaled_passing_score', 'cmi.score.scaled', ['passed', 'failed'])
  };

  /** Years count 365 days here, months 30. */
  function seconds(value) {
    const found = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(value);
    const [years, months, days, hours, minutes, rest] = found.slice(1).map(part => Number(part || 0));
    return (years * 365 + months * 30 + days) * 86400 + hours * 3600 + minutes * 60 + rest;
  }

  function spanOf(total) {
    const hundredths = Math.round(total * 100);
    return `PT${Math.floor(hundredths / 360000)}H${Math.floor(hundredths / 6000) % 60}M${hundredths % 6000 / 100}S`;
  }

  function finish(values) {
    const { 'cmi.session_time': session, ...others } = values;
    const total = seconds(values['cmi.total_time'] || 'PT0S');
    return session ? { ...others, 'cmi.total_time': spanOf(total + seconds(session)) } : others;
  }

  /** What the next visit begins with: an attempt that was not suspended is over, with all its data. */
  function resume(kept) {
    const { 'cmi.exit': exit, 'adl.nav.request': asked, ...values } = finish(kept);
    return exit === 'suspend' || asked === 'suspendAll' ? { ...values, 'cmi.entry': 'resume' } : {};
  }

  const edition = elements => ({
    object: 'API_1484_11', prefix: '', last: 'Terminate', version: '1.0', elements, errors: ERRORS, strings: STRINGS,
    mode: 'cmi.mode', credit: 'cmi.credit', total: 'cmi.total_time', derive, unset: undefined, finish, resume
  });
  Object.assign(StrictLms.editions, { '2004 3rd Edition': edition(ELEMENTS), '2004 4th Edition': edition(ELEMENTS4) });
  if (typeof module === 'object') module.exports = StrictLms;
})(typeof window === 'object' ? window : globalThis);
