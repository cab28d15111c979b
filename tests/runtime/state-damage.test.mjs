/** Ten thousand kept strings, republished and damaged by chance: nothing is misread, no mark rises, nothing throws. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { chance } from './chance.mjs';
import { answered, course, key5, question, worked } from './kept.mjs';
import { load } from './page.mjs';

const { state: State } = load('text', 'state');
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~+ %&é'];

/** How the same course may look after an author's work: a question whose options or type changed has another key. */
function republished(random, where) {
  const edited = q => random.next() < 0.2 ? { ...question(random, 'changed'), k: key5(random) } : q;
  const questions = where.questions.filter(() => random.next() < 0.8).map(edited).concat(Array.from({ length: random.upto(4) }, (_, i) => question(random, `new${i}`)));
  const pages = where.pages.filter(() => random.next() < 0.8).concat({ id: 'new', k: key5(random) });
  return { w: random.pick([3, 4, 5]), pages: random.shuffle(pages), questions: random.shuffle(questions) };
}

const DAMAGE = {
  none: text => text,
  cut: (text, random) => text.slice(0, random.upto(text.length)),
  /** One bit of one letter. */
  flip(text, random) {
    const at = random.upto(text.length);
    return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1 << random.upto(7)) + text.slice(at + 1);
  },
  letter(text, random) {
    const at = random.upto(text.length);
    return text.slice(0, at) + random.pick(LETTERS) + text.slice(at + 1);
  },
  junk: (text, random) => Array.from({ length: random.upto(200) }, () => random.pick(LETTERS)).join(''),
  /** As platforms do that take it for HTML, an address or words. */
  spoilt: (text, random) => random.pick([each => each.toLowerCase(), each => each.toUpperCase(), each => each.replace(/\+/g, ' '), encodeURIComponent,
    each => each.replace(/-/g, '–'), each => ` ${each}`, each => each + each])(text)
};

/** Whatever is read stands word for word in what was kept, of the same question. */
function assertRead(found, before, where) {
  for (const rec of [...found.records, ...found.drafts, ...found.notes].filter(Boolean)) {
    const old = [...before.records, ...before.drafts, ...before.notes].find(each => each.q.k === rec.q.k);
    assert.ok(old, `${where}: ${rec.q.k} was never answered`);
    assert.deepEqual([rec.state || 0, rec.tries || 0, rec.best || 0, ...rec.values].flat(), [old.state || 0, old.tries || 0, old.best || 0, ...old.values].flat(), where);
  }
}

// [fault: what is kept was cut or damaged]
// [fault: the course was republished meanwhile]
test('10,000 republished and damaged strings', () => {
  const counts = Object.fromEntries(Object.keys(DAMAGE).map(name => [name, 0]));
  let read = 0, kept = 0;
  for (let seed = 1; seed <= 10000; seed++) {
    const random = chance(seed);
    const where = course(random, 1 + random.upto(10));
    const before = worked(random, where);
    before.drafts = where.questions.filter(q => !before.records.some(rec => rec.q === q)).slice(0, 2).map(q => answered(q, random, 0));
    const name = Object.keys(DAMAGE)[seed % 6];
    const text = DAMAGE[name](State.pack(before, where, true), random);
    const now = random.next() < 0.3 ? where : republished(random, where);
    const { state } = State.unpack(text, now);
    counts[name] += 1;
    if (!state) continue;
    read += 1;
    kept += state.records.filter(Boolean).length;
    assertRead(state, before, `seed ${seed}, ${name}`);
    if (name === 'none') {
      const there = before.records.filter(rec => now.questions.includes(rec.q)).length;
      assert.equal(state.records.filter(Boolean).length, there, `seed ${seed}: what is still asked stays`);
      assert.equal(state.best, before.best);
    }
  }
  console.log(`states: ${Object.entries(counts).map(([name, n]) => `${n} ${name}`).join(', ')}; ${read} readable, ${kept} answers read, none misread`);
});
