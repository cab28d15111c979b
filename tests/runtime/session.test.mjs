/** Whole sessions with strict LMSs: the calls as a table, resuming, leaving, and LMSs that misbehave. */
import { test, describe } from 'node:test';
import assert from 'node:assert/strict';
import { make, open, quiz, sco, sources } from './page.mjs';
import { Lms12, Lms2004 } from './lms.mjs';

const PAGES = () => ({
  p1: quiz('m3-module', 'module', [make.single('m3_one', { k: 'Kone1', points: 4 }), make.multiple('m3_many', { k: 'Kman1' })], { tries: 2 }),
  p2: '<p>Text.</p>',
  p3: quiz('m3-more', 'formative', [make.trueFalse('m3_tf', { k: 'Ktf01' })])
});
const html = (api, more = {}) => sco(PAGES(), { api, completion: { pages: 1, quizzes: ['m3-module'] }, ...more });
const KINDS = [['1.2', Lms12], ['2004', Lms2004]];

async function begin(lms, more = {}, options = {}) {
  const page = open(options.html || html(lms.kind, more), { kind: lms.kind, api: lms.api, ...options });
  await page.settle();
  return page;
}

function sound(page, lms) {
  assert.deepEqual(page.noise, []);
  assert.equal(page.window.Mooc.error, undefined);
  if (lms) assert.deepEqual(lms.faulty, []);
  page.close();
}

const FIRST12 = ['Initialize', 'Set cmi.core.lesson_status=incomplete', 'Set cmi.core.exit=suspend', 'Set cmi.suspend_data=…',
  'Set cmi.core.lesson_location=1pppp', 'Set cmi.core.session_time=…', 'Commit'];
const ANSWER12 = ['Set cmi.interactions.0.id=m3_one', 'Set cmi.interactions.0.type=choice', 'Set cmi.interactions.0.time=…',
  'Set cmi.interactions.0.correct_responses.0.pattern=b', 'Set cmi.interactions.0.weighting=4', 'Set cmi.interactions.0.student_response=b',
  'Set cmi.interactions.0.result=correct', 'Set cmi.interactions.0.latency=…', 'Set cmi.core.score.min=0',
  'Set cmi.core.score.max=100', 'Set cmi.core.score.raw=66.66', 'Set cmi.suspend_data=…'];

// [accept 42, 46]
test('SCORM 1.2: first entry, an answer, hidden, left: exactly these calls', async () => {
  const lms = new Lms12();
  const page = await begin(lms);
  assert.deepEqual(lms.take(), FIRST12);
  page.answer('m3_one', 'b2');
  assert.deepEqual(lms.take(), [], 'feedback comes before any call');
  assert.match(page.status('m3_one'), /^Correct\./);
  await page.settle();
  assert.deepEqual(lms.take(), ANSWER12);
  page.hide();
  const timely = () => lms.take().filter(call => !call.includes('suspend_data')); // its time of saving may differ
  assert.deepEqual(timely(), ['Set cmi.core.session_time=…', 'Commit']);
  await page.settle(20); // or the time would be the same, and not be sent again
  page.leave();
  page.leave();
  assert.deepEqual(timely(), ['Set cmi.core.session_time=…', 'Commit', 'Finish']);
  sound(page, lms);
});

// [accept 42, 46]
test('SCORM 2004: the same, with completion, success and progress apart', async () => {
  const lms = new Lms2004();
  const page = await begin(lms);
  assert.deepEqual(lms.take(), ['Initialize', 'Set cmi.progress_measure=0.2', 'Set cmi.completion_status=incomplete', 'Set cmi.exit=suspend',
    'Set cmi.suspend_data=…', 'Set cmi.location=1pppp', 'Set cmi.session_time=…', 'Commit']);
  page.answer('m3_one', 'b2');
  await page.settle();
  assert.deepEqual(lms.take(), ['id=m3_one', 'type=choice', 'timestamp=…', 'correct_responses.0.pattern=b2', 'weighting=4', 'learner_response=b2',
    'result=correct', 'latency=…', 'description=The prompt of m3_one'].map(call => `Set cmi.interactions.0.${call}`)
    .concat(['Set cmi.score.raw=66.66', 'Set cmi.score.min=0', 'Set cmi.score.max=100', 'Set cmi.score.scaled=0.6666', 'Set cmi.progress_measure=0.4', 'Set cmi.suspend_data=…']));
  page.answer('m3_many', ['below', 'seven']);
  await page.settle();
  const calls = lms.take();
  assert.ok(calls.indexOf('Set cmi.score.scaled=1') < calls.indexOf('Set cmi.success_status=passed'), 'score before status');
  assert.ok(!calls.some(call => call.includes('completion_status')));
  await page.go('#p2');
  await page.go('#p3');
  await page.settle();
  assert.deepEqual(lms.take().filter(call => /progress|completion|Commit/.test(call)).slice(-3), ['Set cmi.progress_measure=1', 'Set cmi.completion_status=completed', 'Commit'], 'committed at once');
  await page.settle(20); // as above
  page.leave();
  assert.deepEqual(lms.take().filter(call => !call.includes('suspend_data')), ['Set cmi.session_time=…', 'Commit', 'Finish']);
  sound(page, lms);
});

for (const [kind, Lms] of KINDS) {
  describe(`SCORM ${kind}`, { concurrency: 4 }, () => {
    const STATUS = kind === '1.2' ? 'cmi.core.lesson_status' : 'cmi.completion_status';
    const RAW = kind === '1.2' ? 'cmi.core.score.raw' : 'cmi.score.raw';
    const MODE = kind === '1.2' ? 'cmi.core.lesson_mode' : 'cmi.mode';

    async function finishAll(page) {
      page.answer('m3_one', 'b2').answer('m3_many', ['below', 'seven']);
      await page.go('#p2');
      await page.go('#p3');
      await page.settle();
    }

    // [accept 42]
    test('completes and passes, and never goes back', async () => {
      const lms = new Lms();
      const page = await begin(lms);
      await finishAll(page);
      assert.equal(lms.values[STATUS], kind === '1.2' ? 'passed' : 'completed');
      assert.equal(lms.values[RAW], '100');
      page.leave();
      sound(page, lms);
      const later = lms.next();
      const again = await begin(later);
      await again.go('#p1');
      again.leave();
      assert.deepEqual(later.has(`Set ${STATUS}`).concat(later.has(`Set ${RAW}`)), []);
      sound(again, later);
    });

    test('complete below the pass mark is never failed', async () => {
      const lms = new Lms();
      const page = await begin(lms);
      for (const id of ['m3_one', 'm3_many']) for (let n = 0; n < 2; n++) page.answer(id, id === 'm3_one' ? 'a1' : ['mean']);
      await page.go('#p2');
      await page.go('#p3');
      await page.settle();
      assert.equal(lms.values[STATUS], kind === '1.2' ? 'incomplete' : 'completed');
      assert.equal(lms.values[RAW], '0', 'an answered question may score 0');
      assert.deepEqual(lms.has('failed'), []);
      sound(page, lms);
    });

    test('nothing scored: completed, and no score at all', async () => {
      const lms = new Lms();
      const page = await begin(lms, {}, { html: sco({ p1: quiz('f', 'formative', [make.single('f_q')]), p2: '' }, { api: kind, completion: { pages: 0.5, quizzes: [] } }) });
      page.answer('f_q', 'b2');
      await page.settle();
      assert.equal(lms.values[STATUS], 'completed');
      assert.deepEqual(lms.has('score'), []);
      sound(page, lms);
    });

    test('no score is sent before something scored is answered', async () => {
      const lms = new Lms();
      const page = await begin(lms);
      await page.go('#p3');
      page.answer('m3_tf', 'true');
      await page.settle();
      page.leave();
      assert.deepEqual(lms.has('score'), []);
      sound(page, lms);
    });

    // [accept 39]
    test('resumes page, answers, tries, feedback and option order', async () => {
      const lms = new Lms();
      const shuffled = () => sco({ p1: quiz('q', 'module', [make.single('q_1', { ids: [...'abcdefgh'].map(each => each + each), right: 'aa', k: 'Q1xxx' }), make.ordering('q_2', { k: 'Q2xxx' })],
        { tries: 2, shuffle: 'both' }), p2: quiz('f', 'formative', [make.number('f_1', { k: 'F1xxx' })]) }, { api: kind });
      const order = page => page.$$('#p1 input, #p1 li').map(each => each.value || each.getAttribute('data-item')).join();
      const page = await begin(lms, {}, { html: shuffled() });
      const before = order(page);
      page.answer('q_1', 'bb');
      await page.go('#p2');
      page.answer('f_1', '12,5');
      await page.settle();
      page.leave();
      sound(page, lms);
      const later = lms.next();
      const again = await begin(later, {}, { html: shuffled() });
      assert.equal(again.shown, 'p2');
      assert.equal(order(again), before);
      assert.equal(again.form('f_1').querySelector('input').value, '12,5');
      assert.equal(again.form('q_1').querySelector('input:checked').value, 'bb');
      assert.match(again.status('q_1'), /^Not quite\./);
      assert.match(again.text('#q-q_1 .mq-tries'), /1 try left/);
      again.answer('q_1', 'cc');
      await again.settle();
      assert.match(later.lines.join(), /interactions\.0\.(student|learner)_response=(c|cc),/, 'updated in place');
      assert.equal(again.form('q_1').querySelector('input').disabled, true);
      assert.match(again.status('q_1'), /Right answer: Text aa/);
      again.leave();
      sound(again, later);
    });

    // [accept 40]
    // [fault: the course was republished meanwhile]
    test('an interaction keeps its place when the course is republished', async () => {
      const lms = new Lms();
      const page = await begin(lms);
      page.answer('m3_one', 'b2').answer('m3_many', ['below']);
      await page.settle();
      page.leave();
      sound(page, lms);
      const later = lms.next();
      const pages = { p1: quiz('m3-module', 'module', [make.single('m3_new', { k: 'Knew1' }), make.multiple('m3_many', { k: 'Kman1' })], { tries: 2 }), p2: '', p3: '' };
      const again = await begin(later, {}, { html: sco(pages, { api: kind }) });
      assert.match(again.banner, /updated since your last visit/);
      again.answer('m3_new', 'b2').answer('m3_many', ['seven', 'below']);
      await again.settle();
      assert.ok(later.has('interactions.2.id=m3_new').length && later.has('interactions.1.id=m3_many').length);
      assert.ok(!(Number(later.values[RAW]) < 55), 'the score is not lowered');
      sound(again, later);
    });

    // [accept 44]
    // [fault: the platform forgets interactions]
    test('an LMS that forgets interactions gets them without a gap', async () => {
      const lms = new Lms();
      const page = await begin(lms);
      page.answer('m3_one', 'a1');
      await page.settle();
      page.leave();
      sound(page, lms);
      const later = lms.next({ forgets: ['cmi.interactions'] });
      const again = await begin(later);
      again.answer('m3_many', ['below']).answer('m3_one', 'b2');
      await again.settle();
      assert.ok(later.has('interactions.0.id=m3_many').length || later.has('interactions.1.id=m3_many').length);
      sound(again, later);
    });

    test('an LMS without interactions is not asked for them', async () => {
      const lms = new Lms({}, { without: ['cmi.interactions'] });
      const page = await begin(lms);
      page.answer('m3_one', 'b2');
      await page.settle();
      assert.deepEqual(lms.has('Set cmi.interactions'), []);
      assert.equal(lms.values[RAW], '66.66');
      sound(page, lms);
    });

    for (const mode of ['review', 'browse']) {
      // [accept 45]
      // [fault: review or browse mode]
      test(`${mode} mode writes nothing`, async () => {
        const lms = new Lms({ [MODE]: mode });
        const page = await begin(lms);
        assert.match(page.banner, /Nothing you do now is recorded/);
        page.answer('m3_one', 'b2');
        assert.match(page.status('m3_one'), /^Correct/);
        await page.go('#p2');
        page.hide();
        await page.settle();
        page.leave();
        assert.deepEqual(lms.take(), ['Initialize', 'Finish']);
        sound(page, lms);
      });
    }

    test('no credit: work is kept, status and score are left alone', async () => {
      const lms = new Lms({ [kind === '1.2' ? 'cmi.core.credit' : 'cmi.credit']: 'no-credit' });
      const page = await begin(lms);
      page.answer('m3_one', 'b2');
      await page.settle();
      assert.deepEqual([...lms.has('status='), ...lms.has('score')], []);
      assert.ok(lms.values['cmi.suspend_data'].length > 30);
      sound(page, lms);
    });

    // [accept 34, 44]
    // [fault: the platform answers nothing (Open edX)]
    test('"" for everything but suspend_data: resumes, counts on, goes not back', async () => {
      const lms = new Lms();
      const page = await begin(lms);
      await finishAll(page);
      page.leave();
      sound(page, lms);
      const silent = lms.next({ silent: true });
      const again = await begin(silent);
      await again.go('#p3');
      again.answer('m3_tf', 'true');
      await again.settle();
      assert.deepEqual(silent.has('incomplete'), []);
      assert.ok(silent.has('interactions.2.id=m3_tf').length);
      assert.equal(again.$('[data-mooc=exit]').hidden, false);
      sound(again, silent);
    });

    // [accept 35]
    // [fault: the platform says "false" to a call that worked]
    test('SetValue "false" with error 0 is no failure', async () => {
      const lms = new Lms();
      const [set, error] = kind === '1.2' ? ['LMSSetValue', 'LMSGetLastError'] : ['SetValue', 'GetLastError'];
      const api = { ...lms.api, [set]: (...args) => { lms.api[set](...args); return 'false'; }, [error]: () => '0' };
      const page = await begin(lms, {}, { api });
      page.answer('m3_one', 'b2');
      await page.settle();
      assert.equal(page.banner, '');
      assert.equal(page.state, 'ready');
      sound(page, lms);
    });

    // [accept 37, 42]
    // [fault: what is kept was cut or damaged]
    test('the score never goes down, even when the state is lost', async () => {
      const lms = new Lms({ [RAW]: '90', 'cmi.score.scaled': '0.9', [STATUS]: 'completed', 'cmi.suspend_data': 'damaged!' });
      const page = await begin(lms);
      assert.match(page.banner, /could not be read/);
      page.answer('m3_one', 'b2');
      await page.settle();
      assert.deepEqual([...lms.has('score'), ...lms.has(`${STATUS}=`)], []);
      sound(page, lms);
    });

    // [accept 46]
    test('Save and exit ends once, says so and locks', async () => {
      const lms = new Lms();
      const page = await begin(lms);
      page.answer('m3_one', 'b2');
      page.$('[data-mooc=exit]').click();
      assert.match(page.banner, /You may close this window/);
      assert.equal(page.state, 'closed');
      assert.equal(page.document.activeElement, page.$('[data-mooc=banner]'));
      assert.ok(page.$$('.mq-quiz button').every(button => button.disabled));
      page.leave();
      page.hide();
      await page.settle();
      assert.equal(lms.has('Finish').length, 1);
      assert.equal(lms.lines[lms.lines.length - 1], 'Finish', 'nothing after it');
      assert.ok(lms.has('interactions.0.id').length, 'what was just answered is saved');
      sound(page, lms);
    });

    // [accept 46]
    // [fault: the page comes back from the browser's cache]
    test('the back/forward cache does not end the session', async () => {
      const lms = new Lms();
      const page = await begin(lms);
      page.leave(true);
      assert.deepEqual(lms.has('Finish'), []);
      page.answer('m3_one', 'b2');
      await page.settle();
      assert.equal(lms.values[RAW], '66.66');
      sound(page, lms);
    });

    test('a window in which nothing was done, left later, does not take the place of newer work', async () => {
      const lms = new Lms();
      const page = await begin(lms);
      lms.take();
      const { state } = page.window.Mooc;
      const later = state.now() + 600;
      state.now = () => later;
      page.hide();
      page.leave();
      assert.deepEqual(lms.take().filter(call => !call.includes('session_time')), ['Commit', 'Commit', 'Finish']);
      sound(page, lms);
    });

    // [accept 48]
    test('one commit a minute at most while answering', async () => {
      const lms = new Lms();
      const page = await begin(lms);
      page.answer('m3_one', 'a1');
      await page.settle();
      page.answer('m3_one', 'b2');
      await page.settle();
      page.answer('m3_many', ['below']);
      await page.settle();
      assert.equal(lms.has('Commit').length, 1);
      sound(page, lms);
    });

    // [accept 32]
    // [fault: the platform refuses to store]
    test('a Commit that fails: a banner, tries again, nothing lost', async t => {
      const lms = new Lms();
      const page = await begin(lms);
      lms.faults.commit = 2;
      page.answer('m3_one', 'b2');
      page.hide();
      assert.match(page.banner, /not saved yet/);
      assert.equal(page.state, 'offline');
      assert.match(page.text('[data-mooc=saved]'), /Not saved/);
      page.$$('[data-mooc=banner] button')[0].click();
      assert.match(page.banner, /not saved yet/);
      page.$$('[data-mooc=banner] button')[0].click();
      assert.equal(page.banner, '');
      assert.equal(page.state, 'ready');
      assert.equal(page.text('[data-mooc=saved]'), 'Saved');
      page.leave();
      assert.ok(lms.has('Commit failed').length === 2 && lms.values[RAW] === '66.66');
      sound(page, lms);
    });

    // [fault: the platform's API throws]
    test('a Commit that throws never reaches the learner', async () => {
      const lms = new Lms({}, { throws: ['Commit'] });
      const page = await begin(lms);
      page.answer('m3_one', 'b2');
      await page.settle();
      assert.match(page.status('m3_one'), /^Correct/);
      page.leave();
      assert.equal(lms.has('Finish').length, 1);
      sound(page, lms);
    });

    // [accept 31]
    // [fault: the session is open already]
    test('Initialize already done goes on', async () => {
      const lms = new Lms({}, { initialized: true });
      const page = await begin(lms);
      assert.equal(page.state, 'ready');
      assert.ok(lms.has(`Set ${STATUS}=incomplete`).length);
      assert.deepEqual(lms.faulty, [`Initialize  → ${kind === '1.2' ? 101 : 103}`]);
      sound(page);
    });

    // [accept 49]
    // [fault: the browser or the computer dies]
    test('what was not committed is taken from this tab\'s own copy', async () => {
      const lms = new Lms();
      let kept;
      const page = await begin(lms);
      page.answer('m3_one', 'b2');
      await page.settle();
      kept = Object.entries(page.window.sessionStorage);
      assert.equal(kept.length, 1);
      page.close();
      const forgot = new Lms();
      const prepare = window => kept.forEach(([name, text]) => window.sessionStorage.setItem(name, text));
      const again = await begin(forgot, {}, { prepare });
      assert.match(again.status('m3_one'), /^Correct/);
      again.$('[data-mooc=exit]').click();
      assert.equal(again.window.sessionStorage.length, 0, 'removed once it is saved');
      const other = new Lms({ 'cmi.core.student_id': 'bob', 'cmi.learner_id': 'bob' });
      const bob = await begin(other, {}, { prepare });
      assert.equal(bob.status('m3_one'), '', 'another learner sees nothing of it');
      [again, bob].forEach(each => sound(each));
    });
  });
}

describe('without an LMS', { concurrency: 4 }, () => {
  // [accept 26]
  // [fault: no platform]
  test('says so, works, and keeps answers in the browser', async () => {
    const page = open(html('1.2'));
    await page.settle();
    assert.match(page.banner, /not connected to a learning system/);
    page.answer('m3_one', 'b2');
    await page.settle();
    const stored = page.window.localStorage.getItem('mooc:qi:m3');
    page.close();
    const again = open(html('1.2'), { prepare: window => window.localStorage.setItem('mooc:qi:m3', stored) });
    await again.settle();
    assert.match(again.status('m3_one'), /^Correct/);
    assert.equal(again.$('[data-mooc=exit]').hidden, true);
    sound(again);
  });

  // [accept 38]
  // [fault: the browser keeps nothing]
  test('storage that throws', async () => {
    const refuse = { configurable: true, get() { throw new Error('SecurityError'); } };
    const prepare = window => ['localStorage', 'sessionStorage'].forEach(name => Object.defineProperty(window, name, refuse));
    const page = open(html('1.2'), { prepare });
    await page.settle();
    assert.match(page.banner, /this browser keeps nothing/);
    page.answer('m3_one', 'b2');
    await page.settle();
    sound(page);
    const lms = new Lms12();
    const recorded = await begin(lms, {}, { prepare });
    recorded.answer('m3_one', 'b2');
    recorded.leave();
    sound(recorded, lms);
  });

  // [accept 30]
  // [fault: the platform refuses to begin]
  test('Initialize that always fails: the package works by itself', async () => {
    const lms = new Lms12();
    const api = { ...lms.api, LMSInitialize: () => { lms.code = 101; return 'false'; }, LMSGetValue: () => '' };
    const prepare = window => {
      const { now } = window.Date;
      const start = now();
      window.Date.now = () => start + 20 * (now() - start); // it asks for ten seconds
    };
    const page = await begin(lms, {}, { api, prepare, wait: 2600 });
    assert.match(page.banner, /not connected to a learning system/);
    page.answer('m3_one', 'b2');
    await page.settle();
    assert.match(page.status('m3_one'), /^Correct/);
    assert.ok(page.window.localStorage.getItem('mooc:qi:m3'));
    assert.deepEqual(lms.has('Set'), []);
    sound(page);
  });

  // [accept 27]
  // [fault: the platform comes late]
  test('an API that comes 2 s late in the parent is used', async () => {
    const lms = new Lms12();
    const prepare = window => {
      const parent = {};
      Object.defineProperty(window, 'parent', { get: () => parent });
      setTimeout(() => { parent.API = lms.api; }, 2000);
    };
    const page = open(html('1.2'), { prepare });
    await page.settle(500);
    assert.equal(page.banner, '');
    await page.settle(2000);
    assert.equal(lms.values['cmi.core.lesson_status'], 'incomplete');
    page.answer('m3_one', 'b2');
    await page.settle();
    assert.equal(lms.values['cmi.core.score.raw'], '66.66');
    sound(page, lms);
  });

  // [fault: the platform refuses to begin for some seconds]
  test('Initialize that fails for a while is asked again', async () => {
    const lms = new Lms12({}, { initialize: 2 });
    const page = await begin(lms);
    assert.equal(page.state, 'ready');
    assert.equal(page.banner, '');
    assert.equal(lms.values['cmi.core.lesson_status'], 'incomplete');
    assert.deepEqual(lms.faulty, Array(2).fill('GetValue cmi.core.lesson_status → 301'), 'asked, for 101 may mean that it was begun already');
    sound(page);
  });
});

describe('finding the API', () => {
  const search = (tree, name = 'API') => {
    const window = {};
    new Function('window', 'module', sources('text', 'api'))(Object.assign(window, tree), undefined);
    return window.Mooc.api.find(name);
  };

  // [accept 28, 29]
  // [fault: both editions' APIs are there]
  test('in the own window, a parent, an opener and its parents; the nearest', () => {
    const api = { LMSInitialize() {} };
    const nest = (inner, depth) => Array.from({ length: depth }).reduce(parent => ({ parent }), inner);
    assert.equal(search({ API: api }), api);
    assert.equal(search({ parent: nest({ API: api }, 400) }), api);
    assert.equal(search({ opener: nest({ API: api }, 3) }), api);
    assert.equal(search({ parent: { opener: { API: api } } }), api);
    assert.equal(search({ parent: nest({ API: api }, 600) }), null);
    assert.equal(search({ API_1484_11: api }), null, 'only the declared version');
  });

  // [accept 28]
  test('a frame of another origin does not stop it, a named element is none, a loop ends', () => {
    const api = {};
    const foreign = new Proxy({ parent: { API: api } }, { get(target, name) { if (name !== 'parent') throw new Error('SecurityError'); return target[name]; } });
    assert.equal(search({ parent: foreign }), api);
    assert.equal(search({ API: { nodeType: 1 }, parent: { API: api } }), api);
    const own = {};
    own.parent = own;
    assert.equal(search({ parent: own }), null);
  });
});

test('while the LMS fails, answers do not make it fail more often', async () => {
  const lms = new Lms12();
  const page = await begin(lms);
  lms.faults.commit = 99;
  page.hide();
  page.answer('m3_one', 'a1');
  await page.settle();
  page.answer('m3_one', 'b2');
  await page.settle();
  assert.equal(lms.has('Commit failed').length, 1);
  assert.equal(lms.values['cmi.core.score.raw'], '66.66', 'but they are set');
  page.leave();
  assert.equal(page.state, 'closed');
  assert.equal(page.window.sessionStorage.length, 1, 'the copy stays when saving is not confirmed');
  sound(page, lms);
});

// [accept 33]
test('a slow LMS does not hold up feedback', async () => {
  const lms = new Lms12({}, { slow: 10 });
  const page = await begin(lms);
  const before = lms.calls.length;
  page.answer('m3_one', 'b2');
  assert.equal(lms.calls.length, before, 'nothing is asked of it before');
  assert.match(page.status('m3_one'), /^Correct/);
  await page.settle();
  sound(page, lms);
});

test('the strings of the interactions that are sent are those of the rules, for every type', async () => {
  for (const Lms of [Lms12, Lms2004]) {
    const lms = new Lms();
    const all = [make.single('t_1'), make.trueFalse('t_2'), make.multiple('t_3'), make.number('t_4'), make.fillIn('t_5'), make.matching('t_6'), make.ordering('t_7'), make.scenario('t_8')];
    const page = await begin(lms, {}, { html: sco({ p1: quiz('t', 'module', all) }, { api: lms.kind }) });
    page.answer('t_1', 'a1').answer('t_2', 'false').answer('t_3', ['two', 'mean']).answer('t_4', '-1 240,5').answer('t_5', { 't_5.cause': '  Ŵ, x ', 't_5.middle': 'o1' })
      .answer('t_6', { 't_6.missing': 'process', 't_6.photo': 'process', 't_6.slip': 'outcome' }).answer('t_7', {}).answer('t_8', { 't_8.d1': 'c' });
    await page.settle();
    const sent = name => Array.from({ length: 8 }, (_, i) => lms.values[`cmi.interactions.${i}.${name}`]);
    const wrong = lms.kind === '1.2' ? 'wrong' : 'incorrect';
    assert.deepEqual(sent('result'), Array(8).fill(wrong));
    assert.deepEqual(sent(lms.kind === '1.2' ? 'student_response' : 'learner_response'), lms.kind === '1.2'
      ? ['a', 'f', 'b,d', '-1240.5', 'Ŵ, x,mean', '1.b,2.b,3.a', 'b,a,d,c', '1.c']
      : ['a1', 'false', 'mean[,]two', '-1240.5', 'Ŵ, x[,]mean', 'missing[.]process[,]photo[.]process[,]slip[.]outcome', 'plot[,]define[,]limits[,]mean', 'd1[.]c']);
    const spoilt = lms.kind === '1.2' ? ['cmi.interactions.4.student_response: not ASCII: some platforms spoil it'] : [];
    assert.deepEqual(lms.faulty, spoilt, 'a learner may write Welsh');
    sound(page);
  }
});
