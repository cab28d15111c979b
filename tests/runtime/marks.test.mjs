/** Marks of every kind of slot, and the strings that SCORM reports. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { load, make } from './page.mjs';

const { marks } = load('text', 'marks', 'typed');
const NAMES = ['none', 'wrong', 'partial', 'right'];

const CASES = [
  ['single', ['b2'], 1, 'right', 'b', 'b2'],
  ['single', ['a1'], 0, 'wrong', 'a', 'a1'],
  ['trueFalse', ['true'], 1, 'right', 't', 'true'],
  ['trueFalse', ['false'], 0, 'wrong', 'f', 'false'],
  ['multiple', [['below', 'seven']], 2, 'right', 'a,c', 'below[,]seven'],
  ['multiple', [['below']], 1, 'partial', 'a', 'below'],
  ['multiple', [['below', 'mean']], 0, 'wrong', 'a,b', 'below[,]mean'],
  ['multiple', [['mean', 'two']], 0, 'wrong', 'b,d', 'mean[,]two'],
  ['multiple', [['below', 'mean', 'seven', 'two']], 0, 'wrong', 'a,b,c,d', 'below[,]mean[,]seven[,]two'],
  ['number', ['75,3'], 1, 'right', '75.3', '75.3'],
  ['number', ['75.2'], 1, 'right', '75.2', '75.2'],
  ['number', ['75.41'], 0, 'wrong', '75.41', '75.41'],
  ['number', ['−3'], 0, 'wrong', '-3', '-3'],
  ['fillIn', [' COMMON ', 'o2'], 2, 'right', 'COMMON,median', 'COMMON[,]median'],
  ['fillIn', ['special', 'o2'], 1, 'partial', 'special,median', 'special[,]median'],
  ['fillIn', ['a[,]b', 'o1'], 0, 'wrong', 'a b,mean', 'a b[,]mean'],
  ['matching', ['outcome', 'process', 'process'], 3, 'right', '1.a,2.b,3.b', 'missing[.]outcome[,]photo[.]process[,]slip[.]process'],
  ['matching', ['process', 'process', 'outcome'], 1, 'partial', '1.b,2.b,3.a', 'missing[.]process[,]photo[.]process[,]slip[.]outcome'],
  ['ordering', [['define', 'plot', 'mean', 'limits']], 3, 'right', 'a,b,c,d', 'define[,]plot[,]mean[,]limits'],
  ['ordering', [['mean', 'limits', 'define', 'plot']], 2, 'partial', 'c,d,a,b', 'mean[,]limits[,]define[,]plot'],
  ['ordering', [['limits', 'mean', 'plot', 'define']], 0, 'wrong', 'd,c,b,a', 'limits[,]mean[,]plot[,]define'],
  ['scenario', ['b', 'y'], 2, 'right', '1.b,2.b', 'd1[.]b[,]d2[.]y'],
  ['scenario', ['a', 'y'], 1, 'partial', '1.a,2.b', 'd1[.]a[,]d2[.]y'],
  ['scenario', ['c', ''], 0, 'wrong', '1.c', 'd1[.]c']
];

for (const [type, values, raw, outcome, short, long] of CASES) {
  test(`${type} ${JSON.stringify(values)} is ${outcome}`, () => {
    const q = make[type]('bank_q').key;
    const made = marks.mark(q, values);
    assert.deepEqual([made.raw, NAMES[made.state]], [raw, outcome]);
    assert.equal(marks.response(q, values, false), short);
    assert.equal(marks.response(q, values, true), long);
  });
}

test('responses keep to the longest that SCORM takes', () => {
  const q = make.fillIn('q').key;
  q.slots[1].texts.o1 = 'm'.repeat(400);
  const values = ['x'.repeat(400), 'o1'];
  assert.equal(marks.response(q, values, false).length, 255);
  assert.deepEqual(marks.response(q, values, true).split('[,]').map(part => part.length), [250, 250]);
});

test('an id that JavaScript knows too is worth nothing by itself', () => {
  const q = make.single('q', { ids: ['constructor', 'toString'], right: 'toString' }).key;
  assert.equal(marks.mark(q, ['constructor']).raw, 0);
});

test('the 27th choice is reported as 0', () => {
  const ids = Array.from({ length: 27 }, (_, i) => `o${i}`);
  assert.equal(marks.response(make.single('q', { ids, right: 'o0' }).key, ['o26'], false), '0');
});
