/** The same work in two windows: the one opened last goes on, with what the other has; that one stops. */
(function (Mooc) {
  'use strict';
  const OPENED = 'opened';

  /** Old browsers have no channel, and frames without an origin may not open one. */
  function open(name) {
    try { return new BroadcastChannel(name); } catch (e) { return null; }
  }

  /** @param {string} name of the work  @param {any} session  @param {() => void} taken  @param {() => void} left */
  function tabs(name, session, taken, left) {
    const channel = open(name);
    if (!channel) return;
    channel.onmessage = ({ data }) => {
      if (data !== OPENED) return session.takeOver(data) && taken();
      if (session.ended) return undefined;
      channel.postMessage(session.handOver());
      return left();
    };
    channel.postMessage(OPENED);
  }

  Mooc.tabs = tabs;
})(window.Mooc);
