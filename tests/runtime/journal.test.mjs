/** The journal of notes on the results page, its file, and what may come back from a file. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { make, open, quiz, sco } from './page.mjs';
import { Lms12 } from './lms.mjs';

const QUESTIONS = () => [make.reflection('ref', { k: 'Kref1' }), make.likert('lik', { k: 'Klik1' }), make.single('one', { k: 'Kone1' })];
const html = (more = {}, questions = QUESTIONS()) => sco({ p1: quiz('q', 'survey', questions) }, { notes: 'record', ...more });

async function begin(text = html()) {
  const lms = new Lms12();
  const page = open(text, { api: lms.api });
  await page.settle();
  return Object.assign(page, { lms });
}

async function results(page) {
  await page.go('#results');
  await page.settle();
  return page.text('.journal');
}

/** Chooses a file in the journal, and waits until the page has something to say of it. */
async function choose(page, text) {
  const field = page.$('#journal-file');
  Object.defineProperty(field, 'files', { configurable: true, value: [new page.window.File([text], 'notes.txt')] });
  field.dispatchEvent(new page.window.Event('change'));
  while (!page.text('.journal-open [role=status]')) await new Promise(done => setTimeout(done, 5));
  await page.settle();
  const said = page.text('.journal-open [role=status]');
  page.$('.journal-open [role=status]').textContent = '';
  return said;
}

function sound(page) {
  assert.deepEqual(page.noise, []);
  assert.equal(page.window.Mooc.error, undefined);
  assert.deepEqual(page.lms.faulty, []);
  page.close();
}

const written = async () => {
  const page = await begin();
  page.answer('lik', { 'lik.s1': '2', 'lik.s2': '3' }).answer('ref', 'Tŷ “Bŵl”\nand 😀');
  const { Mooc } = page.window;
  const text = Mooc.journal.text(Mooc.session);
  return { page, text };
};

test('shows every note with its prompt, in the order of the pages', async () => {
  const { page } = await written();
  assert.match(await results(page), /^Your notesPrompt of refTŷ “Bŵl” and 😀Prompt of likStatement lik\.s1: Text 2 Statement lik\.s2: Text 3Save my notes/);
  assert.deepEqual(page.$$('.journal h3 a').map(link => link.getAttribute('href')), ['#q-ref', '#q-lik']);
  sound(page);
});

test('says when there are no notes, and is not there without questions for them', async () => {
  const page = await begin();
  assert.match(await results(page), /not kept any notes yet/);
  const none = await begin(html({}, [make.single('one')]));
  assert.equal(await results(none), null);
  [page, none].forEach(sound);
});

// [accept 51]
test('a file opens again somewhere else, with every character', async () => {
  const { page, text } = await written();
  const other = await begin();
  await results(other);
  assert.equal(await choose(other, text), '2 notes are taken from the file.');
  assert.match(other.text('.journal'), /Tŷ “Bŵl” and 😀/);
  assert.equal(other.$('textarea').value, 'Tŷ “Bŵl”\nand 😀');
  assert.deepEqual(other.$$('input:checked').map(input => input.value), ['2', '3']);
  assert.match(other.status('ref'), /^Kept with your course record/);
  assert.match(other.lms.values['cmi.suspend_data'], /T~/);
  assert.equal(await choose(other, text), 'The notes in this file are all here already.');
  [page, other].forEach(sound);
});

test('a note that is here is replaced only by who says so', async () => {
  const { page, text } = await written();
  for (const [press, here] of [[0, 'Mine'], [1, 'Tŷ “Bŵl”\nand 😀']]) {
    const other = await begin();
    other.answer('ref', 'Mine');
    await results(other);
    const field = other.$('#journal-file');
    Object.defineProperty(field, 'files', { value: [new other.window.File([text], 'notes.txt')] });
    field.dispatchEvent(new other.window.Event('change'));
    while (!other.$('.journal-open button')) await new Promise(done => setTimeout(done, 5));
    assert.match(other.text('.journal-open'), /not the same here and in the file\. Which do you want\?Prompt of ref/);
    assert.equal(other.document.activeElement.textContent, 'Keep those that are here');
    assert.equal(other.$('textarea').value, 'Mine');
    other.$$('.journal-open button')[press].click();
    assert.equal(other.$('textarea').value, here);
    assert.equal(other.window.Mooc.session.state.notes.length, 2, 'what was not here has come');
    assert.equal(other.document.activeElement.getAttribute('role'), 'status');
    await other.settle();
    sound(other);
  }
  sound(page);
});

test('other files are refused, and change nothing', async () => {
  const { page, text } = await written();
  const other = await begin(html({ sco: 'm4' }));
  await results(other);
  assert.match(await choose(other, text), /saved in another course or module/);
  const same = await begin();
  await results(same);
  assert.match(await choose(same, 'My shopping list'), /not a file of notes/);
  assert.match(await choose(same, text.replace('mooc-notes-1', 'mooc-notes-2')), /not a file of notes/);
  for (const broken of [text.trim().slice(0, -1), text.replace(/(mooc-notes-1.{20})./, '$1!'), text.replace(/(mooc-notes-1.{20})/, '$1\n')])
    assert.match(await choose(same, broken), /damaged/);
  assert.equal(same.$('textarea').value, '');
  assert.equal(same.window.Mooc.session.state.notes.length, 0);
  [page, other, same].forEach(sound);
});

test('what no question takes stays in the file, and what has no room is not taken', async () => {
  const { page, text } = await written();
  const fewer = await begin(html({}, [make.reflection('ref', { k: 'Kref1' })]));
  await results(fewer);
  assert.match(await choose(fewer, text), /^1 note is taken from the file\. ?1 note belongs to a question that has changed or gone/);
  const narrow = await begin(html({ room: 8 }));
  await results(narrow);
  assert.match(await choose(narrow, text), /not enough room/);
  assert.equal(narrow.window.Mooc.session.state.notes.length, 0);
  [page, fewer, narrow].forEach(sound);
});
