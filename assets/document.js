/* What Dash asks of the browser: the language in the address, the last visit, the document. */
(function () {
  "use strict";

  const KEY = "defenders.visit";
  const NEW_VISIT_MS = 30 * 60 * 1000;

  function language(search, shown) {
    const wanted = new URLSearchParams(search || "").get("lang") || "";
    return wanted === shown ? window.dash_clientside.no_update : wanted;
  }

  /* A visit ends half an hour after its last sign of life, in whichever tab. It is kept in this
     browser only. */
  function visit() {
    try {
      const now = Date.now();
      const known = JSON.parse(localStorage.getItem(KEY) || "{}");
      const isNew = !known.seen || now - known.seen > NEW_VISIT_MS;
      const before = isNew ? known.seen || null : known.before;
      localStorage.setItem(KEY, JSON.stringify({ before, seen: now }));
      return { at: before ? new Date(before).toISOString() : null };
    } catch {
      return { at: null }; /* storage is switched off or damaged: every visit is a first one */
    }
  }

  function describe(lang, dir) {
    document.documentElement.lang = lang;
    document.documentElement.dir = dir;
  }

  const functions = { language, visit, document: describe };
  Object.assign(((window.dash_clientside ||= {}).defenders ||= {}), functions);
})();
