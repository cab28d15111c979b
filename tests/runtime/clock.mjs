/** Time that a test lets go by: timers, frames and dates of a page. */
export class Clock {
  constructor(now = Date.UTC(2026, 5, 1, 9)) {
    this.now = now;
    this.timers = new Map();
    this.serial = 0;
  }

  /** To be the `prepare` of `open`. */
  install(window) {
    const clock = this;
    window.setTimeout = (act, wait = 0) => { this.timers.set(++this.serial, { act, at: this.now + wait }); return this.serial; };
    window.clearTimeout = id => this.timers.delete(id);
    window.requestAnimationFrame = act => window.setTimeout(act, 16);
    window.Date = class extends window.Date {
      constructor(...given) { super(...given.length ? given : [clock.now]); }
      static now() { return clock.now; }
    };
  }

  /** Everything that is due until then happens, in its order. */
  run(milliseconds) {
    const end = this.now + milliseconds;
    for (let next; (next = this.next(end)); next[1].act()) {
      this.timers.delete(next[0]);
      this.now = Math.max(this.now, next[1].at);
    }
    this.now = end;
  }

  next(end) {
    return [...this.timers].filter(([, { at }]) => at <= end).sort((a, b) => a[1].at - b[1].at || a[0] - b[0])[0];
  }

  /** The machine sleeps: time goes by, and what was due meanwhile happens late, at once. */
  sleep(milliseconds) {
    this.now += milliseconds;
    this.run(0);
  }
}
