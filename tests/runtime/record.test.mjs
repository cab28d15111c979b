/** The whole course in the book, made of what its pages keep. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { book, make, open, pageKey, quiz, source } from './page.mjs';

const PLACES = '<div data-mooc="certificate"></div><div data-mooc="journal"></div>';
const CERTIFICATE = { kind: 'completion', title: '', text: '', signed_by: '', notice: '', hours: '6' };
const RULES = { pass: 0.7, completion: { pages: 1, quizzes: ['q'] }, scored: ['q'] };

const one = () => make.single('one', { k: 'Kone1' });
const thought = () => make.reflection('thought', { k: 'Kthou' });
const asked = q => ({ id: q.id, text: `Prompt of ${q.id}`, labels: [], ...q.key });
const listed = (id, ...quizzes) => ({ id, k: pageKey(id), href: `${id}.html`, quizzes });
const GIVEN = () => ({
  version: '1.0', certificate: CERTIFICATE,
  modules: [{ title: 'First', href: 'p1.html', ids: ['p1'], ...RULES },
    { title: 'Second', href: 'p2.html', ids: ['p2'], ...RULES, scored: [], completion: { pages: 1, quizzes: [] } }],
  pages: [listed('p1', { quiz: 'q', kind: 'module', questions: [asked(one())] }), listed('p2', { quiz: 'n', kind: 'survey', questions: [asked(thought())] }), listed('end')]
});
const PAGES = { p1: () => quiz('q', 'module', [one()]), p2: () => quiz('n', 'survey', [thought()]), end: () => PLACES };

/** One browser's visit to a page; its storage goes on from what was kept. */
async function visit(id, kept, act = () => {}) {
  const page = open(book(id, PAGES[id]()), { kind: 'book', prepare: window => Object.entries(kept).forEach(([k, v]) => window.localStorage.setItem(k, v)) });
  await page.settle();
  if (id === 'end') {
    page.window.eval(['printing', 'certificate', 'journal', 'record'].map(source).join('\n'));
    page.window.Mooc.record('../', GIVEN());
  }
  const found = await act(page);
  await page.settle();
  page.leave();
  const { localStorage } = page.window;
  const now = Object.fromEntries(Object.keys(localStorage).map(key => [key, localStorage.getItem(key)]));
  assert.deepEqual(page.noise, []);
  assert.equal(page.window.Mooc.error, undefined);
  page.close();
  return { found, kept: now };
}

const shown = page => ({ earned: page.text('.certificate dl'), standing: page.text('[data-mooc=certificate] ul'), notes: page.text('.journal blockquote') });

// [accept 53]
test('the certificate of all modules is earned when each is, and stays', async () => {
  let { kept } = await visit('p1', {}, page => { page.answer('one', 'a1'); });
  let { found, ...next } = await visit('end', kept, shown);
  assert.equal(found.earned, null);
  assert.equal(found.standing, 'First: You have completed this. You have not reached the pass mark yet.Second: You have not completed this yet.');
  ({ kept } = await visit('p2', next.kept, page => { page.answer('thought', 'Tŷ Bŵl'); }));
  ({ kept } = await visit('p1', kept, page => { page.answer('one', 'b2'); }));
  ({ found, kept } = await visit('end', kept, shown));
  assert.match(found.earned, /CourseQualityDate.*Version1\.0/);
  assert.equal(found.standing, 'First: You have completed this. You have passed.Second: You have completed this.');
  assert.equal(found.notes, 'Tŷ Bŵl');
  delete kept[`mooc:qi:p2`];
  ({ found } = await visit('end', kept, shown));
  assert.ok(found.earned, 'what was earned is not taken back');
});

test('notes of all pages are in one file, and go back to their pages', async () => {
  const { kept } = await visit('p2', {}, page => { page.answer('thought', 'Tŷ Bŵl'); });
  const text = (await visit('end', kept, page => {
    let written;
    page.window.Blob = class { constructor([given]) { written = given; } };
    page.window.URL.createObjectURL = () => '#';
    page.window.URL.revokeObjectURL = () => {};
    page.$$('.journal button')[0].click();
    return written;
  })).found;
  assert.match(text, /^Quality\r\n\d{4}-\d\d-\d\d\r\n\r\nPrompt of thought\r\nTŷ Bŵl/);
  const { kept: back } = await visit('end', {}, async page => {
    const field = page.$('#journal-file');
    Object.defineProperty(field, 'files', { value: [new page.window.Blob([text], { type: 'text/plain' })] });
    field.dispatchEvent(new page.window.Event('change'));
    await new Promise(done => { new page.window.MutationObserver(() => done()).observe(page.$('.journal [role=status]'), { childList: true }); });
    assert.equal(page.text('.journal [role=status]'), '1 note is taken from the file.');
  });
  await visit('p2', back, page => {
    assert.equal(page.form('thought').querySelector('textarea').value, 'Tŷ Bŵl');
    assert.match(page.status('thought'), /^Kept in this browser/);
  });
});
