/** The same numbers on each run, so that a failure can be met again. */
export function chance(seed) {
  let value = seed;
  const next = () => { value = (Math.imul(value, 1664525) + 1013904223) >>> 0; return value / 0x100000000; };
  const upto = n => Math.floor(next() * n);
  const pick = list => list[upto(list.length)];
  const shuffle = list => list.map(each => [next(), each]).sort((a, b) => a[0] - b[0]).map(each => each[1]);
  return { next, upto, pick, shuffle };
}
