/** The same work in two windows of one browser. */
import { test, describe } from 'node:test';
import assert from 'node:assert/strict';
import { open, make, quiz, sco } from './page.mjs';
import { Lms12, Lms2004 } from './lms.mjs';

const html = kind => sco({ p1: quiz('q', 'module', [make.single('q_1', { k: 'Q1aaa' }), make.single('q_2', { k: 'Q2aaa' }), make.reflection('q_3', { k: 'Q3aaa' })]), p2: '' }, { api: kind });

/** The channels of one browser. */
function browser() {
  const channels = [];
  return class Channel {
    constructor(name) { this.name = name; channels.push(this); }
    postMessage(data) { channels.filter(each => each !== this && each.name === this.name).forEach(each => each.onmessage({ data })); }
  };
}

async function begin(BroadcastChannel, kind, lms, kept = {}) {
  const prepare = window => {
    Object.assign(window, { BroadcastChannel });
    Object.entries(kept).forEach(([key, text]) => window.localStorage.setItem(key, text));
  };
  const page = open(html(kind), { kind, api: lms && lms.api, prepare });
  await page.settle();
  return page;
}

/** A visit in another window, with what the platform has now. */
const second = lms => Object.assign(lms.next(), { storage: lms.storage });

for (const Lms of [Lms12, Lms2004]) describe(`SCORM ${Lms.kind}`, () => {
  // [fault: the same package in two windows]
  test('the window opened last goes on with the work of the first, which says so and stops', async () => {
    const Channel = browser();
    const [lms, raw] = [new Lms(), Lms.kind === '1.2' ? 'cmi.core.score.raw' : 'cmi.score.raw'];
    const first = await begin(Channel, Lms.kind, lms);
    first.answer('q_1', 'b2');
    await first.settle();
    first.answer('q_3', 'A note');
    first.$('#q-q_3 .mq-status button').click();
    const later = second(lms);
    const other = await begin(Channel, Lms.kind, later);
    assert.match(first.banner, /open in another window/);
    assert.ok(first.$$('.mq-quiz button').every(button => button.disabled) && first.$('[data-mooc=exit]').hidden);
    assert.match(other.status('q_1'), /^Correct/, 'not committed when the other one began');
    assert.equal(other.form('q_3').querySelector('textarea').value, 'A note');
    await other.go('#p2');
    other.answer('q_2', 'b2');
    await other.settle();
    other.$('[data-mooc=exit]').click();
    const calls = lms.calls.length;
    first.hide();
    first.leave();
    await first.settle(20);
    assert.equal(lms.calls.length, calls, 'the first writes no more');
    const kept = later.next();
    assert.equal(kept.values[raw], '100');
    const again = await begin(browser(), Lms.kind, kept);
    for (const id of ['q_1', 'q_2']) assert.match(again.status(id), /^Correct/);
    assert.equal(again.shown, 'p2');
    for (const each of [first, other, again]) {
      assert.deepEqual(each.noise, []);
      each.close();
    }
    assert.deepEqual([...lms.faulty, ...later.faulty, ...kept.faulty], []);
  });

  test('a window that looks back leaves the one at work alone', async () => {
    const Channel = browser();
    const lms = new Lms();
    const first = await begin(Channel, Lms.kind, lms);
    const looking = new Lms({}, { mode: 'review' });
    const other = await begin(Channel, Lms.kind, looking);
    assert.equal(first.banner, '');
    [first, other].forEach(each => each.close());
  });
});

test('a window that wakes late does not undo what was done since', async () => {
  const Channel = browser();
  const lms = new Lms12();
  const page = await begin(Channel, '1.2', lms);
  page.answer('q_1', 'b2');
  page.hide(); // committed
  const stale = await begin(Channel, '1.2', null);
  const { session } = page.window.Mooc;
  const before = session.state;
  assert.equal(session.takeOver(stale.window.Mooc.session.handOver()), false);
  assert.equal(session.state, before);
  [page, stale].forEach(each => each.close());
});

test('without a platform the same', async () => {
  const Channel = browser();
  const first = await begin(Channel, '1.2', null);
  first.answer('q_1', 'b2');
  const other = await begin(Channel, '1.2', null, { ...first.window.localStorage });
  assert.match(first.banner, /open in another window/);
  assert.match(other.status('q_1'), /^Correct/);
  [first, other].forEach(each => each.close());
});
