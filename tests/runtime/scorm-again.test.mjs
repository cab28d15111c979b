/** A whole course with scorm-again as the LMS: no call of ours may be refused. It is lenient: builder/lms is not. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Scorm12API } from 'scorm-again/scorm12';
import { Scorm2004API } from 'scorm-again/scorm2004';
import { make, open, quiz, sco } from './page.mjs';

const ALL = () => [make.single('a_1', { k: 'Aone1' }), make.trueFalse('a_2', { k: 'Atwo1' }), make.multiple('a_3', { k: 'Athr1' }), make.number('a_4', { k: 'Afou1' }),
  make.fillIn('a_5', { k: 'Afiv1' }), make.matching('a_6', { k: 'Asix1' }), make.ordering('a_7', { k: 'Asev1', ids: ['d', 'p'], shown: ['d', 'p'] }), make.scenario('a_8', { k: 'Aeig1' })];
const html = api => sco({ p1: quiz('m', 'module', ALL()), p2: '<p>Text.</p>' }, { api, completion: { pages: 1, quizzes: ['m'] } });

function answerAll(page) {
  page.answer('a_1', 'b2').answer('a_2', 'true').answer('a_3', ['below', 'seven']).answer('a_4', '75,3').answer('a_5', { 'a_5.cause': 'Random', 'a_5.middle': 'o2' })
    .answer('a_6', { 'a_6.missing': 'outcome', 'a_6.photo': 'process', 'a_6.slip': 'process' }).answer('a_7', {}).answer('a_8', { 'a_8.d1': 'b' }).answer('a_8', { 'a_8.d2': 'y' });
}

for (const [kind, API, prefix] of [['1.2', Scorm12API, 'LMS'], ['2004', Scorm2004API, '']]) {
  // [accept 43]
  test(`SCORM ${kind}: every type answered, complete, left and resumed`, async () => {
    const api = new API({ autocommit: false, logLevel: 5 });
    const refused = [];
    const results = [];
    const ask = (method, ...args) => {
      const answer = api[prefix ? `${prefix}${method}` : method](...args);
      const code = api[`${prefix}GetLastError`]();
      if (/SetValue|Commit|Initialize/.test(method) && answer !== 'true') refused.push([method, ...args, code]);
      if (/result$/.test(args[0])) results.push(args[1]);
      return answer;
    };
    const last = prefix ? 'Finish' : 'Terminate';
    const facade = {};
    for (const method of ['Initialize', 'GetValue', 'SetValue', 'Commit', last]) facade[prefix + method] = (...args) => ask(method, ...args);
    facade[`${prefix}GetLastError`] = () => api[`${prefix}GetLastError`]();
    const page = open(html(kind), { kind, api: facade });
    await page.settle();
    answerAll(page);
    await page.settle();
    await page.go('#p2');
    await page.settle();
    const cmi = api.cmi;
    assert.deepEqual(refused, []);
    assert.equal(cmi.interactions.childArray.length, 8);
    assert.deepEqual(results, Array(8).fill('correct'));
    if (kind === '1.2') assert.deepEqual([cmi.core.lesson_status, cmi.core.score.raw], ['passed', '100']);
    else assert.deepEqual([cmi.completion_status, cmi.success_status, cmi.score.scaled, cmi.progress_measure], ['completed', 'passed', '1', '1']);
    const kept = cmi.suspend_data;
    page.leave();
    assert.deepEqual(refused, []);
    assert.deepEqual(page.noise, []);
    page.close();
    assert.ok(kept.length < 400);
  });
}
