/** The results page: where to read again. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { make, open, pageKey, quiz, sco } from './page.mjs';

const about = (q, outcome) => Object.assign(q, { outcome });

const HTML = () => sco({
  c1: quiz('a', 'formative', [about(make.single('a1'), 'LO1')]),
  c2: quiz('b', 'formative', [about(make.single('b2'), 'LO1'), make.reflection('b1')]),
  end: quiz('z', 'module', [about(make.single('z1'), 'LO2'), about(make.single('z2'), 'LO1 LO2'), about(make.single('z3'), 'LO9'), make.trueFalse('z4')])
}, { pages: [['c1', ['LO1']], ['c2', ['LO2']], ['end', ['LO1', 'LO2']]].map(([id, outcomes]) => ({ id, k: pageKey(id), outcomes })) });

// [accept 52]
test('each question that is not right says where to read again, as far as the course says', async () => {
  const page = open(HTML(), {});
  await page.settle();
  page.answer('a1', 'a1').answer('z1', 'b2');
  await page.go('#results');
  const rows = page.$$('.mq-results > li').map(li => [li.querySelector('a').textContent, [...li.querySelectorAll('.mq-again a')].map(a => a.getAttribute('href'))]);
  assert.deepEqual(rows, [
    ['Prompt of a1', ['#c1']],          // wrong: the page on which it stands
    ['Prompt of b2', ['#c1']],          // it looks back: its own page has another outcome
    ['Prompt of z1', []],               // right
    ['Prompt of z2', ['#c1', '#c2']],   // not answered: every chapter of its outcomes, and not the quiz's own page
    ['Prompt of z3', ['#end']],         // no chapter names its outcome: nothing is guessed
    ['Prompt of z4', ['#end']]
  ]);
  assert.equal(page.text('.mq-again'), 'Read again: Title c1');
  assert.deepEqual(page.noise, []);
  page.close();
});
