/** The kept string: what comes back is what went in, whatever happened in between, or nothing. */
import fs from 'node:fs';
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { chance } from './chance.mjs';
import { answered, course, key5, question, value, worked } from './kept.mjs';
import { load, make } from './page.mjs';

const { state: State } = load('text', 'state');

const plain = rec => rec && { k: rec.q.k, state: rec.state, tries: rec.tries, best: rec.best, values: rec.values };
const same = (a, b) => assert.deepEqual(a.map(plain), b.map(plain));

test('what is packed is unpacked', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = chance(seed);
    const where = course(random, 12);
    const before = worked(random, where);
    const text = State.pack(before, where, true);
    assert.match(text, /^[A-Za-z0-9\-_.~+]*$/);
    const { state, damaged, lost } = State.unpack(text, where);
    assert.deepEqual([damaged, lost], [false, 0]);
    same(state.records, before.records);
    for (const name of ['complete', 'passed', 'keep', 'best', 'page', 'seed', 'attempt', 'earned', 'saved', 'seen']) assert.deepEqual(state[name], before[name], name);
    assert.equal(State.pack(state, where, true), text);
  }
});

// [accept 40]
test('a course republished with questions added, removed, moved and changed keeps the other answers', () => {
  let kept = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const random = chance(seed);
    const where = course(random, 14);
    const before = worked(random, where);
    const changed = q => random.next() < 0.2 ? { ...q, k: key5(random) } : q;
    const questions = random.shuffle([...where.questions.filter(() => random.next() < 0.8).map(changed), question(random, 'new')]);
    const now = { ...where, w: random.pick([3, 4, 5]), questions };
    const { state } = State.unpack(State.pack(before, where, true), now);
    assert.equal(state.records.length, before.records.length, 'places stay');
    state.records.forEach((rec, place) => {
      const old = before.records[place];
      const there = questions.includes(old.q);
      if (rec) assert.equal(plain(rec).k, old.q.k);
      if (there) { kept += 1; same([rec], [old]); }
    });
  }
  assert.ok(kept > 500);
});

// [accept 36]
test('cut at any length: nothing is misread, and the first answers stay', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = chance(seed);
    const where = course(random, 8);
    const before = worked(random, where);
    const text = State.pack(before, where, true);
    for (let length = 0; length < text.length; length++) {
      const { state, damaged } = State.unpack(text.slice(0, length), where);
      if (length < 25 + where.w) assert.ok(!state && (damaged || !length));
      else state.records.forEach((rec, place) => rec && same([rec], [before.records[place]]));
    }
    const cut = State.unpack(text.slice(0, -1), where).state;
    same(cut.records.slice(0, -1), before.records.slice(0, -1));
  }
});

// [accept 37]
test('damage anywhere never throws, and junk is a fresh start', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = chance(seed);
    const where = course(random, 8);
    const text = State.pack(worked(random, where), where, true);
    const at = random.upto(text.length);
    State.unpack(text.slice(0, at) + random.pick(['~', '.', 'A', '%', 'é', '', '____']) + text.slice(at + 1), where);
  }
  const where = course(chance(1), 4);
  for (const junk of ['x', '1', '13', 'null', '{"a":1}', '1'.repeat(5000), '.', '....', '~~~', 'éé']) {
    assert.deepEqual(State.unpack(junk, where), { state: null, damaged: junk[0] !== '.', lost: 0 }, junk);
  }
  for (const nothing of ['', null, undefined]) assert.deepEqual(State.unpack(nothing, where), { state: null, damaged: false, lost: 0 });
});

test('drafts stand behind the records, so that places of interactions have no gap', () => {
  const random = chance(5);
  const where = course(random, 6);
  const state = State.fresh();
  state.drafts = [answered(where.questions[0], random, 0)];
  state.records = [answered(where.questions[1], random)];
  const again = State.unpack(State.pack(state, where, true), where).state;
  same(again.records, state.records);
  same(again.drafts, state.drafts);
});

test('notes come last, only when asked for, with every character', () => {
  const reflection = make.reflection('r', { k: 'refle', limit: 2000 }).key;
  const likert = make.likert('l', { k: 'liker' }).key;
  const where = { w: 3, pages: [], questions: [reflection, likert] };
  const text = 'Ŵythnos dda’r tŷ “ok” – 😀. ' + 'x'.repeat(1500) + '.'.repeat(400);
  const state = Object.assign(State.fresh(), { notes: [{ q: reflection, values: [text] }, { q: likert, values: ['2', ''] }] });
  const packed = State.pack(state, where, true);
  assert.deepEqual(State.unpack(packed, where).state.notes.map(note => note.values), [[text], ['2', '']]);
  assert.equal(State.pack(state, where, false).split('.').length, 3);
  assert.deepEqual(State.unpack(packed.slice(0, -5), where).state.notes.map(note => note.values), [[text]]);
});

test('vectors for the builder: packed states, and the longest ones', () => {
  const random = chance(2026);
  const vectors = Array.from({ length: 12 }, () => vector(course(random, 1 + random.upto(12), 1 + random.upto(6)), random));
  const text = `[\n${vectors.map(each => JSON.stringify(each)).join(",\n")}\n]\n`;
  const path = new URL('state-vectors.json', import.meta.url);
  if (process.env.WRITE_VECTORS) fs.writeFileSync(path, text);
  assert.equal(fs.readFileSync(path, 'utf8'), text, 'run with WRITE_VECTORS=1 when the format has changed');
});

/** `longest` has every question answered, with texts as long as they may be and all to be escaped. */
function vector(where, random) {
  const full = slot => /text|number/.test(slot.k) ? 'ŵ'.repeat(slot.limit) : value(slot, random);
  const records = where.questions.map(q => ({ q, state: 3, tries: 7, best: q.outOf, values: q.slots.map(full) }));
  const base = { ...State.fresh(), earned: 850000000, saved: 850003600, seed: 123456, page: where.pages[0].k, seen: where.pages.map(page => page.k) };
  const some = random.shuffle(where.questions).slice(0, 3).map(q => answered(q, random));
  return { width: where.w, pages: where.pages, questions: where.questions,
    responses: some.map(rec => ({ k: rec.q.k, state: rec.state, tries: rec.tries, best: rec.best, values: rec.values })),
    state: State.pack({ ...base, records: [null, ...some] }, where, false),
    longest: State.pack({ ...base, records }, where, false) };
}
