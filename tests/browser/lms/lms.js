/**
 * A strict LMS: scorm-again, with each call written down and what it stores kept by the tests' server.
 * The address says what to play: package, version, memory, sandbox (an iframe's), and
 * unload=lost for an LMS to which nothing gets through while its page goes away.
 */
'use strict';
const asked = new URLSearchParams(location.search);
const old = asked.get('version') === '1.2';
const LEARNER = old
  ? { core: { student_id: 'learner-1', student_name: 'Jones, Siân' } }
  : { learner_id: 'learner-1', learner_name: 'Jones, Siân' };

/** Every call to the API: name, args, result, error. */
window.calls = [];

function play() {
  const api = old ? new window.Scorm12API(settings()) : new window.Scorm2004API(settings());
  const memory = request('GET');
  api.loadFromJSON(memory ? resumed(memory.cmi) : LEARNER);
  window[old ? 'API' : 'API_1484_11'] = recorded(api);
  const frame = document.createElement('iframe');
  frame.name = 'sco';
  frame.title = 'The course';
  if (asked.get('sandbox')) frame.setAttribute('sandbox', asked.get('sandbox'));
  frame.src = asked.get('package');
  document.body.append(frame);
}

const settings = () => ({ autocommit: false, logLevel: 5, lmsCommitUrl: false });

function request(method, body) {
  const http = new XMLHttpRequest();
  http.open(method, asked.get('memory'), false);
  http.send(body);
  return method === 'GET' ? JSON.parse(http.responseText) : null;
}

/** What an LMS hands out at the next launch: the same data, and that it is a resumed attempt. */
function resumed(cmi) {
  if (old) cmi.core.entry = 'resume';
  else cmi.entry = 'resume';
  return cmi;
}

/** An open page may wait for the server; one that goes away may only send a beacon. */
function store(api) {
  const data = JSON.stringify({ cmi: JSON.parse(api.renderCMIToJSONString()).cmi });
  try {
    request('POST', data);
  } catch (error) {
    if (asked.get('unload') !== 'lost') navigator.sendBeacon(asked.get('memory'), data);
  }
}

function recorded(api) {
  const prefix = old ? 'LMS' : '';
  const names = ['Initialize', old ? 'Finish' : 'Terminate', 'GetValue', 'SetValue', 'Commit', 'GetLastError',
    'GetErrorString', 'GetDiagnostic'];
  return Object.fromEntries(names.map(name => [prefix + name, (...args) => {
    const result = api[prefix + name](...args);
    const error = String(api[prefix + 'GetLastError']());
    window.calls.push({ name, args, result, error });
    if (/Commit|Finish|Terminate/.test(name)) store(api);
    return result;
  }]));
}

const script = document.createElement('script');
script.src = asked.get('scorm') + (old ? 'scorm12.min.js' : 'scorm2004.min.js');
script.addEventListener('load', play);
document.head.append(script);
