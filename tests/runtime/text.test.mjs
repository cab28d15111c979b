/** Typed text and numbers, plurals, and that both languages say the same things. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { load, source, strings, SCRIPTS } from './page.mjs';

const { text, marks } = load('text', 'marks', 'typed');

// [accept 55]
test('fold ignores case, accents, apostrophes, hyphens and spaces', () => {
  for (const [typed, meant] of [['  Common  Cause ', 'common cause'], ['common-cause', 'common cause'], ['don’t', "DON'T"], ["don't", 'dont'],
    ['Tŷ Ŵyn', 'ty wyn'], ['e\u0301tat', 'état'], ['“mean”', 'mean'], ['run–chart', 'run chart']]) {
    assert.equal(text.fold(typed), text.fold(meant), typed);
  }
  assert.notEqual(text.fold('mean'), text.fold('median'));
});

// [accept 55]
test('number takes comma or point, signs and thousands, and no words', () => {
  for (const [typed, value] of [['2.5', 2.5], ['2,5', 2.5], [' 2.5 ', 2.5], ['.5', 0.5], ['5.', 5], ['+3', 3], ['-3', -3], ['−3,5', -3.5], ['- 3', -3],
    ['1 240', 1240], ['1\u00a0240,5', 1240.5], ['1,240.5', 1240.5], ['1,240,000', 1240000], ['0', 0], ['007', 7]]) {
    assert.equal(text.number(typed), value, typed);
  }
  for (const typed of ['', ' ', 'two', '2 5', '2.5 minutes', '1e3', '2..5', '--2', '1,24.5', '12,3456,7', 'Infinity', '0x10', ',']) {
    assert.ok(Number.isNaN(text.number(typed)), typed);
  }
});

test('a number is reported without an exponent', () => {
  const reported = typed => marks.WRITERS.numeric(null, [typed], false);
  assert.equal(reported('0,0000005'), '0.0000005');
  assert.equal(reported('75.3'), '75.3');
});

// [accept 54]
test('say fills in, chooses the plural, and shows a key that is missing', () => {
  text.use({ lang: 'cy', strings: strings('cy') });
  const said = [0, 1, 2, 3, 6, 7].map(n => text.say('points', { n }));
  assert.deepEqual(said, ['0 pwynt', '1 pwynt', '2 bwynt', '3 phwynt', '6 phwynt', '7 pwynt']);
  text.use({ lang: 'en', strings: strings('en') });
  assert.deepEqual([1, 2, 1.5].map(n => text.say('points', { n })), ['1 point', '2 points', '1.5 points']);
  assert.equal(text.say('moved', { item: '$& {n}', n: 1, total: 2 }), '$& {n} moved to position 1 of 2');
  assert.equal(text.say('no such key'), 'no such key');
});

// [accept 54]
test('both languages have the same keys, placeholders and plurals', () => {
  const [en, cy] = [strings('en'), strings('cy')];
  const reviewed = cy._reviewed;
  delete cy._reviewed;
  assert.deepEqual(Object.keys(en), Object.keys(cy));
  assert.deepEqual(reviewed.filter(key => !(key in cy)), []);
  const names = entry => [...new Set(JSON.stringify(entry).match(/\{\w+\}/g))].sort();
  for (const key of Object.keys(en)) {
    assert.equal(typeof en[key], typeof cy[key], key);
    if (typeof en[key] === 'object') assert.deepEqual(Object.keys(cy[key]), ['zero', 'one', 'two', 'few', 'many', 'other'], key);
    assert.deepEqual(names(en[key].other || en[key]), names(cy[key].other || cy[key]), key);
  }
});

test('every word that the scripts say is in the strings', () => {
  const en = strings('en');
  const all = [...new Set(Object.values(SCRIPTS).flat())].map(source).join('\n');
  for (const [, key] of all.matchAll(/\b(?:say|button|line|links)\('([a-z_]+)'/g)) {
    const known = key in en || Object.keys(en).some(each => each.startsWith(key) && key.endsWith('_'));
    assert.ok(known, key);
  }
});

// [accept 47, 58]
test('scripts keep to what old browsers and strict pages allow', () => {
  for (const name of new Set(Object.values(SCRIPTS).flat())) {
    const code = source(name);
    assert.doesNotMatch(code, /\?\.|\?\?|\bimport\b|\bfetch\(|XMLHttpRequest|innerHTML|insertAdjacentHTML|\beval\(|beforeunload|['"]unload|console\.|alert\(|[^.\w]confirm\(['"]|catch \{|\.style\b|replaceChildren|\.flat\(|fromEntries|matchAll/, name);
  }
});
