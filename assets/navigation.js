/* Going from view to view: the address is the state, this is the one place that changes it. */
(function (app) {
  "use strict";

  /* A view chosen becomes a new history entry. What is being adjusted, a period or a search,
     replaces the entry that its first adjustment made, so that Back leads to the view before all
     of them. */
  app.navigate = function (search, kind) {
    const clean = search === "?" ? "" : search;
    if (clean === window.location.search) return;
    if (app.understood(window.location.search) !== undefined) app.understand(clean);
    const adjusts = kind && (window.history.state || {}).kind === kind;
    const address = window.location.pathname + clean;
    window.history[adjusts ? "replaceState" : "pushState"]({ kind: kind || "view" }, "", address);
    app.announceAddress();
  };

  /* As the server understood the address, if it has answered yet. */
  app.query = function () {
    const { search } = window.location;
    const understood = app.understood(search);
    const query = new URLSearchParams(understood === undefined ? search : understood);
    query.delete("page");
    return query;
  };

  app.address = (query) => "?" + query.toString().replaceAll("%2C", ",");

  app.go = function (query, kind) {
    app.navigate(app.address(query), kind);
  };

  app.set = function (query, key, value) {
    if (value) query.set(key, value);
    else query.delete(key);
  };

  app.chosen = function (query, key) {
    return (query.get(key) || "").split(",").filter(Boolean);
  };

  /* From the address as it is now, not as it was when the link was made: quick clicks add up. */
  app.toggled = function (key, value) {
    const query = app.query();
    const chosen = app.chosen(query, key);
    const others = chosen.filter((other) => other.toLowerCase() !== value.toLowerCase());
    app.set(query, key, (others.length < chosen.length ? others : [...chosen, value]).join(","));
    return app.address(query);
  };

  /* The link does not know which language and which stage are shown: it is as old as the page. */
  function onlyNew(link) {
    const query = new URLSearchParams(new URL(link.href).search);
    const shown = app.query();
    for (const key of ["lang", "map"]) app.set(query, key, shown.get(key));
    return query;
  }

  function follow(link) {
    if (link.dataset.view === "new") return app.go(onlyNew(link));
    if (!link.dataset.toggle) return app.navigate(new URL(link.href).search);
    return app.navigate(app.toggled(...link.dataset.toggle.split(/:(.*)/s)));
  }

  document.addEventListener("click", function (event) {
    const link = event.target.closest && event.target.closest("a[data-view]");
    const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || modified || event.button !== 0) return;
    event.preventDefault();
    app.keepFocus(link.dataset.view);
    follow(link);
    if (link.dataset.view.startsWith("page:")) document.getElementById("articles").focus();
  });
})((window.defenders ||= {}));
