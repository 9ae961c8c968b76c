// The command box: completion by keyboard or pointer, earlier commands, and the thread it writes to.
(function () {
  'use strict';
  const HISTORY_MAX = 50;
  const form = document.getElementById('command');
  const box = document.getElementById('text');
  const list = document.getElementById('choices');
  const thread = document.getElementById('thread');
  const into = document.getElementById('into');
  const channel = document.querySelector('[data-channel]').dataset.channel;
  let choices = [];
  let active = -1;
  let asked = 0;
  let timer = 0;
  let history = JSON.parse(sessionStorage.getItem('history') || '[]');
  let back = history.length;

  function close() {
    clearTimeout(timer);
    choices = [];
    active = -1;
    asked++;
    list.hidden = true;
    list.replaceChildren();
    box.setAttribute('aria-expanded', 'false');
    box.removeAttribute('aria-activedescendant');
  }

  function span(name, text) {
    const element = document.createElement('span');
    element.className = name;
    element.textContent = text;
    return element;
  }

  function show(found) {
    close();
    choices = found;
    found.forEach(function (choice, n) {
      const item = document.createElement('li');
      item.id = 'choice-' + n;
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', 'false');
      item.append(span('choice-label', choice.label), span('choice-detail', choice.detail));
      list.append(item);
    });
    list.hidden = found.length === 0;
    box.setAttribute('aria-expanded', String(found.length > 0));
  }

  function mark(n) {
    const items = list.children;
    if (active >= 0) {
      items[active].setAttribute('aria-selected', 'false');
    }
    active = (n + items.length) % items.length;
    items[active].setAttribute('aria-selected', 'true');
    items[active].scrollIntoView({block: 'nearest'});
    box.setAttribute('aria-activedescendant', items[active].id);
  }

  function take(n) {
    box.value = choices[n].text;
    close();
    box.focus();
    if (box.value.endsWith(' ')) {
      complete();
    }
  }

  function complete() {
    clearTimeout(timer);
    if (!box.value) {
      close();
      return;
    }
    const mine = ++asked;
    const query = new URLSearchParams({text: box.value, thread: thread.value});
    fetch('/channels/' + encodeURIComponent(channel) + '/complete?' + query)
      .then(function (answer) { return answer.ok ? answer.json() : []; })
      .then(function (found) {
        if (mine === asked && document.activeElement === box) {
          show(found);
        }
      }, close);
  }

  function recall(step) {
    back = Math.min(Math.max(back + step, 0), history.length);
    box.value = history[back] || '';
  }

  box.addEventListener('input', function () {
    clearTimeout(timer);
    timer = setTimeout(complete, 60);
  });

  box.addEventListener('keydown', function (event) {
    const open = choices.length > 0;
    const down = event.key === 'ArrowDown';
    if (event.isComposing) {
      return;
    }
    if (down || event.key === 'ArrowUp') {
      if (open) {
        mark(active < 0 && !down ? choices.length - 1 : active + (down ? 1 : -1));
      } else {
        recall(down ? 1 : -1);
      }
    } else if (event.key === 'Tab' && open && !event.shiftKey) {
      take(Math.max(active, 0));
    } else if (event.key === 'Enter' && open && active >= 0) {
      take(active);
    } else if (event.key === 'Escape') {
      close();
    } else {
      return;
    }
    event.preventDefault();
  });

  box.addEventListener('blur', function () { setTimeout(close, 150); });
  list.addEventListener('mousedown', function (event) {
    const item = event.target.closest('li');
    if (item) {
      event.preventDefault();
      take(Array.prototype.indexOf.call(list.children, item));
    }
  });

  form.addEventListener('htmx:beforeRequest', close);
  form.addEventListener('htmx:afterRequest', function (event) {
    if (event.target !== form || !event.detail.successful) {
      return;
    }
    history = history.filter(function (old) { return old !== box.value; }).concat(box.value).slice(-HISTORY_MAX);
    back = history.length;
    sessionStorage.setItem('history', JSON.stringify(history));
    box.value = '';
    document.body.dispatchEvent(new Event('twokey-sent'));
  });

  function writeInto(id, name) {
    thread.value = id;
    into.hidden = !id;
    document.getElementById('into-name').textContent = name;
    box.focus();
  }

  // a slash goes to the command box from everywhere, as people expect
  document.addEventListener('keydown', function (event) {
    const elsewhere = !event.target.closest('input, textarea, select, dialog[open]');
    if (event.key === '/' && elsewhere && !event.ctrlKey && !event.metaKey && !event.altKey) {
      box.focus();
    }
  });

  document.getElementById('into-clear').addEventListener('click', function () { writeInto('', ''); });
  document.addEventListener('click', function (event) {
    const reply = event.target.closest('[data-thread]');
    const fill = event.target.closest('[data-fill]');
    if (reply) {
      writeInto(reply.dataset.thread, reply.dataset.name);
    } else if (fill) {
      box.value = fill.dataset.fill;
      box.focus();
      complete();
    }
  });
})();
