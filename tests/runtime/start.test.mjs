/** What beginning costs does not grow with the number of pages. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { make, open, quiz, sco } from './page.mjs';
import { Lms12, Lms2004 } from './lms.mjs';

const PAGES = 40, QUESTIONS = 64;

const questions = n => Array.from({ length: n }, (_, i) => make.single(`m_q${i}`));
const part = (list, i, n) => list.slice(Math.floor(i * list.length / n), Math.floor((i + 1) * list.length / n));

/** `n` pages with these questions spread over them. */
function pages(n, list) {
  const body = i => quiz(`quiz-${i}`, 'module', part(list, i, n));
  return Object.fromEntries(Array.from({ length: n }, (_, i) => [`p${String(i).padStart(2, '0')}`, body(i)]));
}

async function calls(Lms, n, list) {
  const lms = new Lms();
  const page = open(sco(pages(n, list), { api: lms.kind }), { kind: lms.kind, api: lms.api });
  await page.settle();
  const { shown } = page;
  assert.equal(page.window.Mooc.error, undefined);
  page.close();
  return { names: lms.calls.map(call => `${call.name} ${call.args[0]}`), shown };
}

for (const Lms of [Lms12, Lms2004]) {
  // [accept 59]
  test(`${Lms.kind}: 40 pages and 64 questions begin with the calls of one page`, async () => {
    const small = await calls(Lms, 1, questions(1));
    const large = await calls(Lms, PAGES, questions(QUESTIONS));
    assert.deepEqual(large.names, small.names);
    assert.ok(large.names.length < 40, String(large.names.length));
    assert.equal(large.shown, 'p00');
  });
}
