/**
 * How much of its room each package's saved state takes: the worst case that the build reckons with, and a whole visit
 * with every question answered rightly, played in jsdom. Run after `mooc build`, here or
 * with the folder of another project: `node benchmarks/state_used.mjs [project]`.
 */
import fs from 'node:fs';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { JSDOM } from 'jsdom';
import { load } from '../tests/runtime/page.mjs';

const ROOT = `${process.argv[2] || fileURLToPath(new URL('..', import.meta.url))}/`;
const { state: State } = load('text', 'state');

const decode = text => JSON.parse(Buffer.from(text, 'base64').toString());
const inside = (zip, name) => execFileSync('unzip', ['-p', zip, name], { maxBuffer: 1e9 }).toString();

function response(slot) {
  if (slot.k === 'order') return slot.right;
  if (slot.k === 'many') return slot.ids.filter(id => slot.marks[id] > 0);
  if (slot.k === 'number') return String((slot.low + slot.high) / 2);
  if (slot.k === 'text') return slot.accept ? slot.accept[0] : '';
  return slot.ids.reduce((best, id) => ((slot.marks || {})[id] || 0) > ((slot.marks || {})[best] || 0) ? id : best);
}

/** The characters of the state when each page was seen and each question answered; notes stay on the device. */
function played(zip) {
  const { document } = new JSDOM(inside(zip, 'index.html')).window;
  const config = JSON.parse(document.getElementById('mooc-config').textContent);
  const questions = [...document.querySelectorAll('form.mq')].map(form => decode(form.dataset.key)).filter(q => !q.note);
  const records = questions.map(q => ({ q, state: 3, tries: 1, best: q.outOf, values: q.slots.map(response) }));
  const state = Object.assign(State.fresh(), { records, seen: config.pages.map(page => page.k), page: config.pages[0].k, saved: State.now() });
  const text = State.pack(state, { w: config.width, pages: config.pages, questions }, false);
  const again = State.unpack(text, { w: config.width, pages: config.pages, questions }).state;
  return { pages: config.pages.length, questions: questions.length, used: text.length, read: again.records.filter(Boolean).length };
}

const report = JSON.parse(fs.readFileSync(`${ROOT}build/report.json`, 'utf8'));
console.log(`${'package'.padEnd(46)} pages  questions  worst   used   room`);
for (const { file, scos, worst_case_state: worst, state_budget: room } of report.packages) {
  if (scos.length > 1) continue; // each of them is in a package of its own too
  const { pages, questions, used, read } = played(ROOT + file);
  if (read !== questions) throw new Error(`${file}: ${read} of ${questions} answers are read back`);
  console.log(file.split('/').pop().padEnd(46) + [[pages, 6], [questions, 11], [worst, 7], [used, 7], [room, 7]].map(([n, width]) => String(n).padStart(width)).join(''));
}
