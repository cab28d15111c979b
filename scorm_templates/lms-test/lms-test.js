/**
 * Tries what a platform does, and writes it down as lines of plain text. What is found on the first
 * visit, and each event of its end, is kept in suspend_data; the second visit tells what of it arrived.
 */
(function () {
  'use strict';
  const MARK = 'lms-test 1';
  const PATIENCE = 5000;
  const LENGTHS = [1000, 4000, 4096, 8000, 32000, 64000, 70000];
  const ENDS = ['visibilitychange', 'beforeunload', 'pagehide', 'unload'];
  const V12 = { object: 'API', prefix: 'LMS', last: 'Finish', cmi: 'cmi.core.', status: 'cmi.core.lesson_status', exit: 'cmi.core.exit', time: 'cmi.core.session_time',
    times: ['00:00:05', '0000:00:05.25'], reads: ['cmi.core.lesson_mode', 'cmi.core.credit', 'cmi.core.entry', 'cmi.core.lesson_status', 'cmi.core.score.raw', 'cmi.core._children', 'cmi.interactions._children', 'cmi.student_data.mastery_score'],
    stamp: 'time', stamps: ['12:34:56', '12:34:56.78'], response: 'student_response', wrong: 'wrong', fixed: 'cmi.core.credit', number: 'cmi.core.score.raw',
    answers: { 'true-false': 't', choice: 'a,b', 'fill-in': 'word', matching: '1.a,2.b', performance: '1.a', sequencing: 'a,b', likert: 'a', numeric: '1.5' } };
  const V2004 = { object: 'API_1484_11', prefix: '', last: 'Terminate', cmi: 'cmi.', status: 'cmi.completion_status', exit: 'cmi.exit', time: 'cmi.session_time',
    times: ['PT5S', 'PT5.25S', 'P0Y0M0DT0H0M5S'], reads: ['cmi.mode', 'cmi.credit', 'cmi.entry', 'cmi.completion_status', 'cmi.success_status', 'cmi.score.scaled', 'cmi.score._children', 'cmi.interactions._children', 'cmi.scaled_passing_score'],
    stamp: 'timestamp', stamps: ['2026-01-31T12:34:56', '2026-01-31T12:34:56.7Z', '2026-01-31T12:34:56+01:00'], response: 'learner_response', wrong: 'incorrect', fixed: 'cmi.credit', number: 'cmi.score.scaled',
    answers: { 'true-false': 'true', choice: 'a[,]b', 'fill-in': 'word', 'long-fill-in': 'some words', matching: '1[.]a[,]2[.]b', performance: '1[.]a', sequencing: 'a[,]b', likert: 'a', numeric: '1.5', other: 'x' } };

  /** @returns {any} */
  const part = id => document.getElementById(id);
  const ascii = text => String(text).replace(/[^\x20-\x7e]/g, '?').slice(0, 200);
  const lines = [];
  const say = (name, value) => lines.push(`${name}: ${ascii(value)}`);
  const show = state => {
    part('results').value = lines.join('\n');
    part('download').href = URL.createObjectURL(new Blob([lines.join('\n') + '\n'], { type: 'text/plain' }));
    part('state').textContent = state;
  };

  function attempt(use) {
    try { return use(); } catch (e) { return `threw ${e.name}`; }
  }

  /* Where it is: windows, storage, policy. */

  function search(start, name, place) {
    for (let win = start, depth = 0; win && depth < 500; depth++) {
      try {
        if (win[name] && !win[name].nodeType) return { api: win[name], where: `${place}frames up ${depth}` };
        if (win === win.parent) return null;
        win = win.parent;
      } catch (e) { return null; }
    }
    return null;
  }

  function find(version) {
    const opener = attempt(() => window.opener);
    return search(window, version.object, '') || opener && search(opener, version.object, 'opener, ');
  }

  function depth() {
    let count = 0;
    /** @type {any} */
    let win = window;
    for (; win !== win.parent && count < 500; win = win.parent) count++;
    return count;
  }

  const store = name => attempt(() => {
    /** @type {any} */
    const kept = window[name];
    kept.setItem(MARK, 'x');
    const there = kept.getItem(MARK) === 'x';
    kept.removeItem(MARK);
    return there ? 'works' : 'forgets';
  });

  /** Whether what a page adds to itself inside its document is allowed: a policy may forbid it. */
  function inline(tag, text) {
    const node = document.createElement(tag);
    node.textContent = text;
    document.head.append(node);
    node.remove();
    return document.documentElement.dataset[tag] === 'yes' ? 'allowed' : 'refused';
  }

  function surroundings() {
    const { permissionsPolicy, featurePolicy } = /** @type {any} */ (document);
    const policy = permissionsPolicy || featurePolicy;
    say('browser', navigator.userAgent);
    say('frames above', depth());
    say('top window', attempt(() => window.top.location.host) === location.host ? 'same host' : 'another host');
    say('opened by a window', attempt(() => Boolean(window.opener)) === true ? 'yes' : 'no');
    say('sandbox without origin', window.origin === 'null' ? 'yes' : 'no');
    say('size', `${innerWidth} x ${innerHeight}`);
    say('address', location.protocol);
    say('localStorage', store('localStorage'));
    say('sessionStorage', store('sessionStorage'));
    say('script inside the page', inline('script', 'document.documentElement.dataset.script = "yes"'));
    say('unload', policy && policy.allowsFeature ? (policy.allowsFeature('unload') ? 'allowed' : 'blocked by policy') : 'not told');
  }

  /* What it answers. */

  function talk(version, api) {
    const call = (method, ...args) => attempt(() => String(api[version.prefix + method](...args)));
    const error = () => call('GetLastError');
    const timed = (method, ...args) => {
      const since = performance.now();
      const answer = call(method, ...args);
      return `${answer}, error ${error()}, ${Math.round(performance.now() - since)} ms`;
    };
    const set = (name, value) => `${call('SetValue', name, value)}, error ${error()}`;
    return { call, error, timed, set, get: name => call('GetValue', name) };
  }

  /** Setting it, and what is read back. */
  function keeps(lms, name, value) {
    const answer = lms.set(name, value);
    const read = lms.get(name);
    return `set ${answer}; read ${read === value ? 'the same' : `${read.length} characters, ${value.startsWith(read) ? 'cut' : 'different'}`}`;
  }

  function values(version, lms) {
    version.reads.forEach(name => say(`get ${name}`, `"${lms.get(name)}", error ${lms.error()}`));
    const id = lms.get(version.cmi + (version === V12 ? 'student_id' : 'learner_id'));
    say('learner id', /^(threw.*|undefined|null)?$/.test(id) ? 'not given' : 'given, not written down');
    say('get unknown', `"${lms.get('cmi.nothing')}", error ${lms.error()}`);
    say('set read-only', lms.set(version.fixed, 'credit'));
    say('set a word as number', lms.set(version.number, 'word'));
    say('set a wrong status', lms.set(version.status, 'word'));
    say('set incomplete', lms.set(version.status, 'incomplete'));
    say('set suspend', lms.set(version.exit, 'suspend'));
    version.times.forEach(text => say(`session time ${text}`, lms.set(version.time, text)));
    LENGTHS.forEach(length => say(`suspend_data of ${length}`, keeps(lms, 'cmi.suspend_data', 'x'.repeat(length))));
    say('suspend_data with <&"\'>', keeps(lms, 'cmi.suspend_data', 'a<b>&amp;"\'%20+~'));
    say('suspend_data with letters of Welsh', keeps(lms, 'cmi.suspend_data', '\u0175\u0177\n\t'));
  }

  function interactions(version, lms) {
    const first = Number(lms.get('cmi.interactions._count')) || 0;
    say('interactions before', `"${lms.get('cmi.interactions._count')}"`);
    Object.keys(version.answers).forEach((type, i) => {
      const at = `cmi.interactions.${first + i}.`;
      const parts = [['id', `test_${type.replace('-', '_')}`], ['type', type], [version.response, version.answers[type]], ['result', version.wrong]];
      const refused = parts.filter(([name, value]) => !/^true, error 0$/.test(lms.set(at + name, value)));
      say(`interaction ${type}`, refused.length ? `refused: ${refused.map(([name]) => name).join(' ')}, error ${lms.error()}` : 'accepted');
    });
    version.stamps.forEach(text => say(`time ${text}`, lms.set(`cmi.interactions.${first}.${version.stamp}`, text)));
    say('interactions after', `"${lms.get('cmi.interactions._count')}"`);
  }

  /* The two visits. */

  function begin(version, lms) {
    values(version, lms);
    interactions(version, lms);
    for (let i = 1; i <= 3; i++) say(`commit ${i}`, lms.timed('Commit', ''));
    const kept = [MARK, lines.join('|'), ''].join('\n');
    lms.set('cmi.suspend_data', kept.slice(0, 3900));
    lms.timed('Commit', '');
    const ended = [];
    const end = event => {
      if (event.type === 'visibilitychange' && document.visibilityState !== 'hidden') return;
      ended.push(event.type);
      lms.set('cmi.suspend_data', [MARK, lines.join('|').slice(0, 3800), ended.join(' ')].join('\n'));
      lms.call('Commit', '');
    };
    ENDS.forEach(name => (name === 'visibilitychange' ? document : window).addEventListener(name, end));
    part('first').setAttribute('aria-current', 'step');
    show('First visit done. Now close this tab by its own cross, and open the package once more.');
  }

  function comeBack(version, lms, kept) {
    const [, before, ended = ''] = kept.split('\n');
    lines.push('', 'FIRST VISIT', ...before.split('|'));
    lines.unshift('SECOND VISIT');
    say('events of the end that arrived', ended || 'none');
    say('set completed', lms.set(version.status, 'completed'));
    lms.set(version.exit, version === V12 ? '' : 'normal');
    say('last commit', lms.timed('Commit', ''));
    say('end', lms.timed(version.last, ''));
    part('second').setAttribute('aria-current', 'step');
    show('Done. Copy the results, or download them. You may then close this window.');
  }

  function start(version, found, waited) {
    const lms = talk(version, found.api);
    say('API', `${version.object}, ${found.where}, after ${waited} ms`);
    say('get before Initialize', `"${lms.get('cmi.suspend_data').length} characters", error ${lms.error()}`);
    say('Initialize', lms.timed('Initialize', ''));
    say('Initialize again', lms.timed('Initialize', ''));
    const kept = lms.get('cmi.suspend_data');
    if (kept.startsWith(MARK)) return comeBack(version, lms, kept);
    return begin(version, lms);
  }

  function none() {
    say('API', `not found in ${PATIENCE} ms`);
    show('No platform was found: open this package from one. The results below say what could be seen.');
  }

  function connect(since) {
    const versions = [document.documentElement.dataset.version === '2004' ? V2004 : V12, V12, V2004];
    const version = versions.find(find);
    const waited = Date.now() - since;
    if (version) return start(version, find(version), waited);
    if (waited > PATIENCE) return none();
    return setTimeout(connect, 100, since);
  }

  function copy() {
    const box = part('results');
    const done = () => { part('state').textContent = 'Copied.'; };
    const byHand = () => {
      box.select();
      part('state').textContent = attempt(() => document.execCommand('copy')) === true ? 'Copied.' : 'Press Ctrl and C to copy.';
    };
    if (navigator.clipboard) navigator.clipboard.writeText(box.value).then(done, byHand);
    else byHand();
  }

  document.addEventListener('DOMContentLoaded', () => {
    say('test', MARK);
    surroundings();
    part('copy').addEventListener('click', copy);
    connect(Date.now());
  });
})();
