/** Begins: the last of the scripts, which puts the others to work as the page's config says. */
(function (Mooc) {
  'use strict';
  const html = document.documentElement;

  function begin(config) {
    Mooc.text.use(config);
    if (Mooc.terms) Mooc.terms(); // before the pages, which follow what links are left
    const questions = Mooc.questions.load();
    const quizzes = Array.from(new Set(questions.map(q => q.quiz)));
    const session = Mooc.session = new Mooc.Session(config, questions);
    /** What is being typed when an LMS comes `late` stays. */
    const restore = late => {
      if (Mooc.arrange) quizzes.forEach(quiz => Mooc.arrange(quiz, session));
      questions.filter(q => !late || session.find(q)).forEach(q => Mooc.questions.restore(q, session));
      if (Mooc.quiz) quizzes.forEach(quiz => Mooc.quiz.restore(quiz, session));
    };
    questions.forEach(q => Mooc.questions.start(q, session));
    if (Mooc.quiz) quizzes.forEach(quiz => Mooc.quiz.start(quiz, session));
    const keepTyped = () => questions.filter(q => q.typing).forEach(q => Mooc.questions.keep(q, session));
    addEventListener('pagehide', event => { keepTyped(); return event.persisted ? session.save(true) : session.end(true); });
    document.addEventListener('visibilitychange', () => { keepTyped(); return document.hidden && session.save(true); });
    if (config.mode === 'book') Mooc.book(session, restore);
    else launch(session, restore);
  }

  function launch(session, restore) {
    const { config } = session;
    const pages = Mooc.pages(session);
    const key = `mooc:${config.course}:${config.sco}`;

    /** What was done before a late LMS came goes to it. */
    function recorded(lms, given) {
      const before = session.lms && session.state;
      const copy = Mooc.local(() => 'sessionStorage', `${key}:${Mooc.state.hash(given.learner)}`);
      session.attach(lms, given, copy);
      if (before && !session.readonly) session.merge(before);
      ready(given, !!before);
      pages.connected();
      share(given.learner);
    }

    function alone() {
      const store = Mooc.keeping.store(config.course, key);
      const given = store.start();
      session.attach(store, given, null);
      ready(given, false);
      if (given.keeps) pages.kept(restore);
      else pages.tell('nothing_kept', true);
      share('');
    }

    function share(learner) {
      if (!session.readonly) Mooc.tabs(`${key}:${Mooc.state.hash(learner)}`, session, () => restore(false), pages.moved);
    }

    function ready(given, late) {
      restore(late);
      if (!late) pages.open();
      session.save(!!given.first);
    }

    Mooc.api.connect(Mooc.adapters[config.api], recorded, alone);
  }

  /** Should anything fail here, the page is as readable as without a script. */
  function safely() {
    const block = document.getElementById('mooc-config');
    if (!block) return;
    html.classList.add('js');
    html.setAttribute('data-session', 'load');
    try {
      begin(JSON.parse(block.textContent));
    } catch (error) {
      html.classList.remove('js');
      html.setAttribute('data-session', 'failed');
      Mooc.error = error;
      Mooc.questions.all(document, 'section.page').forEach(node => { node.hidden = false; });
    }
  }

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', safely);
  else safely();
})(window.Mooc);
