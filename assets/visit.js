/* When this browser was here before. It is kept in this browser only. */
(function () {
  "use strict";

  const KEY = "defenders.visit";

  /* Reloading within one visit must not make it look like the visit before. */
  function last() {
    try {
      const visit = sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY) ?? "";
      sessionStorage.setItem(KEY, visit);
      localStorage.setItem(KEY, new Date().toISOString());
      return { at: visit || null };
    } catch {
      return { at: null }; /* storage is switched off: every visit is a first one */
    }
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.visit = { last };
})();
