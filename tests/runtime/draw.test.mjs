/** Questions drawn from pools: fair, kept when a bank is republished, new in a new attempt; and what counts then. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { load, make, open, quiz, sco, book } from './page.mjs';
import { Lms12, Lms2004 } from './lms.mjs';

/* The draw alone. */

const { draw } = load('text', 'state', 'draw');
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const key = n => Array.from({ length: 5 }, (_, i) => LETTERS[Math.imul(n + 1, 2654435761 + i * 40503) >>> 26]).join('');
const bank = (...numbers) => numbers.map(n => ({ k: key(n), n, pool: n % 2 ? 'odd' : 'even', form: {} }));
const TEN = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const COUNTS = { odd: 2, even: 3 };

function drawn(all, seed, { tries = 0, answered = [], counts = COUNTS } = {}) {
  const dropped = [];
  const one = { all, draw: counts };
  draw(one, { state: { seed }, earlier: () => ({ tries, best: 0 }), find: q => answered.includes(q.n), drop: list => dropped.push(...list) });
  assert.deepEqual(one.questions.concat(dropped).map(q => q.n).sort(), all.map(q => q.n).sort(), 'what is not asked is forgotten');
  all.forEach(q => assert.equal(q.form.hidden, !one.questions.includes(q)));
  return one.questions.map(q => q.n);
}

const SEEDS = Array.from({ length: 2000 }, (_, i) => Math.imul(i + 1, 0x9E3779B1) >>> 8);
const shared = (a, b) => a.filter(n => b.includes(n)).length;

test('so many of each pool, in the order of the bank, and what has no pool', () => {
  for (const seed of SEEDS.slice(0, 100)) {
    const all = bank(...TEN);
    all[4].pool = undefined;
    const found = drawn(all, seed);
    assert.deepEqual(found, [...found].sort());
    assert.ok(found.includes(4));
    assert.deepEqual([found.filter(n => n % 2).length, found.filter(n => n % 2 === 0 && n !== 4).length], [2, 3]);
    assert.deepEqual(drawn(bank(...TEN), seed), drawn(bank(...TEN), seed));
  }
});

test('each question, and each pair, is as likely as any other; attempts have nothing to do with one another', () => {
  const times = TEN.map(() => 0);
  let pairs = 0, both = 0;
  for (const seed of SEEDS) {
    const first = drawn(bank(...TEN), seed);
    first.forEach(n => { times[n] += 1; });
    pairs += Number(first.includes(1) && first.includes(3));
    both += shared(first, drawn(bank(...TEN), seed, { tries: 1 }));
  }
  const near = (got, share, what) => assert.ok(Math.abs(got / SEEDS.length - share) < 0.06, `${what}: ${got / SEEDS.length}`);
  times.forEach((got, n) => near(got, n % 2 ? 2 / 5 : 3 / 5, `question ${n}`));
  near(pairs, 1 / 10, 'a pair');
  near(both / 2.6, 1, 'of 5 drawn, 2 × 2/5 + 3 × 3/5 come again'); // as chance has it
});

test('a republished bank keeps what it can', () => {
  for (const seed of SEEDS.slice(0, 300)) {
    const before = drawn(bank(...TEN), seed);
    assert.deepEqual(drawn(bank(...[...TEN].reverse()), seed).sort(), before, 'reordered');
    const removed = before[0];
    const without = drawn(bank(...TEN.filter(n => n !== removed)), seed);
    assert.deepEqual(shared(without, before), before.length - 1, 'one removed: one new');
    const more = drawn(bank(...TEN, 10, 11), seed);
    assert.ok(more.filter(n => n < 10).every(n => before.includes(n)), 'only new questions take the place of old ones');
    assert.deepEqual(drawn(bank(...TEN, 10, 11, 12, 13), seed, { answered: before }), before, 'never of those that are answered');
    const fewer = drawn(bank(...TEN), seed, { counts: { odd: 1, even: 1 }, answered: [before[0]] });
    assert.ok(fewer.every(n => before.includes(n)) && fewer.includes(before[0]), 'fewer asked');
  }
});

/* In a session. */

const POOLS = { A: ['a1', 'a2', 'a3', 'a4'], B: ['b1', 'b2', 'b3'] };
const question = (pool, id) => ({ ...make.number(`x_${id}`, { k: `K${id}xx`, points: pool === 'A' ? 1 : 2 }), pool });
const pool = () => Object.entries(POOLS).flatMap(([name, ids]) => ids.map(id => question(name, id)));
const exam = (more = {}, questions = pool()) => quiz('x', 'assessment', questions, { tries: 1, draw: { A: 2, B: 1 }, ...more });
const html = (body, more = {}) => sco({ p1: body, p2: '<p>Text.</p>' }, { completion: { pages: 1, quizzes: ['x'] }, ...more });

async function begin(page, lms = new Lms12()) {
  const opened = open(page, { kind: lms.kind, api: lms.api });
  await opened.settle();
  return Object.assign(opened, { lms });
}

const asked = page => page.$$('form.mq').filter(form => !form.hidden).map(form => form.dataset.q);
const submit = page => page.$('.mq-submit').click();
const answer = (page, value) => page.fill(Object.fromEntries(asked(page).map(id => [id, value])));
const again = page => page.$$('.mq-ways button').find(button => button.textContent === 'Try again');

function sound(...pages) {
  for (const page of pages) {
    assert.deepEqual([page.noise, page.window.Mooc.error, page.lms ? page.lms.faulty : []], [[], undefined, []]);
    page.close();
  }
}

test('only what is drawn is asked, numbered, reckoned and listed; it is there again after a break', async () => {
  const page = await begin(html(exam()));
  const drawnNow = asked(page);
  assert.equal(drawnNow.length, 3);
  const numbers = drawnNow.map(id => page.text(`#q-${id} .mq-n`).replace(/ ·.*/, ''));
  assert.deepEqual(numbers, ['Question 1 of 3', 'Question 2 of 3', 'Question 3 of 3']);
  assert.match(page.text('[data-mooc=where]'), /0 of 3 questions tried/);
  page.fill({ [drawnNow[1]]: '75.3' });
  submit(page);
  assert.match(page.text('.mq-summary'), /^2 questions are not answered yet/);
  assert.deepEqual(page.$$('.mq-summary a').map(link => link.getAttribute('href')), [`#q-${drawnNow[0]}`, `#q-${drawnNow[2]}`]);
  page.$('.mq-summary a').click();
  assert.equal(page.document.activeElement.name, drawnNow[0]);
  await page.go('#results');
  assert.equal(page.$$('.mq-results > li').length, 3);
  await page.settle();
  page.leave();
  const back = await begin(html(exam()), page.lms.next());
  assert.deepEqual(asked(back), drawnNow);
  answer(back, '75.3').fill({ [drawnNow[2]]: '1' });
  submit(back);
  assert.match(back.text('.mq-summary'), /^You have 2 of 4 points \(50%\)\. The pass mark is 70%\.$/);
  assert.ok(back.$('.mq-submit').hidden && again(back).hidden, 'one attempt');
  await back.settle();
  assert.equal(back.lms.values['cmi.core.score.raw'], '50');
  await back.go('#p2');
  await back.settle();
  back.leave();
  const fewer = pool().filter(q => drawnNow.includes(q.id) || q.id === 'x_a1').concat(question('A', 'a5'));
  const later = await begin(html(exam({}, fewer)), back.lms.next());
  assert.deepEqual(asked(later), drawnNow, 'what is answered stays, whatever comes to the bank');
  later.leave();
  const gone = await begin(html(exam({}, pool().filter(q => q.id !== drawnNow[0]))), later.lms.next());
  assert.deepEqual(asked(gone).filter(id => drawnNow.includes(id)), drawnNow.slice(1), 'one answered question is gone, another is asked');
  assert.equal(asked(gone).length, 3);
  assert.ok(!gone.$('.mq-submit').hidden);
  assert.match(gone.text('.mq-summary'), /^You have 1 of 4 points \(25%\)\. The pass mark is 70%\.$/);
  assert.match(gone.banner, /Some of your earlier answers could not be kept/);
  sound(page, back, later, gone);
});

for (const Lms of [Lms12, Lms2004]) {
  test(`${Lms.name}: a new attempt asks anew; the best one counts, and the first one's interactions stay`, async () => {
    const shown = () => html(exam({ tries: 3, shuffle: 'both' }), { api: new Lms().kind });
    const page = await begin(shown(), new Lms());
    const first = asked(page);
    assert.equal(page.text(`#q-${first[0]} .mq-tries`), '');
    answer(page, '75.3').fill({ [first.find(id => id.startsWith('x_a'))]: '1' });
    submit(page);
    assert.match(page.text('.mq-summary'), /3 of 4 points \(75%\).*try again 2 more times/);
    await page.settle();
    again(page).click();
    assert.equal(page.document.activeElement, page.$$('form.mq').find(form => !form.hidden).querySelector('legend'));
    assert.equal(page.text('.mq-summary'), 'Your best earlier attempt reached 75%. The best one counts.');
    assert.ok(page.$$('input').every(field => field.value === '' && !field.disabled));
    assert.ok(!page.$('.mq-submit').hidden && again(page).hidden);
    await page.go('#p2');
    await page.go('#results');
    assert.match(page.text('[data-mooc=results]'), /^Your score is 75% \(3 of 4 points\).*You have passed\.You have completed this\./, 'tried is tried');
    await page.settle();
    page.leave();
    const second = asked(page);
    const back = await begin(shown(), page.lms.next());
    assert.deepEqual(asked(back), second, 'the new draw is kept too');
    answer(back, '1');
    submit(back);
    assert.match(back.text('.mq-summary'), /^You have 0 of 4 points \(0%\).*75%.*try again 1 more time,/);
    await back.settle();
    const ids = back.lms.has('interactions').filter(call => /\.id=/.test(call));
    assert.deepEqual(ids, second.map((id, i) => `Set cmi.interactions.${3 + i}.id=${id}`), 'new places');
    assert.deepEqual(back.lms.has('score'), [], 'never lowered');
    again(back).click();
    answer(back, '75.3');
    submit(back);
    assert.match(back.text('.mq-summary'), /^You have 4 of 4 points \(100%\)/);
    assert.ok(again(back).hidden);
    await back.settle();
    assert.equal(back.lms.values[back.lms.kind === '1.2' ? 'cmi.core.score.raw' : 'cmi.score.raw'], '100');
    sound(page, back);
  });
}

test('a question that comes again is as at first: items in their first order, a scenario at its first step', async () => {
  const pools = [{ ...make.ordering('x_o', { k: 'Korde' }), pool: 'A' }, { ...make.scenario('x_s', { k: 'Kscen' }), pool: 'B' }];
  const page = await begin(html(exam({ tries: 2, draw: { A: 1, B: 1 } }, pools)));
  const items = () => page.$$('[data-item]').map(item => item.getAttribute('data-item'));
  const before = items();
  page.$('[data-move=down]').click();
  assert.notDeepEqual(items(), before);
  page.answer('x_s', { 'x_s.d1': 'c' });
  submit(page);
  again(page).click();
  assert.deepEqual(items(), before);
  assert.deepEqual(page.$$('.mq-step').filter(step => !step.hidden).map(step => step.dataset.step), ['d1']);
  assert.deepEqual([page.$$('input:checked').length, page.status('x_s'), page.status('x_o')], [0, '', '']);
  assert.ok(page.$$('.mq-step input').every(field => !field.disabled));
  submit(page);
  assert.match(page.text('.mq-summary'), /^1 question is not answered yet/);
  sound(page);
});

test('the best attempt counts beside other quizzes, which may improve after it', async () => {
  const page = await begin(html(exam({ tries: 2 }) + quiz('m', 'module', [make.single('m_1', { k: 'Kmodu', points: 4 })])));
  const own = () => asked(page).filter(id => id.startsWith('x_'));
  page.fill(Object.fromEntries(own().map(id => [id, '75.3'])));
  page.fill({ [own().find(id => id.startsWith('x_a'))]: '1' });
  submit(page);
  again(page).click();
  page.answer('m_1', 'b2');
  await page.settle();
  assert.equal(page.lms.values['cmi.core.score.raw'], '87.5'); // 3 of 4 in the first attempt, and 4 of 4
  sound(page);
});

test('in the book: the same draw after a reload, another one when the answers are cleared', async () => {
  const store = {};
  const visit = () => open(book('p1', exam()), { kind: 'book', prepare: window => Object.entries(store).forEach(([name, value]) => window.localStorage.setItem(name, value)) });
  const page = visit();
  await page.settle();
  const first = asked(page);
  Object.assign(store, page.window.localStorage);
  const back = visit();
  await back.settle();
  assert.deepEqual(asked(back), first);
  const seen = new Set([first.join()]);
  for (let n = 0; n < 20; n++) {
    back.$('[data-mooc=clear] button').click();
    back.$('[data-mooc=clear] button').click();
    seen.add(asked(back).join());
  }
  assert.ok(seen.size > 1);
  sound(page, back);
});
