/* The search field: the address follows what is written, the field follows the address. */
(function (app) {
  "use strict";

  const PAUSE_MS = 150;
  let pause = null;
  let visits = 0;

  const field = () => document.getElementById("search");
  const spaced = (text) => text.split(/\s+/).filter(Boolean).join(" "); /* as the server reads it */
  const written = () => spaced(field().value);
  const asked = () => spaced(new URLSearchParams(window.location.search).getAll("q").join(" "));

  /* All that is written between entering and leaving the field is one entry of the history. */
  function search(text) {
    window.clearTimeout(pause);
    pause = null;
    if (text === asked()) return;
    const query = app.query();
    app.set(query, "q", text);
    if (!text && query.get("sort") === "relevance") query.delete("sort");
    app.go(query, "search " + visits);
  }

  function show(text) {
    window.dash_clientside.set_props("search", { value: text });
  }

  /* What is being written comes before what another view's address says. */
  function follow() {
    if (field() && pause === null && written() !== asked()) show(asked());
  }

  const isField = ({ target }) => target.id === "search";

  document.addEventListener("focusin", (event) => isField(event) && visits++);
  document.addEventListener("focusout", (event) => isField(event) && pause !== null && search(written()));
  document.addEventListener("input", function (event) {
    if (!isField(event) || event.isComposing) return;
    window.clearTimeout(pause);
    pause = window.setTimeout(() => search(written()), PAUSE_MS);
  });
  document.addEventListener("compositionend", (event) => isField(event) && search(written()));
  document.addEventListener("keydown", function (event) {
    if (!isField(event) || event.isComposing) return;
    if (event.key === "Enter") search(written());
    if (event.key !== "Escape" || !field().value) return;
    event.preventDefault(); /* some browsers clear the field themselves, and some do not */
    show("");
    search("");
  });
  app.onAddress(follow);
  app.onElement("#search", follow);
})((window.defenders ||= {}));
