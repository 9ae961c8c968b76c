// The page shows UTC; the reader's own time is told where a time is pointed at. What says how far a
// time is ("in 13 min", "5 s ago") counts by itself, by the server's clock.
(function () {
  'use strict';
  const local = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'long'});
  document.addEventListener('mouseover', function (event) {
    const time = event.target.closest ? event.target.closest('time[datetime]') : null;
    if (time && !time.title) {
      time.title = local.format(new Date(time.dateTime)) + ' (your time)';
    }
  });

  const ahead = Date.parse(document.querySelector('[data-now]').dataset.now) - Date.now();

  // the same words as the server's
  function two(big, bigUnit, small, smallUnit) {
    return big + bigUnit + (small ? ' ' + small + smallUnit : '');
  }

  function words(seconds) {
    const minutes = Math.floor(seconds / 60);
    const hours = Math.floor(minutes / 60);
    if (seconds < 120) {
      return seconds + ' s';
    } else if (minutes < 10) {
      return two(minutes, ' min', seconds % 60, ' s');
    } else if (minutes < 120) {
      return minutes + ' min';
    } else if (hours < 10) {
      return two(hours, ' h', minutes % 60, ' min');
    }
    return hours < 48 ? hours + ' h' : Math.floor(hours / 24) + ' d';
  }

  function said(kind, away) {
    if (kind === 'left') {
      return away > 0 ? 'in ' + words(Math.ceil(away)) : 'now';
    }
    return away > -1 ? 'just now' : words(Math.floor(-away)) + ' ago';
  }

  function count() {
    const now = Date.now() + ahead;
    document.querySelectorAll('time[data-count]').forEach(function (time) {
      const text = said(time.dataset.count, (Date.parse(time.dateTime) - now) / 1000);
      if (time.textContent !== text) {
        time.textContent = text;
      }
    });
  }
  count();
  setInterval(count, 1000);
})();
