/** Every word that a learner meets is in the strings, and each language's own rules make its forms. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { load, make, open, quiz, sco, source, strings } from './page.mjs';
import { Lms12 } from './lms.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const RUNTIME = `${ROOT}scorm_templates/runtime/`;
const names = fs.readdirSync(RUNTIME).filter(name => name.endsWith('.js')).map(name => name.slice(0, -3));
const files = (folder, ending) => fs.readdirSync(ROOT + folder, { recursive: true }).filter(name => name.endsWith(ending))
  .map(name => fs.readFileSync(`${ROOT}${folder}/${name}`, 'utf8'));

/* What a script would show: text given to `el` and `textContent`, and the attributes that people hear or see. */

const SHOWN = /^(aria-label|aria-description|title|placeholder|alt)$/;
const WORD = /\p{L}{2}/u;
const isText = node => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
const words = node => isText(node) && WORD.test(node.getText().replace(/\$\{[^}]*\}/g, ''));

function* shownBy(node) {
  if (ts.isCallExpression(node)) {
    const called = node.expression.getText();
    if (/^(Mooc\.)?el$/.test(called)) yield* node.arguments.slice(2);
    if (/\.(append|prepend|replaceWith)$/.test(called)) yield* node.arguments;
    if (/\.setAttribute$/.test(called) && SHOWN.test(node.arguments[0].text)) yield node.arguments[1];
  }
  if (ts.isPropertyAssignment(node) && SHOWN.test(node.name.text)) yield node.initializer;
  if (ts.isBinaryExpression(node) && /\.(textContent|title|data|innerText)$/.test(node.left.getText())) yield node.right;
}

function wordsIn(code) {
  const found = [];
  const walk = node => {
    for (const shown of shownBy(node)) if (words(shown)) found.push(shown.getText());
    ts.forEachChild(node, walk);
  };
  walk(ts.createSourceFile('x.js', code, ts.ScriptTarget.ES2018, true));
  return found;
}

// [accept 54]
test('no script has words of its own', () => {
  assert.deepEqual(wordsIn("el('p', null, 'Well done'); node.textContent = `Page ${n}`; el('b', { 'aria-label': 'Close' })"),
    ["'Well done'", '`Page ${n}`', "'Close'"]);
  for (const name of names) assert.deepEqual(wordsIn(source(name)), [], name);
});

/** Text between tags, less what a template fills in. */
function wordsBetweenTags(template) {
  const text = template.replace(/\{%[^]*?%\}|\{\{[^]*?\}\}|\{#[^]*?#\}/g, '').replace(/<(script|style)\b[^]*?<\/\1>/g, '').replace(/<[^>]*>/g, '\n');
  return text.split('\n').map(line => line.trim()).filter(line => WORD.test(line));
}

// [accept 54]
test('no template has words of its own', () => {
  assert.deepEqual(wordsBetweenTags('<p>Hello {{ name }}</p>{% if a %}<b>{{ t("x") }}</b>{% endif %}'), ['Hello']);
  for (const name of ['sco.html', 'book/mooc-nav.html']) {
    assert.deepEqual(wordsBetweenTags(fs.readFileSync(`${ROOT}scorm_templates/${name}`, 'utf8')), [], name);
  }
  const markups = files('builder/questions', '.py').flatMap(code => [...code.matchAll(/(?:from_string\(|markup[^=\n]*= )"""([^]*?)"""/g)]);
  assert.ok(markups.length >= 10);
  for (const [, markup] of markups) assert.deepEqual(wordsBetweenTags(markup.replace(/\\\n/g, '')), []);
});

// [accept 54]
test('every string is used somewhere', () => {
  const all = [...names.map(source), ...files('builder', '.py'), ...files('scorm_templates', '.html')].join('\n');
  const used = new Set([...all.matchAll(/['"]([a-z][a-z0-9_]*)['"]/g)].map(found => found[1]));
  const begun = [...used].filter(word => word.endsWith('_')).concat([...all.matchAll(/f"([a-z_]+_)\{/g)].map(found => found[1]));
  const keys = Object.keys(strings('en')).filter(key => !key.startsWith('_'));
  assert.deepEqual(keys.filter(key => !used.has(key) && !begun.some(start => key.startsWith(start)) && !/_(sure|yes)$/.test(key)), []);
});

// [accept 54]
test('a browser that lacks a language says nothing in the forms of its own', () => {
  const { text } = load('text');
  const of = Intl.PluralRules.supportedLocalesOf, days = Intl.DateTimeFormat.supportedLocalesOf;
  Intl.PluralRules.supportedLocalesOf = Intl.DateTimeFormat.supportedLocalesOf = () => [];
  try {
    text.use({ lang: 'cy', strings: strings('cy') });
    assert.deepEqual([1, 2, 3, 7].map(n => text.say('points', { n })), ['1 pwynt', '2 pwynt', '3 pwynt', '7 pwynt']);
    assert.equal(text.day(new Date(2026, 1, 3)), '2026-02-03');
  } finally {
    Intl.PluralRules.supportedLocalesOf = of;
    Intl.DateTimeFormat.supportedLocalesOf = days;
  }
  text.use({ lang: 'cy', strings: strings('cy') });
  assert.equal(text.day(new Date(2026, 1, 3)), '3 Chwefror 2026');
  text.use({ lang: 'en', strings: strings('en') });
  assert.equal(text.day(new Date(2026, 1, 3)), '3 February 2026');
  assert.equal(text.say('points', { n: 1234.567 }), '1,234.57 points');
});

const REFLECTION = () => sco({ p1: quiz('q', 'survey', [make.reflection('r1')]) }, { notes: 'record' });

async function kept(given) {
  const page = open(REFLECTION(), given);
  await page.settle();
  page.answer('r1', 'A thought');
  await page.settle();
  const said = page.status('r1');
  page.close();
  return said;
}

test('what is said of where a note is kept is true', async () => {
  const lms = new Lms12({});
  assert.match(await kept({ api: lms.api }), /^Kept with your course record\./);
  assert.match(await kept({}), /^Kept in this browser on this computer\./);
  const none = window => Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } });
  assert.match(await kept({ prepare: none }), /^Not kept: this browser keeps nothing\./);
  assert.match(await kept({ prepare: window => window.localStorage.setItem('mooc-shared:qi', '1') }), /^Kept only until you close this tab/);
});
