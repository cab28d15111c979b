/** How often a platform is asked to store, and that feedback never waits for it. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { make, quiz, sco } from './page.mjs';
import { Lms12, Lms2004 } from './lms.mjs';
import { Sitting } from './sitting.mjs';

const PAGES = Array.from({ length: 10 }, (_, page) => `p${page}`);
const ids = page => Array.from({ length: 4 }, (_, i) => `${page}_${i}`);
const html = kind => sco(Object.fromEntries(PAGES.map(page => [page, quiz(page, 'module', ids(page).map(id => make.single(id, { k: `${id}xx`.replace('_', '') })))])),
  { api: kind, completion: { pages: 1, quizzes: PAGES } });

/** Forty questions on ten pages, one after so many seconds. */
async function forty(lms, seconds) {
  const sitting = await Sitting.begin(lms, { html: html(lms.kind), wait: 1000 });
  for (const page of PAGES) {
    sitting.go(page);
    for (const id of ids(page)) {
      sitting.clock.run(seconds * 1000);
      sitting.page.answer(id, 'b2');
    }
  }
  sitting.clock.run(1000);
  sitting.leave();
  assert.deepEqual([...sitting.page.noise, ...lms.faulty], []);
  sitting.page.close();
  return { commits: lms.has('Commit').length, minutes: sitting.session.spent / 60000 };
}

// [accept 48]
test('40 questions: a commit a minute at most, and one each for begin, completion and exit', async () => {
  for (const [Lms, seconds] of [[Lms12, 20], [Lms2004, 2]]) {
    const { commits, minutes } = await forty(new Lms(), seconds);
    console.log(`SCORM ${Lms.kind}: 40 answers, one each ${seconds} s: ${commits} commits in ${minutes.toFixed(1)} minutes`);
    assert.ok(commits <= 3 + Math.floor(minutes), `${commits} commits in ${minutes} minutes`);
  }
});

// [accept 33]
// [fault: each call blocks for seconds]
test('feedback is painted before the platform hears of the answer', async () => {
  const lms = new Lms12();
  const order = [];
  const api = { ...lms.api, LMSSetValue: (...args) => { order.push('set'); return lms.api.LMSSetValue(...args); }, LMSCommit: text => { order.push('commit'); return lms.api.LMSCommit(text); } };
  const sitting = await Sitting.begin(lms, { api, html: html('1.2'), wait: 1000 });
  sitting.clock.run(61000); // so that a commit is due
  order.length = 0;
  sitting.page.answer('p0_0', 'b2');
  if (sitting.page.status('p0_0')) order.push('feedback');
  sitting.page.window.requestAnimationFrame(() => order.push('painted'));
  sitting.clock.run(1000);
  assert.deepEqual(order.slice(0, 3), ['feedback', 'painted', 'set']);
  assert.equal(order.filter(each => each === 'commit').length, 1);
  assert.equal(order[order.length - 1], 'commit');
  sitting.page.close();
});

// [fault: the computer sleeps for eight hours]
test('after a sleep of eight hours: one commit, and a time that the platform takes', async () => {
  for (const Lms of [Lms12, Lms2004]) {
    const lms = new Lms();
    const sitting = await Sitting.begin(lms, { html: html(lms.kind), wait: 1000 });
    sitting.page.answer('p0_0', 'b2');
    sitting.clock.run(1000);
    const before = lms.has('Commit').length;
    sitting.clock.sleep(8 * 3600000);
    assert.equal(lms.has('Commit').length, before + 1, 'what was due');
    sitting.page.answer('p0_1', 'b2');
    sitting.clock.run(30000);
    sitting.page.answer('p0_2', 'b2');
    sitting.clock.run(30000);
    assert.ok(lms.has('Commit').length <= before + 3);
    sitting.leave();
    const said = lms.has('session_time').pop();
    assert.match(said, Lms === Lms12 ? /=0000:31:/ : /=PT0H31M/, 'of the sleep half an hour counts');
    assert.deepEqual(lms.faulty, []);
    sitting.page.close();
  }
});

// [fault: the clock of the computer is set back]
test('a clock that is set back an hour: saving goes on, no time is below nothing', async () => {
  for (const Lms of [Lms12, Lms2004]) {
    const lms = new Lms();
    const sitting = await Sitting.begin(lms, { html: html(lms.kind), wait: 1000 });
    sitting.clock.now -= 3600000;
    sitting.page.answer('p0_0', 'b2');
    sitting.clock.run(1000);
    sitting.page.hide();
    sitting.leave();
    assert.deepEqual(lms.faulty, []);
    assert.equal(lms.next().values[Lms === Lms12 ? 'cmi.core.score.raw' : 'cmi.score.raw'], '2.5');
    sitting.page.close();
  }
});
