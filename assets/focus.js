/* Dash makes links anew when it fills the page. Whoever works with the keyboard must find the
   focus where it was: on the same link, or on the line that says what is shown. */
(function (app) {
  "use strict";

  let wanted = null;

  app.keepFocus = function (name) {
    wanted = name;
  };

  function restore() {
    if (!wanted || (document.activeElement && document.activeElement !== document.body)) return;
    const same = document.querySelector(`[data-view="${CSS.escape(wanted)}"]`);
    const place = same || document.getElementById("head");
    if (place) place.focus({ preventScroll: true });
  }

  for (const kind of ["keydown", "pointerdown"]) {
    document.addEventListener(kind, () => (wanted = null), true);
  }
  new MutationObserver(restore).observe(document.documentElement, { childList: true, subtree: true });
})((window.defenders ||= {}));
