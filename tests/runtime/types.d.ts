/** The shapes that the runtime's scripts share: for `npm run types` and for readers. */

type Value = string | string[];

interface Slot {
  n: string;
  k: 'one' | 'many' | 'order' | 'number' | 'text';
  ids?: string[];
  marks?: Record<string, number>;
  right?: string[];
  accept?: string[];
  low?: number;
  high?: number;
  limit?: number;
  goto?: Record<string, string>;
  texts?: Record<string, string>;
  shown?: string[];
}

/** What a form's data-key says; with the form it becomes a Question. */
interface Key {
  k: string;
  slots: Slot[];
  outOf: number;
  points: number;
  note: boolean;
  report?: { type: string; pattern12: string; pattern2004: string; text: string };
}

interface Quiz {
  box: HTMLElement;
  quiz: string;
  kind: 'formative' | 'module' | 'assessment' | 'survey';
  tries: number;
  shuffle: string;
  draw?: Record<string, number>;
  attempts: number;
  past?: Question;
  again?: HTMLButtonElement;
  pass: string;
  scored: boolean;
  submit: HTMLButtonElement | null;
  summary: HTMLElement;
  all: Question[];
  questions: Question[];
}

interface Question extends Key {
  id: string;
  type: string;
  text: string;
  form: HTMLFormElement;
  quiz: Quiz;
  since: number;
  typing?: number;
  pool?: string;
  asked: boolean;
  outcomes: string[];
  part(name: string): any;
  open?(values: Value[]): Slot[];
}

interface Rec { q: Question; state: number; tries: number; best: number; values: Value[] }
interface Page { id: string; k: string; outcomes?: string[] }

interface State {
  complete: boolean; passed: boolean; keep: '' | 'record' | 'device'; best: number; page: string; attempt: number;
  earned: number; saved: number; seed: number; seen: string[]; records: (Rec | null)[]; drafts: Rec[]; notes: { q: Question; values: Value[] }[];
}

/** The six functions of lms12.js, lms2004.js and local.js, which has two more. */
interface Lms {
  start(): { data: string; mode?: string; graded?: boolean; learner?: string; name?: () => string; count?: number; first?: boolean } | null;
  interaction(place: number, report: { q: Question; values: Value[]; right: boolean; at: Date; seconds: number }): void;
  score(fraction: number): void;
  status(now: { complete: boolean; passed: boolean; scored: boolean; progress: number }): void;
  save(data: string, page: string, seconds?: number): boolean;
  finish(): string;
  /** The browser's own store: nothing waits to be stored, and whether it keeps anything. */
  atOnce?: boolean;
  keeps?(): boolean;
}

interface Window { Mooc: any; StrictLms: any; hands: any; axe: any }
declare var Mooc: any;
declare var StrictLms: any;
declare var module: any;
