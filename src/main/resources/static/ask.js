// Buttons and dialogs: one press is one delivery, and no press stays without an answer.
(function () {
  'use strict';
  const AGAIN_MS = 1500;
  const ask = document.getElementById('ask');
  const trouble = document.getElementById('trouble');
  const presses = new Map();

  function word() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, function (b) { return b.toString(16).padStart(2, '0'); }).join('');
  }

  function where() {
    return ask.open ? document.getElementById('ask-trouble') || trouble : trouble;
  }

  // a double click, and a repetition after a lost answer, carry the same key
  document.body.addEventListener('htmx:configRequest', function (event) {
    const form = event.target.closest('form[data-once]');
    const given = event.detail.parameters;
    if (!form || event.target !== form) {
      return;
    }
    const what = [form.dataset.once, given.thread, given.button, given.text].join('\n');
    let press = presses.get(what);
    if (!press || (press.done && performance.now() - press.done > AGAIN_MS)) {
      press = {key: word(), done: 0};
      presses.set(what, press);
    }
    given.key = press.key;
    form.press = press;
  });

  document.body.addEventListener('htmx:afterRequest', function (event) {
    const status = event.detail.xhr ? event.detail.xhr.status : 0;
    const form = event.target.closest('form[data-once]');
    if (form && form.press && status > 0 && status < 500) {
      form.press.done = performance.now();
    }
    if (event.detail.successful) {
      trouble.replaceChildren();
    }
  });

  document.body.addEventListener('htmx:beforeSwap', function (event) {
    if (event.detail.target && event.detail.target.id === 'trouble') {
      event.detail.target = where();
    }
  });

  function noAnswer() {
    where().replaceChildren(document.getElementById('no-answer').content.cloneNode(true));
  }
  document.body.addEventListener('htmx:sendError', noAnswer);
  document.body.addEventListener('htmx:timeout', noAnswer);

  document.body.addEventListener('htmx:afterSwap', function (event) {
    if (event.detail.target !== ask) {
      return;
    }
    if (!ask.open) {
      ask.showModal();
    }
    const first = ask.querySelector('[aria-invalid], input[type=text], input[type=checkbox]');
    if (first) {
      first.focus();
    }
  });

  document.body.addEventListener('twokey-asked', function () {
    if (ask.open) {
      ask.close();
    }
  });
  ask.addEventListener('close', function () { ask.replaceChildren(); });
  ask.addEventListener('click', function (event) {
    if (event.target.id === 'ask-cancel') {
      ask.close();
    }
  });
})();
