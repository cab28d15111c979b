/**
 * Plays a package. The address says what and how: `package` (its launch document), `edition` (as in a manifest's
 * schemaversion), `memory` (where to read and write what is kept), `sandbox` (the frame's attribute), `nest` (frames
 * around the content's), and the settings of faults.js; other names are data of the platform's, as
 * `cmi.student_data.mastery_score=80`. A page that embeds this one may give `storage` to the frame element instead.
 */
(function () {
  'use strict';
  const { StrictLms } = window;
  const { Lms, memory } = StrictLms;
  const query = new URLSearchParams(location.search);
  const faults = StrictLms.faults.settings(query);
  const edition = query.get('edition') || '2004 4th Edition';

  /** @param {string} method  @param {string} [body] */
  function request(method, body) {
    const http = new XMLHttpRequest();
    http.open(method, query.get('memory'), false);
    http.send(body);
    return http.responseText;
  }

  /** At a server. An open page waits for it; one that goes away may only send a beacon. */
  const remote = {
    read: () => JSON.parse(request('GET') || 'null'),
    write(values) {
      const body = JSON.stringify(values);
      try {
        request('POST', body);
      } catch (error) {
        if (!faults.lost) navigator.sendBeacon(query.get('memory'), body);
      }
    }
  };

  /** Loses what comes while the page goes away. */
  function lossy(storage) {
    let gone = false;
    addEventListener('pagehide', () => { gone = true; });
    return { read: storage.read, write: values => gone || storage.write(values) };
  }

  function storage() {
    const own = /** @type {any} */ (window.frameElement || {}).storage;
    const chosen = own || (query.has('memory') ? remote : memory());
    return faults.lost ? lossy(chosen) : chosen;
  }

  function frame(document) {
    const made = document.createElement('iframe');
    made.name = 'content';
    made.title = 'The course';
    made.allowFullscreen = true;
    return made;
  }

  /** The content's frame, in so many others. */
  function show(document, depth) {
    const made = frame(document);
    if (depth) {
      made.addEventListener('load', () => show(made.contentDocument, depth - 1), { once: true });
    } else {
      if (query.has('sandbox')) made.setAttribute('sandbox', query.get('sandbox'));
      made.src = query.get('package');
    }
    document.body.append(made);
  }

  function open() {
    const button = document.createElement('button');
    button.append('Open the course');
    button.addEventListener('click', () => { StrictLms.opened = window.open(query.get('package'), 'content'); });
    document.body.append(button);
  }

  function offer(lms) {
    const give = () => { window[lms.edition.object] = lms.api; };
    if (faults.late) setTimeout(give, faults.late);
    else give();
  }

  const given = Object.fromEntries(Array.from(query).filter(([name]) => /^(cmi|adl)\./.test(name)));
  const lms = StrictLms.lms = new Lms({ edition, given, storage: storage(), faults });
  if (faults.both) offer(StrictLms.other = new Lms({ edition: edition === '1.2' ? '2004 4th Edition' : '1.2' }));
  if (!faults.absent) offer(lms);
  if (faults.place === 'opener') open();
  else show(document, faults.place === 'grandparent' ? 1 : Number(query.get('nest') || 0));
})();
