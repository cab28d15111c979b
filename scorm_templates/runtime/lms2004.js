/** SCORM 2004, 3rd and 4th Edition (RTE book, and the patterns by which Moodle refuses values). */
(function (Mooc) {
  'use strict';
  const COMPLETION = 'cmi.completion_status';
  const SUCCESS = 'cmi.success_status';

  /** At most two decimals. */
  function span(seconds) {
    const minutes = Math.floor(seconds / 60);
    return `PT${Math.floor(minutes / 60)}H${minutes % 60}M${Math.round((seconds - minutes * 60) * 100) / 100}S`;
  }

  /** A zone may only follow a fraction, of at most two digits. */
  const time = date => date.toISOString().slice(0, 19) + '.0Z';
  const number = text => parseFloat(text);

  function lms(found) {
    const api = Mooc.api.make(found, '', 'Terminate');
    const { get, set } = api;
    let index, reports, completion, success, best, progress;

    function start() {
      if (!api.open(COMPLETION)) return null;
      const given = { mode: get('cmi.mode'), graded: get('cmi.credit') !== 'no-credit',
        data: get('cmi.suspend_data'), learner: get('cmi.learner_id'),
        name: () => get('cmi.learner_name') };
      completion = get(COMPLETION);
      success = get(SUCCESS);
      best = number(get('cmi.score.scaled'));
      progress = number(get('cmi.progress_measure'));
      reports = get('cmi.interactions._children') !== '' || !api.error();
      given.count = parseInt(get('cmi.interactions._count'), 10);
      index = Mooc.api.indexes(given.count);
      return Object.assign(given, { first: !/completed|incomplete/.test(completion) });
    }

    function interaction(place, report) {
      if (!reports) return;
      const put = (name, value) => set(`cmi.interactions.${index(place)}.${name}`, value);
      put('id', report.q.id);
      put('type', report.q.report.type);
      put('timestamp', time(report.at));
      put('correct_responses.0.pattern', report.q.report.pattern2004);
      put('weighting', report.q.points);
      put('learner_response', Mooc.marks.response(report.q, report.values, true));
      put('result', report.right ? 'correct' : 'incorrect');
      put('latency', span(report.seconds));
      put('description', report.q.report.text.slice(0, 250));
    }

    /** Last comes what is asked for at the next visit: after a crash in between all is set again. */
    function score(fraction) {
      if (fraction <= best) return;
      set('cmi.score.raw', Math.round(fraction * 10000) / 100);
      set('cmi.score.min', 0);
      set('cmi.score.max', 100);
      if (set('cmi.score.scaled', fraction)) best = fraction;
    }

    function status(now) {
      if (!(now.progress <= progress) && set('cmi.progress_measure', now.progress)) progress = now.progress;
      if (now.scored && now.passed && success !== 'passed' && set(SUCCESS, 'passed')) success = 'passed';
      const word = now.complete ? 'completed' : 'incomplete';
      if (completion !== 'completed' && completion !== word && set(COMPLETION, word)) completion = word;
    }

    /** With `seconds` the LMS is asked to store what was set. All that must not be lost is in the data. */
    function save(data, page, seconds) {
      set('cmi.exit', 'suspend');
      const done = set('cmi.suspend_data', data);
      set('cmi.location', page);
      if (seconds === undefined) return done;
      set('cmi.session_time', span(seconds));
      return api.commit() && done;
    }

    return { start, interaction, score, status, save, finish: api.close };
  }

  Mooc.adapters['2004'] = { object: 'API_1484_11', lms };
  Mooc.span2004 = span;
})(window.Mooc);
