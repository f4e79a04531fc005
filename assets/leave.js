/* Leaves at once for a page that tells nothing, by its button or by Escape three times: nothing is
   seen from the first moment on, and neither Back nor the history leads to what was looked at, as
   far as the browser allows. Without this script the button is a plain link. */
(function (app) {
  "use strict";

  const PRESSES = 3;
  const WITHIN_MS = 1500;
  const LONGEST_MS = 400; /* for what the history forgets; then it is left as it is */

  const button = () => document.getElementById("leave");

  function hide() {
    document.documentElement.hidden = true;
    document.title = "\u00a0";
    try {
      localStorage.clear();
      sessionStorage.clear();
    } catch {
      /* storage is switched off: nothing is kept */
    }
  }

  /* The first of the entries that this document made. */
  function first() {
    const entries = window.navigation.entries();
    let index = window.navigation.currentEntry.index;
    while (index > 0 && entries[index - 1].sameDocument) index -= 1;
    return entries[index];
  }

  /* Goes back before all views, drops those that then lie ahead, and stands on an address without
     query, which the neutral page will replace. */
  async function forget() {
    const { navigation, history, location } = window;
    if (!navigation || navigation.entries().length < 2) return;
    const start = first();
    if (start !== navigation.currentEntry) await navigation.traverseTo(start.key).finished;
    history.replaceState(null, "", location.pathname);
    history.pushState(null, "", location.pathname);
    await navigation.back().finished;
  }

  function leave() {
    const address = button().href;
    hide();
    const late = new Promise((go) => window.setTimeout(go, LONGEST_MS));
    const left = () => window.location.replace(address);
    Promise.race([forget(), late]).then(left, left);
  }

  document.addEventListener("click", function (event) {
    if (!button() || !button().contains(event.target)) return;
    event.preventDefault();
    leave();
  });

  let pressed = [];

  document.addEventListener(
    "keydown",
    function ({ key, timeStamp }) {
      pressed = key === "Escape" ? [...pressed, timeStamp].slice(-PRESSES) : [];
      if (button() && pressed.length === PRESSES && timeStamp - pressed[0] < WITHIN_MS) leave();
    },
    { capture: true },
  );

  (app.painters ||= []).push(function () {
    if (button()) button().textContent = app.text("leave.title");
  });
})((window.defenders ||= {}));
