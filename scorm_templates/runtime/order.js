/** The ordering control: Up and Down buttons, no dragging. */
(function (Mooc) {
  'use strict';
  const { all, controls } = Mooc.questions;

  const list = (q, slot) => all(q.form, '.mq-order').find(ol => ol.getAttribute('data-slot') === slot.n);
  const items = ol => Array.from(ol.children);
  const id = item => item.getAttribute('data-item');
  const buttons = (q, slot) => all(list(q, slot), '[data-move]');

  /** `shown` is the order that a learner meets, again in a new attempt. */
  function start(q, slot) {
    slot.shown = items(list(q, slot)).map(id);
    all(list(q, slot), '.mq-moves').forEach(moves => { moves.hidden = false; });
    list(q, slot).addEventListener('click', event => {
      const button = event.target.closest('[data-move]');
      if (button) move(q, slot, button);
    });
    markEnds(list(q, slot));
  }

  function move(q, slot, button) {
    const ol = list(q, slot);
    const item = button.closest('li');
    const up = button.getAttribute('data-move') === 'up';
    const other = up ? item.previousElementSibling : item.nextElementSibling;
    if (!other || button.getAttribute('aria-disabled')) return;
    ol.insertBefore(up ? item : other, up ? other : item);
    markEnds(ol);
    button.focus(); // moving the item took the focus away
    announce(q, ol, item);
    ol.dispatchEvent(new Event('change', { bubbles: true }));
  }

  function announce(q, ol, item) {
    const values = { item: item.querySelector('.mq-item').textContent, n: items(ol).indexOf(item) + 1, total: items(ol).length };
    q.part('moved').textContent = Mooc.text.say('moved', values);
  }

  /** `disabled` would take the focus away from a button that has just been pressed. */
  function markEnds(ol) {
    items(ol).forEach((item, i, every) => all(item, '[data-move]').forEach(button => {
      const end = button.getAttribute('data-move') === 'up' ? i === 0 : i === every.length - 1;
      if (end) button.setAttribute('aria-disabled', 'true');
      else button.removeAttribute('aria-disabled');
    }));
  }

  function write(q, slot, value) {
    const ol = list(q, slot);
    const sorted = [].concat(value || []).map(name => items(ol).find(item => id(item) === name)).filter(Boolean);
    ol.append(...sorted);
    markEnds(ol);
  }

  controls.order = { start, write, fields: buttons, read: (q, slot) => items(list(q, slot)).map(id) };
})(window.Mooc);
