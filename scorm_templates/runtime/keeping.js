/** What this browser keeps without an LMS: for good, or on a shared computer for this sitting; and clearing it. */
(function (Mooc) {
  'use strict';
  const { say } = Mooc.text;
  const { el, button } = Mooc;

  const attempt = act => { try { return act(); } catch (e) { return null; } }; // storage may throw
  const flag = course => 'mooc-shared:' + course;

  /** Known to every tab and to the next person; it says nothing of what anybody did. */
  const isShared = course => attempt(() => window.localStorage.getItem(flag(course))) !== null;
  const area = course => isShared(course) ? 'sessionStorage' : 'localStorage';
  const store = (course, key) => Mooc.local(() => area(course), key);

  const keysOf = (storage, course) => Object.keys(storage).filter(key => key.startsWith(`mooc:${course}:`));

  /** Removes what this course keeps in the browser, all its pages. */
  function clear(course) {
    [() => window.localStorage, () => window.sessionStorage].forEach(given => attempt(() => {
      keysOf(given(), course).forEach(key => given().removeItem(key));
    }));
  }

  /** Moves what is kept to where it belongs now. A key with one more part is a copy of what an LMS keeps. */
  function share(course, on) {
    attempt(() => {
      const [from, to] = on ? [window.localStorage, window.sessionStorage] : [window.sessionStorage, window.localStorage];
      if (on) window.localStorage.setItem(flag(course), '1');
      else window.localStorage.removeItem(flag(course));
      keysOf(from, course).filter(key => key.split(':').length === 3).forEach(key => {
        to.setItem(key, from.getItem(key));
        from.removeItem(key);
      });
    });
  }

  /** A button that asks once more, in the page (dialogs are blocked in many frames). What `act` returns is said. */
  function asking(place, key, act) {
    const status = el('p', { role: 'status' });
    const ways = el('div', { class: 'mq-ways' });
    const quiet = { class: 'quiet' };
    const offer = focus => fill(focus, '', button(key, confirm, quiet));
    const confirm = () => fill(true, say(key + '_sure'), button(key + '_yes', done), button('clear_no', () => offer(true), quiet));
    function fill(focus, words, ...buttons) {
      status.textContent = words;
      ways.textContent = '';
      ways.append(...buttons);
      if (focus) buttons[buttons.length - 1].focus();
    }
    function done() {
      const said = act();
      offer(ways.isConnected);
      status.textContent = said;
    }
    place.append(status, ways);
    offer(false);
  }

  function clearing(place, session, cleared) {
    asking(place, 'clear', () => {
      clear(session.config.course);
      cleared();
      return say('cleared');
    });
  }

  function sharing(place, session, shared) {
    const { course } = session.config;
    const status = el('p', { role: 'status', tabindex: '-1' });
    const ways = el('div');
    function change(on) {
      share(course, on);
      session.save(true);
      shared();
      draw();
      status.focus();
    }
    function draw() {
      status.textContent = say(isShared(course) ? 'keeps_sitting' : 'keeps_browser');
      ways.textContent = '';
      if (isShared(course)) ways.append(button('shared_off', () => change(false), { class: 'quiet' }));
      else asking(ways, 'shared', () => change(true));
    }
    place.append(status, ways);
    draw();
  }

  /** Both choices. `cleared` and `shared` follow them on the page. */
  function controls(place, session, cleared, shared) {
    clearing(place, session, cleared);
    sharing(place, session, shared);
  }

  Mooc.keeping = { store, isShared, controls };
})(window.Mooc);
