/** What the browser keeps without an LMS: the choice for shared computers, and clearing, in the book and in packages. */
import { test, describe } from 'node:test';
import assert from 'node:assert/strict';
import { book, make, open, quiz, sco } from './page.mjs';
import { Lms12 } from './lms.mjs';

const QUIZ = () => quiz('q', 'formative', [make.single('one', { k: 'Kone1' }), make.reflection('ref', { k: 'Kref1' })]);
const KINDS = { book: [() => book('p1', QUIZ()), 'mooc:qi:p1'], '1.2': [() => sco({ p1: QUIZ(), p2: '' }), 'mooc:qi:m3'] };

async function begin(kind, before) {
  const kept = before && { local: { ...before.window.localStorage }, session: { ...before.window.sessionStorage } };
  const prepare = window => {
    if (kept) for (const area of ['local', 'session']) Object.entries(kept[area]).forEach(([key, text]) => window[`${area}Storage`].setItem(key, text));
  };
  const page = open(KINDS[kind][0](), { kind, prepare });
  await page.settle();
  return page;
}

const keys = (page, area) => Object.keys(page.window[area]);
const press = (page, name) => page.$$('[data-mooc=clear] button').find(button => button.textContent === name).click();

function sound(page) {
  assert.deepEqual(page.noise, []);
  assert.equal(page.window.Mooc.error, undefined);
  page.close();
}

for (const [kind, [, key]] of Object.entries(KINDS)) describe(kind === 'book' ? 'book' : 'package without an LMS', () => {
  test('on a shared computer answers leave the store, and stay for this sitting', async () => {
    const page = await begin(kind);
    page.window.localStorage.setItem('mooc:qi:other', 'x');
    page.window.sessionStorage.setItem('mooc:qi:m3:1234', 'the copy of an LMS');
    page.answer('one', 'b2');
    await page.settle();
    assert.match(page.text('[data-mooc=clear]'), /Your answers are kept in this browser on this computer\./);
    press(page, 'This is a shared computer');
    assert.match(page.text('[data-mooc=clear]'), /kept only until you close this tab.*can’t get them back/);
    assert.ok(keys(page, 'localStorage').includes(key), 'nothing before it is confirmed');
    assert.equal(page.document.activeElement.textContent, 'Cancel');
    press(page, 'Yes, keep them only until then');
    assert.deepEqual(keys(page, 'localStorage'), ['mooc-shared:qi']);
    assert.ok(keys(page, 'sessionStorage').includes(key) && keys(page, 'sessionStorage').includes('mooc:qi:other'));
    assert.match(page.text('[data-mooc=clear]'), /This is a shared computer: your answers are kept only until/);
    assert.equal(page.document.activeElement.getAttribute('role'), 'status');
    assert.match(page.status('one'), /^Correct/);
    const again = await begin(kind, page);
    assert.match(again.status('one'), /^Correct/, 'the sitting goes on');
    assert.match(again.text('[data-mooc=clear]'), /This is a shared computer: your answers/);
    if (kind !== 'book') assert.match(again.banner, /only until you close this tab/);
    again.window.sessionStorage.clear();
    const next = await begin(kind, again);
    assert.equal(next.status('one'), '', 'the next person finds nothing');
    next.answer('one', 'a1');
    await next.settle();
    assert.deepEqual(keys(next, 'localStorage'), ['mooc-shared:qi']);
    press(page, 'This is my own computer');
    assert.deepEqual(keys(page, 'localStorage').sort(), [key, 'mooc:qi:other'].sort());
    assert.deepEqual(keys(page, 'sessionStorage'), ['mooc:qi:m3:1234']);
    [page, again, next].forEach(sound);
  });

  test('clearing empties both stores, when confirmed', async () => {
    const page = await begin(kind);
    page.window.sessionStorage.setItem('mooc:qi:other', 'x');
    page.answer('one', 'b2').answer('ref', 'My note');
    await page.settle();
    press(page, 'Clear my answers');
    press(page, 'Cancel');
    assert.deepEqual(keys(page, 'localStorage'), [key]);
    press(page, 'Clear my answers');
    press(page, 'Yes, clear my answers');
    assert.deepEqual([keys(page, 'localStorage'), keys(page, 'sessionStorage')], [[], []]);
    assert.deepEqual([page.status('one'), page.$('textarea').value, page.$$('input:checked').length], ['', '', 0]);
    sound(page);
  });
});

test('with an LMS there is no such choice', async () => {
  const page = open(KINDS['1.2'][0](), { api: new Lms12().api });
  await page.settle();
  assert.equal(page.text('[data-mooc=clear]'), '');
  sound(page);
});
