/** Platforms and browsers that fail, each in its way, and what the learner sees and keeps. */
import { test, describe } from 'node:test';
import assert from 'node:assert/strict';
import { make, open, quiz, sco } from './page.mjs';
import { Clock } from './clock.mjs';
import { Lms12, Lms2004 } from './lms.mjs';
import { Sitting } from './sitting.mjs';

const html = kind => sco({ p1: quiz('q', 'module', [make.single('q_1', { k: 'Q1aaa' }), make.single('q_2', { k: 'Q2aaa' }), make.reflection('q_3', { k: 'Q3aaa' })]), p2: '' }, { api: kind });
const begin = (lms, more = {}) => Sitting.begin(lms, { html: html(lms.kind), wait: 1000, ...more });
const saved = page => page.text('[data-mooc=saved]');

function sound({ page }, lms) {
  assert.deepEqual(page.noise, []);
  assert.equal(page.window.Mooc.error, undefined);
  if (lms) assert.deepEqual(lms.faulty, []);
  page.close();
}

for (const Lms of [Lms12, Lms2004]) describe(`SCORM ${Lms.kind}`, () => {
  const RAW = Lms.kind === '1.2' ? 'cmi.core.score.raw' : 'cmi.score.raw';
  const SCORE = Lms.kind === '1.2' ? 'cmi.core.score' : 'cmi.score';

  // [fault: no network for a while]
  test('offline for ten minutes: the learner sees it and goes on; then all of it is sent', async () => {
    const lms = new Lms();
    const sitting = await begin(lms);
    const { page, clock } = sitting;
    assert.equal(saved(page), 'Saved');
    Object.assign(lms.faults, { refuse: ['cmi'], commit: Infinity });
    page.answer('q_1', 'b2');
    assert.equal(saved(page), '', 'not before it is stored');
    clock.run(1000);
    assert.match(page.banner, /not saved yet/);
    assert.equal(saved(page), 'Not saved yet');
    clock.run(300000);
    page.answer('q_2', 'b2');
    clock.run(300000);
    assert.ok(lms.has('Commit failed').length < 20, 'asked less and less often');
    Object.assign(lms.faults, { refuse: [], commit: 0 });
    clock.run(64000);
    assert.deepEqual([page.banner, saved(page)], ['', 'Saved']);
    const kept = lms.next();
    assert.equal(kept.values[RAW], '100');
    assert.deepEqual([0, 1].map(n => kept.values[`cmi.interactions.${n}.id`]), ['q_1', 'q_2']);
    sound(sitting, lms);
  });

  // [fault: the platform refuses one element]
  test('a platform without scores, interactions or bookmarks: the answers are kept, and nobody is alarmed', async () => {
    for (const part of [SCORE, 'cmi.interactions', 'cmi.core.lesson_location', 'cmi.location', 'cmi.core.exit', 'cmi.progress_measure', 'cmi.core.session_time', 'cmi.session_time']) {
      const lms = new Lms({}, { refuse: [part] });
      const sitting = await begin(lms);
      sitting.page.answer('q_1', 'b2');
      sitting.leave();
      assert.match(sitting.page.banner, /Your work is saved/, part);
      const again = await begin(lms.next());
      assert.match(again.page.status('q_1'), /^Correct/, part);
      sound(sitting, lms);
      sound(again);
    }
  });

  // [fault: the platform refuses one element]
  test('a platform that refuses the data itself: the learner is told, and this tab keeps it', async () => {
    const lms = new Lms({}, { refuse: ['cmi.suspend_data'] });
    const sitting = await begin(lms);
    sitting.page.answer('q_1', 'b2');
    sitting.leave();
    assert.match(sitting.page.banner, /not saved yet/);
    assert.equal(sitting.session.ended, undefined, 'not left: there is still a way to save');
    const again = await begin(lms.next(), { kept: { ...sitting.page.window.sessionStorage } });
    assert.match(again.page.status('q_1'), /^Correct/);
    sound(sitting, lms);
    sound(again);
  });

  // [accept 36]
  // [fault: what is kept was cut or damaged]
  test('data that the platform cuts at any length: no error, and the learner can go on', async () => {
    const lms = new Lms();
    const sitting = await begin(lms);
    sitting.page.answer('q_1', 'b2').answer('q_2', 'b2');
    sitting.leave();
    const whole = lms.values['cmi.suspend_data'];
    for (let length = 0; length < whole.length; length += 3) {
      const cut = lms.next({ cut_out: length });
      const again = await begin(cut);
      again.page.answer('q_2', 'b2');
      again.leave();
      assert.ok(!(Number(cut.values[RAW]) < 100), `cut at ${length}: the score stays`);
      sound(again, cut);
    }
  });

  // [accept 27]
  // [fault: the platform comes late]
  test('an API that comes after 20 s gets what was done before', async () => {
    const lms = new Lms();
    const clock = new Clock();
    const parent = {};
    const page = open(html(lms.kind), { kind: lms.kind, prepare: window => { clock.install(window); Object.defineProperty(window, 'parent', { get: () => parent }); } });
    while (!page.window.Mooc.session) await new Promise(setImmediate);
    clock.run(5000);
    assert.match(page.banner, /not connected to a learning system/);
    page.answer('q_1', 'b2').fill({ q_3: 'half a note' });
    clock.run(15000);
    parent[lms.edition.object] = lms.api;
    clock.run(2000);
    assert.equal(page.banner, '');
    assert.match(page.status('q_1'), /^Correct/);
    assert.equal(page.form('q_3').querySelector('textarea').value, 'half a note');
    clock.run(61000);
    assert.equal(lms.next().values[RAW], '50');
    assert.equal(lms.values['cmi.interactions.0.id'], 'q_1');
    sound({ page }, lms);
  });

  // [fault: the platform comes late]
  test('nor does it lose what the platform had from another day', async () => {
    const first = new Lms();
    const sitting = await begin(first);
    sitting.page.answer('q_2', 'b2');
    sitting.leave();
    const lms = first.next();
    const clock = new Clock(sitting.clock.now + 86400000);
    const parent = {};
    const page = open(html(lms.kind), { kind: lms.kind, prepare: window => { clock.install(window); Object.defineProperty(window, 'parent', { get: () => parent }); } });
    while (!page.window.Mooc.session) await new Promise(setImmediate);
    clock.run(5000);
    page.answer('q_1', 'b2');
    parent[lms.edition.object] = lms.api;
    clock.run(62000);
    assert.equal(lms.next().values[RAW], '100');
    assert.deepEqual([0, 1].map(n => lms.values[`cmi.interactions.${n}.id`]), ['q_2', 'q_1']);
    sound(sitting);
    sound({ page }, lms);
  });
});

// [fault: the browser's storage is full]
test('full storage without a platform: told, tried again, and saved when there is room', async () => {
  const sitting = await begin({ kind: '1.2', api: undefined });
  const { page, clock } = sitting;
  const { Storage } = page.window;
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = () => { throw new Error('QuotaExceededError'); };
  page.answer('q_1', 'b2');
  clock.run(1000);
  assert.match(page.status('q_1'), /^Correct/);
  assert.match(page.banner, /not saved yet/);
  Storage.prototype.setItem = setItem;
  clock.run(3000);
  assert.ok(!/not saved yet/.test(page.banner) && saved(page) === 'Saved');
  assert.ok(page.window.localStorage.getItem('mooc:qi:m3').includes('Q1a'));
  sound(sitting);
});

// [fault: the browser's storage is full]
test('full storage beside a platform changes nothing', async () => {
  const lms = new Lms12();
  const sitting = await begin(lms);
  sitting.page.window.Storage.prototype.setItem = () => { throw new Error('QuotaExceededError'); };
  sitting.page.answer('q_1', 'b2');
  sitting.leave();
  assert.match(sitting.page.banner, /Your work is saved/);
  sound(sitting, lms);
});
