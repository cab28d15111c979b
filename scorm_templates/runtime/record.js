/** The whole course in the book: what all its pages keep in this browser, taken together as one session. */
(function (Mooc) {
  'use strict';
  const { say } = Mooc.text;
  const { el } = Mooc;
  const { all } = Mooc.questions;
  const WIDTH = 5;
  const OWN = '_course'; // no page has this id

  const flat = lists => [].concat(...lists);

  /** Questions of pages that aren't open: they have no form. */
  function questionsOf(page, base) {
    return flat(page.quizzes.map(given => {
      const quiz = Object.assign({ scored: /module|assessment/.test(given.kind) }, given);
      if (quiz.draw) quiz.past = { k: quiz.k, slots: [], outOf: 10000, note: false, quiz };
      quiz.all = quiz.questions = given.questions.map(q => Object.assign({ quiz, asked: true, href: `${base}${page.href}#q-${q.id}` }, q));
      return quiz.all;
    }));
  }

  /** What one page keeps. */
  class PageRecord extends Mooc.Session {
    constructor(page, course, base) {
      super({ course, width: WIDTH, pages: [page] }, questionsOf(page, base));
      this.store = Mooc.keeping.store(course, `mooc:${course}:${page.id}`);
      this.state = Mooc.state.unpack(this.store.start().data, this.course).state || this.state;
      new Set(this.all.map(q => q.quiz)).forEach(quiz => quiz.draw && Mooc.draw(quiz, this));
    }

    /** Takes these notes, if they are others than its own. */
    take(notes) {
      if (JSON.stringify(notes.map(note => note.values)) === JSON.stringify(this.state.notes.map(note => note.values))) return;
      Object.assign(this.state, { notes, saved: Mooc.state.now() });
      this.store.save(Mooc.state.pack(this.state, this.course, true));
    }
  }

  /** Several pages as one session, with the rules of a module. */
  class Together extends Mooc.Session {
    constructor(config, pages) {
      super(Object.assign({ width: WIDTH, pages: pages.map(page => page.config.pages[0]) }, config), flat(pages.map(page => page.all)));
      this.parts = pages;
      ['seen', 'records', 'drafts', 'notes'].forEach(name => { this.state[name] = flat(pages.map(page => page.state[name])); });
      this.settle();
    }

    /** Only notes are changed here, when a file of them is opened; the page that is open reads its own again.
        What is shown stays: the journal itself follows. */
    touch() {
      const { session } = Mooc;
      const { changed } = session;
      this.parts.forEach(page => page.take(this.state.notes.filter(note => page.all.includes(note.q))));
      session.changed = () => {};
      session.reread();
      session.changed = changed;
    }
  }

  /** All modules: earned when each of them is, for ever, at the time when that was first seen. */
  class Whole extends Together {
    constructor(given, config, pages, modules) {
      super(config, pages);
      const store = Mooc.keeping.store(config.course, `mooc:${config.course}:${OWN}`);
      const { state } = Mooc.state.unpack(store.start().data, { w: WIDTH, pages: [], questions: [] });
      this.state.earned = state ? state.earned : 0;
      if (this.earned || !given.certificate || !modules.every(module => module.earned)) return;
      this.state.earned = Mooc.state.now();
      store.save(Mooc.state.pack(Object.assign(Mooc.state.fresh(), { complete: true, earned: this.state.earned }), { w: WIDTH }, false));
    }

    get earned() {
      return !!this.state.earned;
    }
  }

  function read(given, base) {
    const { course, courseTitle, lang } = Mooc.session.config;
    const { certificate, version } = given;
    const pages = given.pages.map(page => new PageRecord(page, course, base));
    const of = ids => pages.filter(page => ids.includes(page.config.pages[0].id));
    const modules = given.modules.map(module => new Together(Object.assign({ course, certificate }, module), of(module.ids)));
    const scored = flat(given.modules.map(module => module.scored));
    return { modules, whole: new Whole(given, { course, courseTitle, title: courseTitle, lang, version, certificate, scored }, pages, modules) };
  }

  function standing(module, base) {
    const { complete, passed } = module.state;
    const words = [say(complete ? 'complete' : 'incomplete'), module.scored.length && say(passed ? 'passed' : 'not_passed')];
    return el('li', null, el('a', { href: base + module.config.href }, module.config.title), ': ' + words.filter(Boolean).join(' '));
  }

  const SHOWN = {
    certificate: ({ whole, modules }, base) => [el('ul', null, ...modules.map(module => standing(module, base))),
      Mooc.certificate(whole), el('p', { class: 'record-local' }, say('certificate_local'))],
    journal: ({ whole }) => [Mooc.journal.show(whole) || el('p', null, say('no_notes')), el('p', { class: 'record-local' }, say('journal_local'))]
  };

  /** Fills the places that the author gave; `base` leads to the book's first folder. */
  function record(base, given) {
    const places = all(document, '[data-mooc=certificate], [data-mooc=journal]');
    const draw = () => {
      const found = read(given, base);
      places.filter(place => !place.contains(document.activeElement)).forEach(place => {
        place.textContent = '';
        place.append(...SHOWN[place.getAttribute('data-mooc')](found, base));
        if (!Mooc.session.keeps) place.prepend(el('p', null, say('keeps_nothing')));
      });
    };
    draw();
    Mooc.session.changed = draw; // cleared, shared
    addEventListener('pageshow', event => event.persisted && draw());
  }

  Mooc.record = record;
})(window.Mooc);
