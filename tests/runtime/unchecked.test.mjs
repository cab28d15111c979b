/** What a learner has chosen or typed, and not checked or kept yet, when the tab goes. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { make, open, quiz, sco, book } from './page.mjs';
import { Lms12, Lms2004 } from './lms.mjs';

const QUESTIONS = () => quiz('q', 'formative', [make.single('one', { k: 'Kone1' }), make.number('num', { k: 'Knum1' }), make.matching('pairs', { k: 'Kpai1' }),
  make.ordering('order', { k: 'Kord1' }), make.scenario('case', { k: 'Kcas1' })]);
const NOTE = () => quiz('s', 'survey', [make.reflection('ref', { k: 'Knot1' })]);
const PAGES = more => sco({ p1: QUESTIONS() + NOTE(), p2: '' }, { budget: 900, room: 400, ...more });

async function begin(html, lms, options = {}) {
  const page = open(html, { kind: lms.kind, api: lms.api, ...options });
  await page.settle();
  return Object.assign(page, { lms });
}

/** Typed, and the field is not left. */
function type(page, name, text) {
  const field = page.$(`[name="${name}"]`);
  field.value = text;
  field.dispatchEvent(new page.window.Event('input', { bubbles: true }));
}

function sound(...pages) {
  pages.forEach(page => {
    assert.deepEqual(page.noise, []);
    assert.equal(page.window.Mooc.error, undefined);
    page.close();
  });
}

for (const Lms of [Lms12, Lms2004]) {
  // [fault: the tab goes before an answer is checked or a note is kept]
  test(`SCORM ${Lms.kind}: choices come back as they were, unmarked, and are reported when they are checked`, async () => {
    const html = PAGES({ api: Lms.kind });
    const page = await begin(html, new Lms());
    page.fill({ one: 'b2', 'pairs.photo': 'process' });
    page.form('order').querySelector('[data-move=down]').click();
    type(page, 'num', '75,3');
    page.leave();
    assert.deepEqual(page.lms.has('interactions'), []);
    const again = await begin(html, page.lms.next());
    assert.deepEqual(again.$$('input:checked').map(input => input.value), ['b2']);
    assert.equal(again.$('[name=num]').value, '75,3');
    assert.deepEqual(again.$$('select').map(select => select.value), ['', 'process', '']);
    assert.deepEqual(again.$$('#q-order [data-item]').map(item => item.dataset.item), ['define', 'plot', 'limits', 'mean']);
    for (const id of ['one', 'num', 'pairs', 'order']) assert.equal(again.status(id), '');
    again.check('one');
    assert.match(again.status('one'), /^Correct/);
    await again.settle();
    assert.equal(again.lms.has('interactions.0.id').length, 1);
    sound(page, again);
  });
}

test('words in the place of a number are kept nowhere', async () => {
  const page = await begin(PAGES(), new Lms12());
  page.fill({ num: 'Canary' });
  page.leave();
  assert.doesNotMatch(JSON.stringify([page.lms.calls, { ...page.window.sessionStorage }]), /Canary/);
  sound(page);
});

test('a step of a scenario that was chosen and not confirmed is still to be confirmed', async () => {
  const page = await begin(PAGES(), new Lms12());
  page.fill({ 'case.d1': 'b' });
  page.leave();
  const again = await begin(PAGES(), page.lms.next());
  assert.ok(again.form('case').querySelector('[data-step=d2]').hidden);
  assert.ok(!again.form('case').querySelector('[name="case.d1"]').disabled);
  sound(page, again);
});

// [accept 39]
// [fault: the tab goes before an answer is checked or a note is kept]
test('a note that was typed and not kept: in this tab it comes back, the platform never has it', async () => {
  const page = await begin(PAGES(), new Lms12());
  type(page, 'ref', 'Canary ŵ');
  page.hide();
  assert.doesNotMatch(JSON.stringify(page.lms.calls), /Canary/);
  const copy = { ...page.window.sessionStorage };
  const prepare = window => Object.entries(copy).forEach(([name, text]) => window.sessionStorage.setItem(name, text));
  const again = await begin(PAGES(), page.lms.next(), { prepare });
  assert.equal(again.$('textarea').value, 'Canary ŵ');
  again.$('[data-mooc=exit]').click();
  assert.match(again.banner, /Save them to a file before you leave\?/);
  assert.doesNotMatch(JSON.stringify(again.lms.calls), /Canary/);
  sound(page, again);
});

test('a note that is kept with the record is kept while it is typed, and forgotten when it is emptied', async () => {
  const page = await begin(PAGES({ notes: 'record' }), new Lms12());
  type(page, 'ref', 'Half a sen');
  page.leave();
  const again = await begin(PAGES({ notes: 'record' }), page.lms.next());
  assert.equal(again.$('textarea').value, 'Half a sen');
  again.fill({ ref: '' });
  again.leave();
  const last = await begin(PAGES({ notes: 'record' }), again.lms.next());
  assert.equal(last.$('textarea').value, '');
  assert.equal(last.status('ref'), '');
  sound(page, again, last);
});

test('a note too long for the record is not kept in part: pressing the button says so', async () => {
  const page = await begin(PAGES({ notes: 'record', room: 60 }), new Lms12());
  page.fill({ ref: 'Short.' });
  page.fill({ ref: 'x'.repeat(200) });
  assert.equal(String(page.window.Mooc.session.state.notes.map(note => note.values)), 'Short.');
  page.check('ref');
  assert.match(page.error('ref'), /characters too long to keep/);
  sound(page);
});

// [fault: the tab goes before an answer is checked or a note is kept]
test('the book keeps what is typed when its page is left', async () => {
  const html = book('p1', QUESTIONS() + NOTE());
  const page = open(html, { kind: 'book' });
  await page.settle();
  type(page, 'ref', 'Before I go on');
  page.fill({ one: 'a1' });
  page.leave();
  const kept = Object.entries(page.window.localStorage);
  const again = open(html, { kind: 'book', prepare: window => kept.forEach(([name, text]) => window.localStorage.setItem(name, text)) });
  await again.settle();
  assert.equal(again.$('textarea').value, 'Before I go on');
  assert.deepEqual(again.$$('input:checked').map(input => input.value), ['a1']);
  assert.match(again.status('ref'), /^Kept in this browser/);
  assert.equal(again.status('one'), '');
  sound(page, again);
});

// [fault: the tab goes before an answer is checked or a note is kept]
test('long typing is kept every five seconds, not at each letter', async () => {
  const page = await begin(PAGES({ notes: 'record' }), new Lms12());
  const waits = [];
  const { setTimeout: later } = page.window;
  page.window.setTimeout = (act, ms) => ms === 5000 ? waits.push(act) : later(act, ms);
  for (const text of ['O', 'On', 'One']) type(page, 'ref', text);
  assert.equal(waits.length, 1);
  const noted = () => String(page.window.Mooc.session.state.notes.map(note => note.values));
  assert.equal(noted(), '');
  waits[0]();
  assert.equal(noted(), 'One');
  type(page, 'ref', 'One m');
  assert.equal(waits.length, 2);
  sound(page);
});
