/** One learner's session: what is kept, when it is saved, and what it adds up to. */
(function (Mooc) {
  'use strict';
  const MINUTE = 60000;
  const AWAY = 30 * MINUTE; // more between two deeds is a sleeping computer, or nobody there
  const FIRST_RETRY = 2000, LAST_RETRY = 64000;

  const without = (list, q) => list.filter(each => each.q !== q);

  /** Cut so that it never rounds up to a pass. */
  const share = (got, total) => total ? Math.floor(got / total * 1e4 + 1e-6) / 1e4 : 0;

  class Session {
    constructor(config, questions) {
      this.config = config;
      this.all = questions;
      const past = Array.from(new Set(questions.map(q => q.quiz.past))).filter(Boolean);
      this.course = { w: config.width, pages: config.pages, questions: questions.concat(past) };
      this.state = Mooc.state.fresh();
      this.waiting = new Map();
      this.wait = FIRST_RETRY;
      this.committed = this.heard = Date.now();
      this.spent = 0;
      this.lms = this.copy = null;
      this.graded = this.readonly = this.pending = false;
      /** Shows what the learner should know. */
      this.tell = (notice, on) => {};
      /** Follows each change. */
      this.changed = () => {};
    }

    /** Of those that are drawn, only those of this attempt. */
    get questions() {
      return this.all.filter(q => q.asked);
    }

    /** Takes up the work with an LMS (or the browser's store), from the newer of its copy and ours. */
    attach(lms, given, copy) {
      Object.assign(this, { lms, copy, keeps: given.keeps, graded: given.graded, readonly: /^(review|browse)$/.test(given.mode), name: given.name });
      const there = Mooc.state.unpack(given.data, this.course);
      const here = Mooc.state.unpack(copy ? copy.start().data : '', this.course);
      const newer = this.newer(there.state, here.state);
      this.waiting.clear();
      this.count = Math.min(given.count, 250);
      this.adopt(newer || Mooc.state.fresh(), newer === here.state, there.state);
      this.tell('damaged', there.damaged && !here.state);
      this.tell('updated', there.lost > 0);
      this.tell('review', this.readonly);
      this.phase(this.readonly ? 'readonly' : 'ready');
    }

    /** Goes on with a state; one that the platform doesn't have is still to be saved. */
    adopt(state, pending, there) {
      this.state = state;
      this.pending = pending;
      this.begunWith = state.saved;
      if (/record|device/.test(this.config.notes)) state.keep = this.config.notes;
      this.unsaved = this.onlyHere;
      if (pending) this.reportAgain(there);
      while (state.records.length < this.count) state.records.push(null);
    }

    /** What the platform didn't hear of before a crash. */
    reportAgain(there) {
      const known = there ? there.records : [];
      this.state.records.forEach((rec, place) => {
        if (rec && !known.some(old => old && old.q === rec.q && old.tries === rec.tries)) this.report(place, rec, 0);
      });
    }

    /** Stops here; the window that goes on gets the state. */
    handOver() {
      if (this.pending) this.save(true);
      this.stop();
      return Mooc.state.pack(this.state, this.course, true);
    }

    /** Takes what another window had later than our beginning, unless something was done here meanwhile. */
    takeOver(data) {
      const { state } = Mooc.state.unpack(data, this.course);
      const { page } = this.state;
      if (!state || this.readonly || state.saved < this.begunWith) return false;
      this.adopt(state, true, this.state);
      if (page) this.see({ k: page });
      this.touch();
      return true;
    }

    /** Takes over answers and notes that only another state has. */
    merge({ records, drafts, notes, seen }) {
      const { state } = this;
      records.filter(rec => rec && !this.tried(rec.q)).forEach(rec => this.report(state.records.push(rec) - 1, rec, 0));
      state.drafts.push(...drafts.filter(rec => !this.find(rec.q)));
      state.notes.push(...notes.filter(note => !this.find(note.q)));
      seen.forEach(k => this.see({ k }));
      this.touch();
    }

    newer(there, here) {
      if (!there || !here) return there || here;
      const newest = here.saved > there.saved ? here : there;
      if (here.seed === there.seed && here.notes.length) newest.notes = here.notes;
      return newest;
    }

    phase(name) {
      document.documentElement.setAttribute('data-session', name);
      this.changed();
    }

    /* What the learner does. */

    find(q) {
      const { records, drafts, notes } = this.state;
      return records.concat(drafts, notes).find(rec => rec && rec.q === q);
    }

    /** Marks a response; its place among the records is its interaction's index for ever. */
    answer(q, values) {
      const { raw, state } = Mooc.marks.mark(q, values);
      const { records } = this.state;
      let rec = records.find(each => each && each.q === q);
      if (!rec) records.push(rec = { q, state: 0, tries: 0, best: 0, values });
      this.state.drafts = without(this.state.drafts, q);
      Object.assign(rec, { values, state, tries: rec.tries + 1, best: Math.max(rec.best, raw) });
      this.report(records.indexOf(rec), rec, Math.max(0, Date.now() - q.since) / 1000);
      q.since = Date.now();
      this.touch();
      return rec;
    }

    report(place, { q, values, state }, seconds) {
      this.waiting.set(place, { q, values, right: state === Mooc.marks.RIGHT, at: new Date(), seconds });
    }

    /** Keeps what is chosen but not checked yet; a record that was checked stays as it is. */
    draft(q, values) {
      if (this.tried(q)) return;
      this.state.drafts = without(this.state.drafts, q).concat({ q, state: 0, tries: 0, best: 0, values });
      this.touch();
    }

    keep(q, values) {
      this.state.notes = this.withNote(q, values);
      this.unsaved = this.onlyHere;
      this.touch();
    }

    /** Whether notes go with this window. */
    get onlyHere() {
      const { keep, notes } = this.state;
      return !!this.copy && keep !== 'record' && notes.length > 0;
    }

    /** A note that is empty again is none. */
    withNote(q, values) {
      return without(this.state.notes, q).concat(values.some(String) ? { q, values } : []);
    }

    /** Characters left for notes when every answer has the room it may need (`config.room`); negative: too long. */
    noteRoom(q, values) {
      const notes = Mooc.state.packNotes(this.withNote(q, values), this.course.w);
      return (this.config.budget ? this.config.room : Infinity) - 1 - notes.length;
    }

    /** To come back to where one was changes nothing. */
    see({ k }) {
      const { state } = this;
      const isNew = !state.seen.includes(k);
      if (isNew) state.seen.push(k);
      if (!isNew && state.page === k) return;
      state.page = k;
      this.touch(true);
    }

    /** Forgets answers; the places of their interactions stay taken. */
    drop(questions) {
      this.state.records = this.state.records.map(rec => rec && questions.includes(rec.q) ? null : rec);
      this.state.drafts = this.state.drafts.filter(rec => !questions.includes(rec.q));
    }

    /** A new attempt at a quiz: of this one only its score is kept. */
    again(quiz) {
      const { tries, best } = this.earlier(quiz);
      const reached = Math.round(this.sum(quiz.questions).score * 1e4);
      this.drop(quiz.all);
      this.state.drafts = without(this.state.drafts, quiz.past)
        .concat({ q: quiz.past, state: 0, tries: tries + 1, best: Math.max(best, reached), values: [] });
    }

    /** The attempts at a quiz before this one: how many, and the best of them in ten-thousandths. */
    earlier(quiz) {
      return this.state.drafts.find(rec => rec.q === quiz.past) || { tries: 0, best: 0 };
    }

    reset() {
      this.state = Object.assign(Mooc.state.fresh(), { keep: this.state.keep, attempt: this.state.attempt + 1 });
      this.changed();
    }

    /* What it adds up to. */

    best(q) {
      const rec = this.find(q);
      return rec && rec.best && q.outOf ? rec.best / q.outOf * q.points : 0;
    }

    /** Points of these questions: had, to be had, and the fraction. */
    sum(questions) {
      const marked = questions.filter(q => q.outOf);
      const total = marked.reduce((sum, q) => sum + q.points, 0);
      const got = marked.reduce((sum, q) => sum + this.best(q), 0);
      return { got, total, score: share(got, total) };
    }

    /** The same for all that counts; of several attempts at a quiz the best. */
    get standing() {
      const { scored } = this;
      const parts = Array.from(new Set(scored.map(q => q.quiz))).map(quiz => {
        const { got, total } = this.sum(scored.filter(q => q.quiz === quiz));
        return { got: Math.max(got, this.earlier(quiz).best / 1e4 * total), total };
      });
      const [got, total] = ['got', 'total'].map(name => parts.reduce((sum, part) => sum + part[name], 0));
      return { got, total, score: share(got, total) };
    }

    /** A SCO says which quizzes make its score; in the book all of a scored kind do. */
    get scored() {
      const counts = this.config.scored;
      return this.questions.filter(q => q.outOf && (counts ? counts.includes(q.quiz.quiz) : q.quiz.scored));
    }

    /** The best score so far, which a course that has grown since does not lower. */
    get score() {
      const { best } = this.state;
      return Math.max(this.standing.score, best === Mooc.state.NONE ? 0 : best / 1000);
    }

    tried(q) {
      const rec = this.find(q);
      return !!(rec && rec.state);
    }

    /** Tried now, or its quiz in an earlier attempt. */
    done(q) {
      return this.tried(q) || this.earlier(q.quiz).tries > 0;
    }

    /** Notes are private: no quiz waits for one. */
    get required() {
      const quizzes = (this.config.completion || {}).quizzes || [];
      return this.questions.filter(q => !q.note && quizzes.includes(q.quiz.quiz));
    }

    /** The share of what completion asks for; below 1 until all of it is done. */
    get progress() {
      const { required, course } = this;
      const pages = Math.max(1, Math.ceil((this.config.completion || { pages: 1 }).pages * course.pages.length - 1e-9));
      const done = Math.min(pages, this.state.seen.length) + required.filter(q => this.done(q)).length;
      return Math.floor(done / (pages + required.length) * 1e4) / 1e4;
    }

    /** For a statement of participation, being complete is enough. */
    get earned() {
      const { complete, passed } = this.state;
      const { kind } = this.config.certificate || { kind: '' };
      return complete && (passed || !this.scored.length || kind === 'participation');
    }

    /** Complete and passed are for ever, and so is the time when that came about. */
    settle() {
      const { state, earned } = this;
      const answered = this.scored.some(q => this.tried(q));
      if (answered) state.best = Math.floor(this.score * 1000 + 1e-6);
      state.complete = state.complete || this.progress >= 1;
      state.passed = state.passed || answered && this.score >= this.config.pass;
      if (this.earned && !earned && !this.readonly) state.earned = Mooc.state.now();
    }

    /* Saving: feedback is painted first, for an LMS may block for seconds. */

    /** Only what the learner does makes the state newer: a second window that is left later, and
        in which nothing was done, must not take the place of the first one's work. */
    touch(looked) {
      const { complete } = this.state;
      if (!looked) this.begunWith = Infinity;
      this.clock();
      this.pending = true;
      this.state.saved = Math.max(this.state.saved, Mooc.state.now());
      this.settle();
      this.urgent = this.urgent || this.state.complete !== complete;
      this.changed();
      if (this.soon) return;
      this.soon = setTimeout(() => this.save(), 1000); // where frames don't come
      requestAnimationFrame(() => setTimeout(() => this.soon && this.save(), 150));
    }

    /** The time spent here, as the platform is told; clocks jump. */
    clock() {
      const now = Date.now();
      this.spent += Math.min(AWAY, Math.max(0, now - this.heard));
      this.heard = now;
    }

    /** Sets what changed; asks the LMS to store it when that is urgent, or a minute has gone by. */
    save(urgent) {
      clearTimeout(this.soon);
      this.soon = 0;
      if (!this.lms || this.readonly || this.ended) return true;
      if (this.failed && !urgent) return this.send(false) && false; // a timer will try again
      const since = Date.now() - this.committed;
      const due = urgent || this.urgent || this.lms.atOnce || since >= MINUTE || since < 0; // clocks are set back
      clearTimeout(this.timer);
      const ok = this.send(due);
      if (!ok) this.retry();
      else if (due) this.stored();
      else this.timer = setTimeout(() => this.save(true), MINUTE - since);
      return ok;
    }

    /** What may be said of the latest work: 'saved' when it is stored for good, nothing while it waits for that. */
    get word() {
      const { lms, pending, failed } = this;
      if (!lms || this.readonly || lms.keeps && !lms.keeps()) return '';
      return failed ? 'not_saved' : pending ? '' : 'saved';
    }

    send(commit) {
      const { lms, state } = this;
      this.clock();
      this.settle();
      if (this.copy) this.copy.save(Mooc.state.pack(state, this.course, true));
      this.waiting.forEach((report, place) => lms.interaction(place, report));
      if (this.graded) this.grade();
      return lms.save(this.data(), state.page, commit ? this.spent / 1000 : undefined);
    }

    /** Score before status: an LMS may take the grade when the status comes. None before an answer. */
    grade() {
      const { state, lms, score, progress } = this;
      const scored = !!this.scored.length;
      if (state.best !== Mooc.state.NONE && scored) lms.score(score);
      lms.status({ complete: state.complete, passed: state.passed, scored, progress: state.complete ? 1 : progress });
    }

    /** Notes go first when there is too much; the string is never cut. */
    data() {
      const notes = this.state.keep === 'record' || !this.copy;
      const whole = Mooc.state.pack(this.state, this.course, notes);
      return whole.length > this.config.budget ? Mooc.state.pack(this.state, this.course, false) : whole;
    }

    stored() {
      this.waiting.clear();
      this.committed = Date.now();
      this.wait = FIRST_RETRY;
      this.urgent = this.failed = this.pending = false;
      this.phase('ready');
      this.tell('offline', false);
    }

    retry() {
      this.failed = true;
      this.phase('offline');
      this.tell('offline', true);
      this.timer = setTimeout(() => this.save(true), this.wait);
      this.wait = Math.min(LAST_RETRY, this.wait * 2);
    }

    /** Ends the LMS's session, once. Without `force` only when everything is saved. */
    end(force) {
      if (this.ended || !this.lms) return true;
      const saved = this.save(true);
      if (!saved && !force) return false;
      this.stop();
      if (this.lms.finish() === 'true' && saved && this.copy) this.copy.forget();
      this.phase('closed');
      return true;
    }

    stop() {
      this.ended = true;
      clearTimeout(this.timer);
    }
  }

  Mooc.Session = Session;
})(window.Mooc);
