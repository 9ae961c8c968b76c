// Keeps the conversation right: what morphing may not touch, scrolling, focus, the state of the line.
(function () {
  'use strict';
  Idiomorph.defaults.ignoreActiveValue = true;
  // what the reader has unfolded stays unfolded
  Idiomorph.defaults.callbacks.beforeAttributeUpdated = function (name, node) {
    return !(name === 'open' && (node.tagName === 'DETAILS' || node.tagName === 'DIALOG'));
  };

  const scroll = document.getElementById('scroll');
  const link = document.getElementById('link');
  const more = document.getElementById('more');
  const menu = document.querySelector('.menu');
  const wide = matchMedia('(min-width: 761px)');
  let atEnd = true;
  let stays = true; // at the end, also when the room for the conversation changes
  let touched = null;

  // beside the conversation where there is room, else folded
  function fold() {
    menu.open = wide.matches;
  }
  fold();
  wide.addEventListener('change', fold);

  function isAtEnd() {
    return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60;
  }

  function toEnd() {
    scroll.scrollTop = scroll.scrollHeight;
    more.hidden = true;
  }

  document.body.addEventListener('htmx:sseBeforeMessage', function (event) {
    if (event.detail.type === 'signed-out') {
      location.reload();
    }
    atEnd = isAtEnd();
    touched = document.activeElement && document.activeElement.closest('.item');
  });

  document.body.addEventListener('htmx:sseMessage', function (event) {
    if (event.detail.type === 'signed-out') {
      return;
    }
    if (atEnd) {
      toEnd();
    } else if (!isAtEnd()) {
      more.hidden = !/beforeend:#messages/.test(event.detail.data) && more.hidden;
    }
    // a pressed button that went away leaves the focus on its card, not at the top of the page
    if (touched && document.activeElement === document.body) {
      const card = document.getElementById(touched.id);
      if (card) {
        card.setAttribute('tabindex', '-1');
        card.focus({preventScroll: true});
      }
    }
  });

  // what one has sent oneself is looked at where its card appears
  document.body.addEventListener('twokey-sent', function () {
    toEnd();
  });

  document.body.addEventListener('htmx:sseOpen', function () {
    link.textContent = '';
    document.body.classList.remove('cut');
    document.body.dataset.live = 'yes';
  });

  document.body.addEventListener('htmx:sseError', function (event) {
    link.textContent = 'No connection: trying again';
    document.body.classList.add('cut');
    const source = event.detail.source;
    if (source && source.readyState === EventSource.CLOSED) {
      fetch('/session').then(function (answer) {
        if (answer.status === 401) {
          location.reload();
        }
      }, function () { /* still no connection: the line says so */ });
    }
  });

  more.addEventListener('click', toEnd);
  scroll.addEventListener('scroll', function () {
    stays = isAtEnd();
    if (stays) {
      more.hidden = true;
    }
  }, {passive: true});
  new ResizeObserver(function () {
    if (stays) {
      toEnd();
    }
  }).observe(scroll);
  if (!location.hash) {
    toEnd();
  }
})();
