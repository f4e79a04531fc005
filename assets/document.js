/* What Dash asks of the browser: the language in the address, the last visit, the document. */
(function (app) {
  "use strict";

  const KEY = "defenders.visit";
  const NEW_VISIT_MS = 30 * 60 * 1000;
  let hasBegun = false; /* what this page shows belongs to the visit before until then */

  function language(search, shown) {
    const wanted = new URLSearchParams(search || "").get("lang") || "";
    return wanted === shown ? window.dash_clientside.no_update : wanted;
  }

  /* A visit ends half an hour after its last sign of life, in whichever tab. What is kept, in this
     browser only, are times of its clock, and up to when the articles came that it has shown:
     between the two clocks, and while an import lands, articles would be missed. */
  function visit() {
    hasBegun = true;
    try {
      const now = Date.now();
      const known = JSON.parse(localStorage.getItem(KEY) || "{}");
      const isNew = !known.seen || now - known.seen > NEW_VISIT_MS;
      const before = isNew ? known.seen || null : known.before;
      const after = isNew ? known.shown || null : known.after;
      localStorage.setItem(KEY, JSON.stringify({ ...known, before, after, seen: now }));
      return { at: before ? new Date(before).toISOString() : null, after };
    } catch {
      return { at: null }; /* storage is switched off or damaged: every visit is a first one */
    }
  }

  app.showed = function (upTo) {
    if (!hasBegun) return;
    try {
      const known = JSON.parse(localStorage.getItem(KEY) || "{}");
      localStorage.setItem(KEY, JSON.stringify({ ...known, shown: upTo }));
    } catch {
      /* as above */
    }
  };

  function describe(lang, dir) {
    document.documentElement.lang = lang;
    document.documentElement.dir = dir;
  }

  const functions = { language, visit, document: describe };
  Object.assign(((window.dash_clientside ||= {}).defenders ||= {}), functions);
})((window.defenders ||= {}));
