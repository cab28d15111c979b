/** Courses and work in them by chance, to be kept as strings. */
import { load, make } from './page.mjs';

const { state: State } = load('text', 'state');
const KINDS = ['single', 'multiple', 'trueFalse', 'number', 'fillIn', 'matching', 'ordering', 'scenario'];
const TYPED = ['75.3', '75,3', 'common', 'Tŷ Ŵyn’s', '“half”  . ~+', '😀', 'a'.repeat(20), '', '-1 240.5'];

export function key5(random) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return Array.from({ length: 5 }, () => random.pick([...letters])).join('');
}

export function question(random, i) {
  return make[random.pick(KINDS)](`q${i}`, { k: key5(random) }).key;
}

export function value(slot, random) {
  if (slot.k === 'one') return random.pick(['', ...slot.ids]);
  if (slot.k === 'many') return slot.ids.filter(() => random.next() < 0.5);
  if (slot.k === 'order') return random.shuffle(slot.ids);
  return random.pick(TYPED).slice(0, slot.limit);
}

export function answered(q, random, state = 1 + random.upto(3)) {
  return { q, state, tries: random.upto(8), best: random.upto(q.outOf + 1), values: q.slots.map(slot => value(slot, random)) };
}

export function course(random, n, pages = 5) {
  const w = random.pick([3, 4, 5]);
  const unique = list => list.filter((each, i) => list.findIndex(other => other.k.slice(0, 3) === each.k.slice(0, 3)) === i);
  return { w, pages: unique(Array.from({ length: pages }, (_, i) => ({ id: `p${i}`, k: key5(random) }))),
    questions: unique(Array.from({ length: n }, (_, i) => question(random, i))) };
}

export function worked(random, where) {
  const records = random.shuffle(where.questions).slice(0, 1 + random.upto(where.questions.length)).map(q => answered(q, random));
  return Object.assign(State.fresh(), { records, seed: random.upto(0x1000000), best: random.upto(1001), complete: random.next() < 0.5,
    passed: random.next() < 0.5, keep: random.pick(['', 'record', 'device']), saved: State.now(), page: where.pages[0].k, seen: where.pages.map(page => page.k) });
}
