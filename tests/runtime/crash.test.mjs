/**
 * Crash anywhere: a whole sitting is cut off at its API calls, right before and right after each, and taken up again with
 * what the platform had, and with or without what this tab had kept. `CRASH=all` tries every point, else a few by chance.
 */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Lms12, Lms2004, StrictLms } from './lms.mjs';
import { Sitting } from './sitting.mjs';
import { chance } from './chance.mjs';

const SAMPLE = process.env.CRASH === 'all' ? Infinity : 10;
const pace = clock => clock.now % 3 ? 7001 : 19000; // answers come sooner and later than a save
const ELEMENTS = {
  '1.2': { raw: 'cmi.core.score.raw', status: ['cmi.core.lesson_status'] },
  '2004': { raw: 'cmi.score.raw', status: ['cmi.completion_status', 'cmi.success_status'] }
};
const RANKS = ['not attempted', 'unknown', 'incomplete', 'completed', 'passed'];

const plain = rec => rec && { k: rec.q.k, state: rec.state, tries: rec.tries, best: rec.best, values: structuredClone(rec.values) };
const told = values => [...values].filter(Boolean).map(plain);

/** What a platform has that stores each value at once. */
function everythingSet(lms) {
  const storage = StrictLms.memory();
  lms.store.call({ edition: lms.edition, calls: [], faults: {}, storage }, lms.values);
  return storage.read();
}

/** What the learner was told is saved: in the bar's word. */
function promises(page) {
  const { session } = page.window.Mooc;
  const { changed } = session;
  const at = { records: [], notes: [], seen: [] };
  session.changed = () => {
    changed();
    if (page.text('[data-mooc=saved]') !== 'Saved') return;
    Object.assign(at, { records: told(session.state.records), notes: session.state.notes.map(note => note.values), seen: session.state.seen.slice() });
  };
  return at;
}

/** The undisturbed sitting: its end, and at each call what would be left. */
async function whole(Lms) {
  const lms = new Lms();
  const moments = [];
  let promised = { records: [], notes: [], seen: [] };
  let window = null;
  const note = side => moments.push({ call: lms.calls.length, side, committed: lms.storage.read(), set: everythingSet(lms),
    copy: window ? { ...window.sessionStorage } : {}, promised: structuredClone(promised) });
  const around = call => (...args) => { note('before'); const answer = call(...args); note('after'); return answer; };
  const api = Object.fromEntries(Object.entries(lms.api).map(([name, call]) => [name, /Get/.test(name) ? call : around(call)]));
  const sitting = await Sitting.begin(lms, { api });
  window = sitting.page.window;
  promised = promises(sitting.page);
  sitting.clock.run(5000);
  sitting.work(pace);
  sitting.leave();
  const end = { lms, moments, score: lms.values[ELEMENTS[lms.kind].raw], records: told(sitting.session.state.records),
    reported: sitting.session.state.records.filter(rec => rec && !rec.q.pool).map(rec => rec.q.id), now: sitting.clock.now };
  sitting.page.close();
  return end;
}

/** Each thing that may be left, once, with the points that leave just that. */
function remains(moments) {
  const found = new Map();
  for (const moment of moments) {
    for (const platform of ['committed', 'set']) {
      for (const copy of [{}, moment.copy]) {
        const key = JSON.stringify([moment[platform], copy]);
        if (!found.has(key)) found.set(key, { platform: moment[platform], copy, points: [] });
        found.get(key).points.push(moment);
      }
    }
  }
  return [...found.values()];
}

/** Nothing that was shown as saved is missing; nor has it become worse. */
function assertKept(state, { call, side, promised }) {
  const where = `${side} call ${call}`;
  const again = state.drafts.some(({ q }) => q.outOf === 10000); // a new attempt forgets the answers of the one before
  for (const rec of promised.records.filter(rec => !again || !/^D/.test(rec.k))) {
    const found = state.records.find(each => each && each.q.k === rec.k);
    assert.ok(found && found.tries >= rec.tries && found.best >= rec.best, `${where}: ${rec.k} was shown as saved`);
    if (found.tries === rec.tries) assert.deepEqual(plain(found), rec, where);
  }
  for (const values of promised.notes) assert.ok(state.notes.some(note => String(note.values) === String(values)), `${where}: a note`);
  for (const page of promised.seen) assert.ok(state.seen.includes(page), `${where}: page ${page}`);
}

/** Of an interaction that the platform has, the id stays; score and status only rise. */
function assertOnlyRises(lms, before) {
  const { raw, status } = ELEMENTS[lms.kind];
  const had = { ...before };
  for (const { name, args: [element, value] } of lms.calls) {
    if (name !== 'SetValue') continue;
    if (/interactions\.\d+\.id$/.test(element) && element in had) assert.equal(value, had[element], `${element} was another question`);
    if (element === raw && had[raw]) assert.ok(Number(value) >= Number(had[raw]), `the score fell from ${had[raw]} to ${value}`);
    if (status.includes(element)) assert.ok(RANKS.indexOf(value) >= RANKS.indexOf(had[element] || 'not attempted'), `${element} fell to ${value}`);
    had[element] = value;
  }
}

async function takeUp(Lms, { platform, copy, points }, end) {
  const lms = new Lms({}, { kept: structuredClone(platform) });
  const sitting = await Sitting.begin(lms, { kept: copy, now: end.now + 60000, wait: 1000 });
  assert.equal(sitting.page.window.Mooc.error, undefined);
  points.forEach(point => assertKept(sitting.session.state, point));
  sitting.work(() => 1000);
  sitting.leave();
  assert.deepEqual(sitting.page.noise, []);
  assert.deepEqual(lms.faulty.filter(fault => !fault.includes('not ASCII')), []);
  assertOnlyRises(lms, platform);
  assert.equal(lms.values[ELEMENTS[lms.kind].raw], end.score);
  for (const id of end.reported) assert.ok(Object.entries(lms.values).some(([name, value]) => name.endsWith('.id') && value === id), `${id} is not reported`);
  assert.deepEqual(byKey(told(sitting.session.state.records)), byKey(end.records));
  sitting.page.close();
}

const byKey = records => records.filter(rec => !rec.k.startsWith('D')).sort((a, b) => a.k < b.k ? -1 : 1); // what is drawn may differ

for (const Lms of [Lms12, Lms2004]) {
  // [fault: the browser or the computer dies]
  test(`SCORM ${Lms.kind}: killed at a call, nothing that was shown as saved is lost`, async () => {
    const end = await whole(Lms);
    const random = chance(2026);
    const left = remains(end.moments);
    const tried = SAMPLE === Infinity ? left : random.shuffle(left).slice(0, SAMPLE);
    for (const each of tried) await takeUp(Lms, each, end);
    const points = new Set(tried.flatMap(each => each.points));
    console.log(`SCORM ${Lms.kind}: ${end.lms.calls.length} calls, ${end.moments.length} kill points, ${left.length} different remains; `
      + `tried ${tried.length} of them, which ${points.size} points leave; answers lost: 0`);
  });
}
