/** A whole sitting in a SCO with a question of each type: what is done in it, and how to go on with it after a crash. */
import { make, open, quiz, sco } from './page.mjs';
import { Clock } from './clock.mjs';

/** Of each question the responses one after another; the last one stands in the end. */
const SCRIPT = {
  s_one: ['a1', 'b2'], s_tf: ['true'], s_many: [['mean'], ['below', 'mean', 'seven']], s_num: ['12,5', '75.3'],
  s_gap: [{ 's_gap.cause': 'Tŷ', 's_gap.middle': 'o2' }, { 's_gap.cause': 'common', 's_gap.middle': 'o2' }],
  s_pair: [{ 's_pair.missing': 'outcome', 's_pair.photo': 'outcome', 's_pair.slip': 'process' }, { 's_pair.missing': 'outcome', 's_pair.photo': 'process', 's_pair.slip': 'outcome' }],
  s_order: [{}], s_case: [[{ 's_case.d1': 'b' }, { 's_case.d2': 'y' }]]
};
const NOTES = { s_note: { s_note: 'Tŷ “Bŵl” – 😀' }, s_scale: { 's_scale.s1': '2', 's_scale.s2': '3' } };
const DRAWN = ['d_1', 'd_2', 'd_3', 'd_4'];

export function document(kind, more = {}) {
  const pooled = DRAWN.map((id, i) => ({ ...make.single(id, { k: `D${i}aaa` }), pool: 'p' }));
  return sco({
    first: quiz('s-notes', 'formative', [make.reflection('s_note', { k: 'Nnote' }), make.likert('s_scale', { k: 'Nscal' })]),
    checks: quiz('s-module', 'module', [make.single('s_one', { k: 'Kone1' }), make.trueFalse('s_tf', { k: 'Ktf01' }), make.multiple('s_many', { k: 'Kman1' }),
      make.number('s_num', { k: 'Knum1' }), make.fillIn('s_gap', { k: 'Kgap1' }), make.matching('s_pair', { k: 'Kpai1' }),
      make.ordering('s_order', { k: 'Kord1', shown: ['define', 'plot', 'limits', 'mean'] }), make.scenario('s_case', { k: 'Kcas1' })], { tries: 2, shuffle: 'questions' }),
    drawn: quiz('s-drawn', 'assessment', pooled, { tries: 2, draw: { p: 2 } })
  }, { api: kind, completion: { pages: 1, quizzes: ['s-module', 's-drawn'] }, budget: 60000, room: 50000, ...more });
}

export class Sitting {
  constructor(page, clock) { Object.assign(this, { page, clock, session: page.window.Mooc.session }); }

  /** Opens the document for a learner's visit, with what this tab had kept. */
  static async begin(lms, { api = lms.api, html = document(lms.kind), kept = {}, now, wait = 0 } = {}) {
    const clock = new Clock(now);
    const prepare = window => {
      clock.install(window);
      Object.entries(kept).forEach(([key, text]) => window.sessionStorage.setItem(key, text));
    };
    const page = open(html, { kind: lms.kind, api, prepare });
    while (!page.window.Mooc.session && !page.window.Mooc.error) await new Promise(setImmediate);
    clock.run(wait);
    return new Sitting(page, clock);
  }

  record(id) { return this.session.find(this.question(id)); }
  question(id) { return this.session.all.find(q => q.id === id); }
  tries(id) { return (this.record(id) || { tries: 0 }).tries; }

  go(id) {
    this.page.window.location.hash = `#${id}`;
    this.clock.run(0);
  }

  /** A scenario is answered step by step. */
  respond(id, response) {
    const steps = Array.isArray(response) && typeof response[0] === 'object' ? response : [response];
    steps.filter(step => !this.done(step)).forEach(step => this.page.answer(id, step));
  }

  /** A step that a draft brought back. */
  done(step) { return Object.keys(Object(step)).some(name => this.page.$$(`[name="${name}"]`).some(field => field.disabled)); }

  note(id, values) {
    this.page.answer(id, values);
    const choice = this.page.form(id).querySelector('.mq-status button');
    if (choice) choice.click(); // with the course record
  }

  submit(right) {
    for (const q of this.session.questions.filter(q => q.pool)) this.page.fill({ [q.id]: right ? 'b2' : 'a1' });
    this.page.$('.mq-submit').click();
  }

  /** Does what hasn't been done yet; `pace` after each deed. */
  work(pace) {
    for (const deed of this.deeds()) {
      deed();
      this.clock.run(pace(this.clock));
    }
  }

  * deeds() {
    for (const [id, values] of Object.entries(NOTES)) if (!this.record(id)) yield () => this.note(id, values);
    yield () => this.go('checks');
    for (const [id, responses] of Object.entries(SCRIPT)) {
      while (this.tries(id) < responses.length) yield () => this.respond(id, responses[this.tries(id)]);
    }
    yield () => this.go('drawn');
    yield* this.attempts();
    yield () => this.go('results');
    yield () => this.page.hide();
    yield () => this.page.hide(false);
  }

  /** Two attempts, the first one wrong. */
  * attempts() {
    const { page, session } = this;
    const quiz = session.all.find(q => q.pool).quiz;
    while (!page.$('.mq-submit').hidden || !quiz.again.hidden) {
      if (page.$('.mq-submit').hidden) yield () => quiz.again.click();
      else yield () => this.submit(session.earlier(quiz).tries > 0);
    }
  }

  leave() { this.page.$('[data-mooc=exit]').click(); }
}
