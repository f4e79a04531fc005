/* Follows the server: shows a new version of the articles, and says when the server is gone. */
(function (app) {
  "use strict";

  const EVERY_MS = 2000;
  const EVERY_HIDDEN_MS = 60000;
  let next = null;
  let lost = false;
  let isOwed = false; /* to the page: a newer version, or an answer that did not come */

  async function ask() {
    const answer = await fetch("version", { cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).dataset_version;
  }

  /* After an outage the view is asked for again: what was chosen meanwhile has not been answered. */
  async function follow() {
    const body = document.getElementById("body");
    try {
      const version = await ask();
      const stale = body && body.dataset.version && body.dataset.version !== version;
      isOwed ||= stale || lost;
      if (isOwed && !app.isMoving()) {
        isOwed = false;
        app.ask();
        window.dash_clientside.set_props("version", { data: version + " " + Date.now() });
      }
      lost = false;
    } catch {
      lost = true;
    }
    document.documentElement.classList.toggle("is-lost", lost);
    next = window.setTimeout(follow, document.hidden ? EVERY_HIDDEN_MS : EVERY_MS);
  }

  window.addEventListener("load", follow);
  document.addEventListener("visibilitychange", function () {
    if (document.hidden || next === null) return;
    window.clearTimeout(next);
    follow();
  });
})((window.defenders ||= {}));
