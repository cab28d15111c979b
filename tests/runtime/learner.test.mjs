/** What a learner sees and does in a SCO: questions, pages, notes, results. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { make, open, quiz, sco, book } from './page.mjs';
import { Lms12, Lms2004 } from './lms.mjs';

const ONE = body => sco({ p1: body, p2: '<p>Text.</p>' });

async function begin(html, lms = new Lms12(), options = {}) {
  const page = open(html, { kind: lms.kind, api: lms.api, ...options });
  await page.settle();
  page.lms = lms;
  return page;
}

function sound(page) {
  assert.deepEqual(page.noise, []);
  assert.equal(page.window.Mooc.error, undefined);
  assert.deepEqual(page.lms ? page.lms.faulty : [], []);
  page.close();
}

const active = page => page.document.activeElement;

/* Checking. */

// [accept 8, 9]
test('nothing chosen: an error that says what to do, by the field, until something is chosen', async () => {
  const page = await begin(ONE(quiz('q', 'formative', [make.single('one'), make.multiple('many'), make.number('num'), make.matching('pairs'), make.fillIn('gaps')])));
  for (const [id, words] of [['one', 'Error: Select an answer'], ['many', 'Error: Select at least one answer'], ['num', 'Error: Enter only the number, in figures, for example 2.5'],
    ['pairs', 'Error: Answer the 3 parts that are still empty'], ['gaps', 'Error: Answer the 2 parts that are still empty']]) {
    page.check(id);
    assert.equal(page.error(id), words);
    const field = page.form(id).querySelector('input, select');
    assert.equal(field.getAttribute('aria-invalid'), 'true');
    assert.ok(field.getAttribute('aria-describedby').split(' ').includes(`q-${id}-err`));
    assert.equal(active(page), field);
    assert.equal(page.status(id), '');
  }
  page.fill({ one: 'a1', num: 'two' });
  assert.equal(page.error('one'), '');
  assert.equal(page.form('one').querySelector('[aria-invalid]'), null);
  page.check('num');
  assert.match(page.error('num'), /in figures/);
  assert.equal(page.$$('select').filter(each => each.value === '').length, 4);
  sound(page);
});

// [accept 12]
test('feedback: chosen options; the general one and the right answer at the last try', async () => {
  const page = await begin(ONE(quiz('q', 'formative', [make.multiple('many')], { tries: 2 })));
  assert.equal(page.text('#q-many .mq-tries'), '· 2 tries left');
  page.answer('many', ['mean', 'below']);
  assert.match(page.status('many'), /^Not quite\. Change your answer.*Text below ?About below\. ?Text mean ?About mean\.$/);
  assert.equal(page.text('#q-many .mq-tries'), '· 1 try left');
  assert.ok(page.form('many').classList.contains('mq-last'));
  page.answer('many', ['below']);
  assert.match(page.status('many'), /^Partly right\. 1 of 2 points\. ?About below\. ?General wrong\. ?Right answers:$/);
  assert.equal(page.text('#q-many .mq-tries'), '· no tries left');
  assert.equal(page.form('many').querySelector('.mq-status').getAttribute('data-state'), 'partial');
  assert.ok(page.$$('#q-many input').every(input => input.disabled));
  assert.ok(page.form('many').querySelector('.mq-check').hidden);
  assert.equal(active(page), page.form('many').querySelector('.mq-status'), 'focus is not lost');
  const ids = page.$$('[id]').map(node => node.id);
  assert.equal(new Set(ids).size, ids.length, 'no id stands twice');
  sound(page);
});

test('tries without end: wrong is explained, right locks', async () => {
  const page = await begin(ONE(quiz('q', 'formative', [make.number('num')])));
  for (let n = 0; n < 9; n++) page.answer('num', '12');
  assert.match(page.status('num'), /^Not quite\..*General wrong\.$/);
  assert.doesNotMatch(page.status('num'), /Right answer/);
  page.answer('num', ' 75,3 ');
  assert.match(page.status('num'), /^Correct\. ?General right\.$/);
  assert.ok(page.form('num').querySelector('input').disabled);
  sound(page);
});

test('Enter in a text field checks; in an assessment it does nothing', async () => {
  const submit = page => page.$$('form')[0].dispatchEvent(new page.window.Event('submit', { cancelable: true, bubbles: true }));
  const page = await begin(ONE(quiz('q', 'formative', [make.number('num')])));
  page.fill({ num: '75.3' });
  assert.equal(submit(page), false);
  assert.match(page.status('num'), /^Correct/);
  sound(page);
  const exam = await begin(ONE(quiz('q', 'assessment', [make.number('num')])));
  exam.fill({ num: '75.3' });
  assert.equal(submit(exam), false);
  assert.equal(exam.status('num'), '');
  sound(exam);
});

test('markup in an author\'s words is never read as HTML', async () => {
  const bad = '<img src=x onerror=alert(1)>';
  const q = make.single('one', { text: bad });
  q.key.slots[0].texts.a1 = bad;
  const page = await begin(sco({ p1: quiz('q', 'formative', [q]) }, { title: bad, courseTitle: bad }));
  page.answer('one', 'a1');
  await page.go('#results');
  assert.match(page.text('[data-mooc=results]'), /<img src=x/);
  assert.equal(page.$('img'), null);
  sound(page);
});

/* Ordering. */

// [accept 14]
test('ordering: buttons move, focus stays, the place is announced, ends do nothing', async () => {
  const page = await begin(ONE(quiz('q', 'formative', [make.ordering('ord')])));
  const items = () => page.$$('#q-ord li').map(li => li.getAttribute('data-item')).join();
  const button = (item, way) => page.$(`#q-ord [data-item=${item}] [data-move=${way}]`);
  assert.ok(page.$$('.mq-moves').every(moves => !moves.hidden));
  assert.equal(button('plot', 'up').getAttribute('aria-disabled'), 'true');
  button('define', 'up').focus();
  button('define', 'up').click();
  assert.equal(items(), 'define,plot,limits,mean');
  assert.equal(active(page), button('define', 'up'));
  assert.equal(page.text('.mq-moved'), 'Text define moved to position 1 of 4');
  button('define', 'up').click();
  assert.equal(items(), 'define,plot,limits,mean');
  button('limits', 'down').click();
  page.check('ord');
  assert.match(page.status('ord'), /^Correct/);
  assert.ok(page.$$('#q-ord [data-move]').every(each => each.disabled));
  sound(page);
});

test('an unmoved order is an answer, and a shuffled one is never the right one', async () => {
  for (let seed = 0; seed < 6; seed++) {
    const page = await begin(ONE(quiz('q', 'formative', [make.ordering('ord', { ids: ['aa', 'bb'], shown: ['bb', 'aa'] })], { shuffle: 'options' })));
    page.check('ord');
    assert.match(page.status('ord'), /^Not quite/);
    sound(page);
  }
});

/* Scenario. */

test('scenario: step by step, consequences, an ending, and again', async () => {
  const page = await begin(ONE(quiz('q', 'formative', [make.scenario('sc')], { tries: 2 })));
  const steps = () => page.$$('.mq-step').map(step => step.hidden ? 0 : 1).join('');
  const told = () => page.$$('.mq-step [role=status]').map(node => node.textContent.trim()).join('|');
  assert.equal(steps(), '10');
  assert.match(page.text('#q-sc .mq-check'), /^Choose for question 1$/);
  page.check('sc');
  assert.equal(page.error('sc'), 'Error: Select an answer');
  page.answer('sc', { 'sc.d1': 'b' });
  assert.equal(steps(), '11');
  assert.equal(told(), 'About b.|');
  assert.equal(active(page).textContent, 'Step sc.d2');
  assert.ok(page.$$('input').filter(input => input.name === 'sc.d1').every(input => input.disabled));
  page.answer('sc', { 'sc.d2': 'x' });
  assert.match(page.status('sc'), /1 of 2 points\. ?A poor end\.$/);
  assert.ok(page.form('sc').querySelector('.mq-check').hidden);
  const again = page.$$('#q-sc button').find(button => button.textContent === 'Try again');
  again.click();
  assert.equal(steps(), '10');
  assert.equal(told(), '|');
  assert.equal(page.status('sc'), '');
  assert.equal(active(page).textContent, 'Step sc.d1');
  page.answer('sc', { 'sc.d1': 'b' }).answer('sc', { 'sc.d2': 'y' });
  assert.match(page.status('sc'), /2 of 2 points\. ?A good end\.$/);
  assert.ok(again.hidden);
  await page.settle();
  assert.ok(page.lms.has('student_response=1.b,2.b').length);
  sound(page);
});

test('scenario: a path that ends early, and one taken up again', async () => {
  const html = () => ONE(quiz('q', 'formative', [make.scenario('sc', { k: 'Ksc01' }), make.scenario('other', { k: 'Kot01' })]));
  const page = await begin(html());
  page.answer('sc', { 'sc.d1': 'c' });
  assert.match(page.status('sc'), /A poor end/);
  page.answer('other', { 'other.d1': 'a' });
  await page.settle();
  assert.deepEqual(page.lms.has('interactions.1'), [], 'half a scenario is not reported');
  page.leave();
  const again = await begin(html(), page.lms.next());
  assert.deepEqual(again.$$('.mq-step').map(step => step.hidden), [false, true, false, false]);
  assert.match(again.status('sc'), /A poor end/);
  again.answer('other', { 'other.d2': 'y' });
  assert.match(again.status('other'), /1 of 2 points/);
  await again.settle();
  assert.ok(again.lms.has('interactions.1.id=other').length);
  [page, again].forEach(sound);
});

/* Assessments. */

const EXAM = (more = {}) => quiz('exam', 'assessment', [make.single('x_1', { k: 'Kx100' }), make.number('x_2', { k: 'Kx200' }), make.scenario('x_3', { k: 'Kx300' })], { tries: 1, ...more });

// [accept 10]
test('assessment: blanks are listed with links to their fields; one submission', async () => {
  const page = await begin(ONE(EXAM()));
  page.fill({ x_1: 'b2' });
  page.$('.mq-submit').click();
  assert.match(page.text('.mq-summary'), /^2 questions are not answered yet/);
  assert.equal(active(page), page.$('.mq-summary'));
  const links = page.$$('.mq-summary a');
  assert.match(links[0].textContent, /^Question 2 of 3 – Prompt of x_2$/);
  links[0].click();
  assert.equal(active(page).name, 'x_2');
  assert.match(page.error('x_2'), /in figures/);
  assert.equal(page.status('x_1'), '');
  page.fill({ x_2: '75.3' }).answer('x_3', { 'x_3.d1': 'b' }).answer('x_3', { 'x_3.d2': 'x' });
  await page.settle();
  assert.deepEqual(page.lms.has('interactions'), [], 'nothing is reported before');
  page.$('.mq-submit').click();
  assert.match(page.text('.mq-summary'), /^You have 3 of 4 points \(75%\)\. The pass mark is 70%\.$/);
  assert.equal(active(page), page.$('.mq-summary'));
  assert.ok(page.$('.mq-submit').hidden);
  assert.match(page.status('x_1'), /^Correct\. ?About b2\. ?General right\.$/);
  await page.settle();
  assert.equal(page.lms.values['cmi.core.score.raw'], '75');
  sound(page);
});

test('assessment: answers that are not submitted yet come back; a second submission if allowed', async () => {
  const page = await begin(ONE(EXAM({ tries: 2 })));
  page.fill({ x_1: 'a1', x_2: '12' });
  await page.settle();
  page.leave();
  const again = await begin(ONE(EXAM({ tries: 2 })), page.lms.next());
  assert.equal(again.$('input:checked').value, 'a1');
  assert.equal(again.status('x_1'), '');
  again.answer('x_3', { 'x_3.d1': 'c' });
  again.$('.mq-submit').click();
  assert.match(again.text('.mq-summary'), /0 of 4 points.*submit 1 more time/);
  assert.doesNotMatch(again.status('x_1'), /Right answer/);
  again.fill({ x_1: 'b2' });
  again.$('.mq-submit').click();
  assert.match(again.status('x_1'), /^Correct/);
  assert.match(again.status('x_2'), /Right answer: 75\.3$/);
  assert.ok(again.$('.mq-submit').hidden);
  [page, again].forEach(sound);
});

/* Pages. */

// [accept 15]
test('pages: one at a time, focus on the heading, title, ticks, the address', async () => {
  const page = await begin(sco({ p1: '<p>One</p>', p2: '<p>Two</p>', p3: '<p>Three</p>' }));
  assert.equal(page.shown, 'p1');
  assert.equal(active(page), page.document.body, 'no focus is taken on arrival');
  await page.moved(() => page.$('#p1 .ways a').click());
  assert.equal(page.shown, 'p2');
  assert.equal(active(page), page.$('#p2 h1'));
  assert.equal(page.document.title, 'Title p2 – Module 3');
  assert.equal(page.text('[data-mooc=where]'), 'Page 2 of 4');
  assert.equal(page.$('[data-mooc=rail]').value, 2);
  assert.deepEqual(page.$$('.tick').map(tick => tick.textContent), ['✓', '●', '○', '○']);
  assert.equal(page.$('[aria-current]').getAttribute('href'), '#p2');
  assert.equal(page.text('.pages li a'), 'ōTitle p1 (read)'.replace('ō', '✓'));
  await page.go('#p3--more');
  assert.equal(page.shown, 'p3');
  assert.equal(active(page).id, 'p3--more');
  await page.go('#main');
  await page.go('#nothing');
  assert.equal(page.shown, 'p3');
  await page.moved(() => page.window.history.go(-3));
  assert.equal(page.shown, 'p2');
  sound(page);
});

// [accept 15]
test('Back leads to the link by which a page was left, and at last to the page that came first', async () => {
  const page = await begin(sco({ p1: '<p><a id="out" href="#p2--more">more</a></p>', p2: '<p><a id="on" href="#p3">on</a></p>', p3: '' }));
  await page.moved(() => page.$('#out').click());
  await page.moved(() => page.$('#on').click());
  assert.equal(active(page), page.$('#p3 h1'));
  await page.moved(() => page.window.history.back());
  assert.equal(active(page).id, 'on');
  await page.moved(() => page.window.history.back());
  assert.equal(page.shown, 'p1', 'it was opened without an address');
  assert.equal(active(page).id, 'out');
  assert.equal(active(page).getAttribute('tabindex'), null, 'the link keeps its place in the tab order');
  await page.moved(() => page.window.history.forward());
  assert.equal(active(page).id, 'on');
  await page.moved(() => page.$('.pages a').click());
  assert.equal(active(page), page.$('#p1 h1'), 'a link leads to what it names');
  sound(page);
});

test('the address opens its page; a link to the address again goes there again', async () => {
  const page = await begin(sco({ p1: '', p2: '<p><a id="self" href="#p2">here</a></p>' }), new Lms12(), { url: 'https://lms.example/sco/index.html#p2--more' });
  assert.equal(page.shown, 'p2');
  await page.go('#p2');
  page.$('#self').focus();
  page.$('#self').click();
  assert.equal(active(page), page.$('#p2 h1'));
  sound(page);
});

// [accept 52]
test('results: score, what is left, and for each question the answer as far as it may be told', async () => {
  const page = await begin(sco({ p1: quiz('m', 'module', [make.single('one', { points: 2 }), make.number('num', { points: 2 }), make.multiple('many')], { tries: 2 }), p2: '' },
    { completion: { pages: 1, quizzes: ['m'] } }));
  page.answer('one', 'b2').answer('num', '3');
  await page.go('#results');
  const results = page.text('[data-mooc=results]');
  assert.match(results, /Your score is 33% \(2 of 6 points\)\. ?The pass mark is 70%\. ?You have not reached the pass mark yet\. ?You have not completed this yet\./);
  assert.match(results, /Pages still to read ?Title p2 ?Questions still to answer ?Prompt of many/);
  assert.match(results, /Prompt of one ?Correct\. Your answer: Text b2 ?Right answer: Text b2/);
  assert.match(results, /Prompt of num ?Not quite\. Your answer: 3 ?Read again: Title p1 ?Prompt of many ?Not answered yet\. ?Read again: Title p1/);
  assert.ok(page.$$('[data-mooc=results] button').some(button => button.textContent === 'Print this page'));
  await page.go('#q-num');
  assert.equal(page.shown, 'p1');
  assert.equal(active(page).tagName, 'LEGEND');
  await page.go('#p2');
  page.answer('many', ['below', 'seven']).answer('num', '75.3');
  await page.go('#results');
  assert.match(page.text('[data-mooc=results]'), /100% .*You have passed\. ?You have completed this\. ?Your answers/);
  sound(page);
});

test('results: what is matched says what to', async () => {
  const page = await begin(sco({ p1: quiz('m', 'module', [make.matching('pairs')]) }));
  page.answer('pairs', { 'pairs.missing': 'outcome', 'pairs.photo': 'process', 'pairs.slip': 'outcome' });
  await page.go('#results');
  assert.match(page.text('[data-mooc=results]'), /Your answer: Left: Text outcome; Left: Text process; Left: Text outcome/);
  sound(page);
});

test('when the script fails the page stays readable', async () => {
  const html = ONE('<p>Text.</p>').replace('data-mooc="menu"', '');
  const page = open(html, { api: new Lms12().api });
  await page.settle();
  assert.ok(page.window.Mooc.error);
  assert.equal(page.shown, 'p1,p2,results');
  assert.ok(!page.document.documentElement.classList.contains('js'));
  page.close();
});

test('a question whose key is broken leaves the others usable', async () => {
  const html = ONE(quiz('q', 'formative', [make.single('one'), make.single('two')]));
  const page = await begin(html.replace(/data-key="[^"]*"/, 'data-key="%"'));
  page.answer('two', 'b2');
  assert.match(page.status('two'), /^Correct/);
  sound(page);
});

/* Notes. */

const NOTES = (more = {}, k = 'Knot1') => sco({ p1: quiz('s', 'survey', [make.reflection('ref', { k }), make.likert('lik', { k: 'Klik1' })]), p2: '' }, { budget: 400, ...more });

test('notes: asked once where they are kept; never reported', async () => {
  const page = await begin(NOTES());
  page.answer('ref', 'Ŵyth wythnos.');
  assert.match(page.status('ref'), /^Where shall we keep your notes\?/);
  const [record] = page.$$('#q-ref .mq-status button');
  assert.equal(active(page), record);
  record.click();
  assert.match(page.status('ref'), /^Kept with your course record\. ?How somebody else answered ?We wrote three plans\.$/);
  page.answer('lik', { 'lik.s1': '2', 'lik.s2': '3' });
  assert.match(page.status('lik'), /^Kept with your course record\. ?Text 2 ?About 2\. ?Text 3 ?About 3\.$/);
  await page.settle();
  assert.deepEqual(page.lms.has('interactions'), []);
  page.leave();
  const again = await begin(NOTES(), page.lms.next());
  assert.equal(again.$('textarea').value, 'Ŵyth wythnos.');
  assert.match(again.status('ref'), /^Kept with your course record/);
  assert.deepEqual(again.$$('input:checked').map(input => input.value), ['2', '3']);
  [page, again].forEach(sound);
});

// [accept 51]
test('notes on the device are not in the record, and leaving offers the file', async () => {
  const page = await begin(NOTES({ notes: 'device' }));
  page.answer('ref', 'Only mine');
  assert.match(page.status('ref'), /^Kept on this computer until you leave/);
  await page.settle();
  assert.doesNotMatch(page.lms.values['cmi.suspend_data'], /mine/);
  page.$('[data-mooc=exit]').click();
  assert.match(page.banner, /Save them to a file before you leave\?/);
  assert.equal(page.state, 'ready');
  let saved;
  page.window.URL.createObjectURL = blob => { saved = blob; return 'blob:x'; };
  page.window.URL.revokeObjectURL = () => {};
  const clicked = [];
  page.window.HTMLAnchorElement.prototype.click = function () { clicked.push(this.download); };
  page.$$('[data-mooc=banner] button')[0].click();
  assert.deepEqual(clicked, ['my-notes-m3.txt']);
  const text = await new Promise(done => { const reader = new page.window.FileReader(); reader.onload = () => done(reader.result); reader.readAsText(saved); });
  assert.match(text, /^Quality\r\nModule 3\r\n.*\r\n\r\nPrompt of ref\r\nOnly mine\r\n/);
  assert.equal(page.state, 'closed');
  sound(page);
});

// [accept 51]
test('notes in the record share the room that answers leave, counted live', async () => {
  const page = await begin(NOTES({ notes: 'record', budget: 200, room: 98 }));
  page.fill({ ref: 'x'.repeat(300) }).check('ref');
  assert.match(page.error('ref'), /^Error: Your note is \d+ characters too long to keep$/);
  page.fill({ ref: 'x'.repeat(20) });
  await page.settle(600);
  const left = Number(page.text('.mq-left').split(' ')[0]);
  page.fill({ ref: 'x'.repeat(20 + left) }).check('ref');
  assert.equal(page.error('ref'), '');
  await page.settle();
  assert.ok(page.lms.values['cmi.suspend_data'].length <= 200);
  assert.match(page.lms.values['cmi.suspend_data'], /x{30}/);
  sound(page);
});

/* The whole in Welsh, and in the book. */

// [accept 54]
test('Welsh: no English word of ours is left', async () => {
  const page = await begin(sco({ p1: quiz('q', 'module', [make.single('one'), make.multiple('many')], { tries: 2 }) }, { lang: 'cy', completion: { pages: 1, quizzes: ['q'] } }));
  page.check('one');
  assert.equal(page.error('one'), 'Gwall: Dewiswch ateb');
  page.answer('one', 'a1');
  assert.match(page.status('one'), /^Ddim yn hollol\./);
  assert.equal(page.text('#q-one .mq-tries'), '· 1 cynnig ar ôl');
  assert.equal(page.text('[data-mooc=where]'), 'Tudalen 1 o 2 · Wedi rhoi cynnig ar 1 o 2 gwestiwn');
  await page.go('#results');
  assert.doesNotMatch(page.text('[data-mooc=results]'), /\b(Your score|Page|answer:|read|Print)\b/);
  sound(page);
});

const BOOK = () => book('p1', quiz('q', 'formative', [make.single('one', { k: 'Kone1' }), make.reflection('ref', { k: 'Kref1' })]));

// [accept 50]
test('book: a page is kept in this browser, ticked in the sidebar, and cleared when confirmed', async () => {
  const page = open(BOOK(), { kind: 'book' });
  await page.settle();
  page.answer('one', 'b2').answer('ref', 'My note');
  assert.match(page.status('ref'), /^Kept in this browser/);
  await page.settle();
  const kept = Object.entries(page.window.localStorage);
  assert.deepEqual(kept.map(([name]) => name), ['mooc:qi:p1']);
  assert.deepEqual(page.$$('[data-page]').map(link => link.getAttribute('data-seen')), ['1', null]);
  assert.equal(page.text('[data-page=p1]'), 'One ✓ (read)');
  const prepare = window => kept.forEach(([name, text]) => window.localStorage.setItem(name, text));
  const again = open(BOOK(), { kind: 'book', prepare });
  await again.settle();
  assert.match(again.status('one'), /^Correct/);
  assert.equal(again.$('textarea').value, 'My note');
  const clear = () => again.$$('[data-mooc=clear] button');
  clear()[0].click();
  assert.match(again.text('[data-mooc=clear]'), /removes all your answers/);
  assert.equal(active(again).textContent, 'Cancel');
  clear()[1].click();
  assert.equal(again.window.localStorage.length, 1);
  clear()[0].click();
  clear()[0].click();
  assert.match(again.text('[data-mooc=clear]'), /Your answers are cleared/);
  assert.equal(again.window.localStorage.length, 0);
  assert.equal(again.status('one'), '');
  assert.equal(again.$$('input:checked').length, 0);
  assert.equal(again.$('textarea').value, '');
  assert.ok(!again.form('one').querySelector('.mq-check').hidden);
  assert.equal(again.$('[data-page=p1]').getAttribute('data-seen'), null);
  [page, again].forEach(sound);
});

/** What a browser tells the other tabs of a site. */
function told(page, key, newValue) {
  if (newValue === null) page.window.localStorage.removeItem(key);
  else page.window.localStorage.setItem(key, newValue);
  page.window.dispatchEvent(new page.window.StorageEvent('storage', { key, newValue }));
}

// [fault: the same page of the book in two tabs]
test('book: two tabs with the same page follow each other, and are cleared together', async () => {
  const [first, second] = [open(BOOK(), { kind: 'book' }), open(BOOK(), { kind: 'book' })];
  await Promise.all([first.settle(), second.settle()]);
  first.answer('one', 'b2');
  first.hide();
  told(second, 'mooc:qi:p1', first.window.localStorage.getItem('mooc:qi:p1'));
  assert.match(second.status('one'), /^Correct/);
  second.answer('ref', 'My note');
  second.hide();
  told(first, 'mooc:qi:p1', second.window.localStorage.getItem('mooc:qi:p1'));
  assert.equal(first.$('textarea').value, 'My note');
  assert.match(first.status('one'), /^Correct/);
  told(first, 'mooc:qi:p1', null);
  assert.equal(first.$('textarea').value + first.status('one'), '');
  first.leave();
  assert.doesNotMatch(JSON.stringify({ ...first.window.localStorage }), /note/);
  [first, second].forEach(sound);
});

test('book: a page that comes back from the browser\'s cache shows what is kept now', async () => {
  const page = open(BOOK(), { kind: 'book' });
  await page.settle();
  page.answer('one', 'b2');
  page.leave(true);
  page.window.localStorage.clear();
  page.window.dispatchEvent(Object.assign(new page.window.Event('pageshow'), { persisted: true }));
  assert.equal(page.status('one'), '');
  sound(page);
});

test('book: a page without questions only counts as read', async () => {
  const page = open(book('p2', '<p>Text.</p>'), { kind: 'book' });
  await page.settle();
  assert.deepEqual(page.$$('[data-page]').map(link => link.getAttribute('data-seen')), [null, '1']);
  sound(page);
});
