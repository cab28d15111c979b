/** The certificate on the results page: when it is earned, what stands on it, and the name. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { make, open, quiz, sco } from './page.mjs';
import { Lms12, Lms2004 } from './lms.mjs';

const PAGES = () => ({ p1: quiz('q', 'module', [make.single('one', { k: 'Kone1' }), make.trueFalse('two', { k: 'Ktwo1' })]) });
const GIVEN = { kind: 'completion', title: '', text: '', signed_by: '', notice: '', hours: '' };
const html = (given, more = {}) => sco(PAGES(), { certificate: { ...GIVEN, ...given }, completion: { pages: 1, quizzes: ['q'] }, ...more });

async function begin(text, lms) {
  const page = open(text, { kind: lms ? lms.kind : '1.2', api: lms && lms.api });
  await page.settle();
  return page;
}

async function results(page) {
  if (page.window.location.hash === '#results') await page.go('#p1');
  await page.go('#results');
  await page.settle();
  return page.text('.certificate');
}

function sound(page, lms) {
  assert.deepEqual(page.noise, []);
  assert.equal(page.window.Mooc.error, undefined);
  if (lms) assert.deepEqual(lms.faulty, []);
  page.close();
}

const TODAY = new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

// [accept 53]
test('comes when the SCO is complete and passed, and says so before', async () => {
  const lms = new Lms12({ 'cmi.core.student_name': 'Ng, Mei' });
  const page = await begin(html({ signed_by: 'Ann', notice: 'No credit.' }), lms);
  assert.equal(await results(page), null);
  assert.match(page.text('[data-mooc=results]'), /Certificate of completion: you can print it here when you have completed this and reached the pass mark/);
  page.answer('one', 'b2').answer('two', 'false');
  assert.equal(await results(page), null, 'complete, but not passed');
  page.answer('two', 'true');
  assert.match(await results(page), /^Certificate of completionMei Nghas completed “Module 3”\.Score: 100%/);
  assert.deepEqual(page.$$('.certificate dd').map(each => each.textContent), ['Quality', 'Module 3', TODAY, '1.0']);
  assert.match(page.text('.certificate'), /AnnNo credit\.$/);
  assert.ok(!JSON.stringify(lms.values['cmi.suspend_data']).includes('Mei'));
  assert.deepEqual(lms.has('Ng'), []);
  sound(page, lms);
});

test('for taking part it is enough to be complete', async () => {
  const page = await begin(html({ kind: 'participation', title: '{course}: taking part' }));
  page.answer('one', 'a1').answer('two', 'false');
  assert.match(await results(page), /^Quality: taking parthas taken part in “Module 3”\.Course/);
  sound(page);
});

// [accept 53]
test('the date is that of the day it was earned, and none where that was not kept', async () => {
  const lms = new Lms2004({ 'cmi.learner_name': 'Mei Ng' });
  const given = { text: 'earned {date}\n\n{hours} hours\n\nby {name}' };
  const page = await begin(html(given, { api: '2004' }), lms);
  page.answer('one', 'b2').answer('two', 'true');
  assert.match(await results(page), new RegExp(`earned ${TODAY}by Mei Ng`), 'no paragraph for hours');
  const { session, state } = page.window.Mooc;
  const kept = earned => state.pack({ ...session.state, earned }, session.course, true);
  const [early, none] = [kept(1), kept(0)];
  page.leave();
  sound(page, lms);
  for (const [data, text] of [[early, /earned 1 January 2000by/], [none, /completionMei Ngby Mei Ng/]]) {
    const later = new Lms2004({ 'cmi.learner_name': 'Mei Ng' }, { kept: { ...lms.storage.read(), 'cmi.suspend_data': data } });
    const again = await begin(html(given, { api: '2004' }), later);
    assert.match(await results(again), text);
    sound(again, later);
  }
});

test('a name that is typed is shown, kept while the page is open, and nowhere else', async () => {
  const page = await begin(html({ kind: 'participation' }));
  page.answer('one', 'a1').answer('two', 'false');
  await results(page);
  const field = page.$('#certificate-name');
  field.value = '<b>Ŵyn</b> Siôn';
  field.dispatchEvent(new page.window.Event('input'));
  assert.equal(page.text('.certificate-name'), '<b>Ŵyn</b> Siôn');
  assert.match(await results(page), /<b>Ŵyn<\/b> Siôn/);
  assert.equal(page.$('#certificate-name').value, '<b>Ŵyn</b> Siôn');
  assert.ok(!JSON.stringify({ ...page.window.localStorage, ...page.window.sessionStorage }).includes('Si'));
  assert.ok(!page.window.location.href.includes('Si'));
  sound(page);
});

test('looking back earns nothing new', async () => {
  const page = await begin(html({}), new Lms12({ 'cmi.core.lesson_mode': 'browse' }));
  page.answer('one', 'b2').answer('two', 'true');
  assert.equal(await results(page), null);
  sound(page);
});
