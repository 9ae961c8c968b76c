// The page shows UTC; the reader's own time is told where a time is pointed at.
(function () {
  'use strict';
  const local = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'long'});
  document.addEventListener('mouseover', function (event) {
    const time = event.target.closest ? event.target.closest('time[datetime]') : null;
    if (time && !time.title) {
      time.title = local.format(new Date(time.dateTime)) + ' (your time)';
    }
  });
})();
