/* Tells everybody that the address has changed, Dash last: it asks for the language only, and takes
   longer to read an address than the server takes to answer it. */
(function (app) {
  "use strict";

  const DASH_MS = 200;
  let later = null;

  /* Calls back for what is chosen here, and for Back and Forward. */
  app.onAddress = function (follow) {
    window.addEventListener("address", follow);
    window.addEventListener("popstate", (event) => event.isTrusted && follow());
  };

  app.announceAddress = function () {
    window.dispatchEvent(new Event("address"));
    window.clearTimeout(later);
    later = window.setTimeout(() => window.dispatchEvent(new PopStateEvent("popstate")), DASH_MS);
  };
})((window.defenders ||= {}));
