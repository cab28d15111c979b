/** SCORM 1.2 (Run-Time Environment, and the patterns by which Moodle refuses values). */
(function (Mooc) {
  'use strict';
  const STATUS = 'cmi.core.lesson_status';
  const RANKS = { incomplete: 1, failed: 2, completed: 3, passed: 4 };

  const two = n => String(n).padStart(2, '0');

  /** HHHH:MM:SS.SS */
  function span(seconds) {
    const hundredths = Math.round(seconds * 100);
    const [hours, minutes] = [Math.min(9999, Math.floor(hundredths / 360000)), Math.floor(hundredths / 6000) % 60];
    return `${String(hours).padStart(4, '0')}:${two(minutes)}:${(hundredths % 6000 / 100).toFixed(2).padStart(5, '0')}`;
  }

  const time = date => [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');

  function lms(found) {
    const api = Mooc.api.make(found, 'LMS', 'Finish');
    const { get, set } = api;
    let index, reports, rank, best;

    function start() {
      if (!api.open(STATUS)) return null;
      const given = { mode: get('cmi.core.lesson_mode'), graded: get('cmi.core.credit') !== 'no-credit',
        data: get('cmi.suspend_data'), learner: get('cmi.core.student_id'),
        name: () => get('cmi.core.student_name') };
      rank = RANKS[get(STATUS)] || 0;
      best = parseFloat(get('cmi.core.score.raw'));
      reports = get('cmi.interactions._children') !== '' || !api.error();
      given.count = parseInt(get('cmi.interactions._count'), 10);
      index = Mooc.api.indexes(given.count);
      return Object.assign(given, { first: !rank });
    }

    function interaction(place, report) {
      if (!reports) return;
      const put = (name, value) => set(`cmi.interactions.${index(place)}.${name}`, value);
      put('id', report.q.id);
      put('type', report.q.report.type);
      put('time', time(report.at));
      put('correct_responses.0.pattern', report.q.report.pattern12);
      put('weighting', report.q.points);
      put('student_response', Mooc.marks.response(report.q, report.values, false));
      put('result', report.right ? 'correct' : 'wrong');
      put('latency', span(report.seconds));
    }

    /** Percent, for some LMSs divide by 100 whatever `max` says. Last comes what is asked for at the next visit. */
    function score(fraction) {
      const raw = Math.round(fraction * 10000) / 100;
      if (raw <= best) return;
      set('cmi.core.score.min', 0);
      set('cmi.core.score.max', 100);
      if (set('cmi.core.score.raw', raw)) best = raw;
    }

    function status(now) {
      const done = now.scored ? now.passed && 'passed' : 'completed';
      const word = now.complete && done || 'incomplete';
      if (RANKS[word] > rank && set(STATUS, word)) rank = RANKS[word];
    }

    /** With `seconds` the LMS is asked to store what was set. All that must not be lost is in the data. */
    function save(data, page, seconds) {
      set('cmi.core.exit', 'suspend');
      const done = set('cmi.suspend_data', data);
      set('cmi.core.lesson_location', page);
      if (seconds === undefined) return done;
      set('cmi.core.session_time', span(seconds));
      return api.commit() && done;
    }

    return { start, interaction, score, status, save, finish: api.close };
  }

  Mooc.adapters['1.2'] = { object: 'API', lms };
  Mooc.span12 = span;
})(window.Mooc);
