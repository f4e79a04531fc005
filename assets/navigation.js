/* Going from view to view: the address is the state, this is the one place that changes it. */
(function (app) {
  "use strict";

  /* A view chosen becomes a new history entry. What is being adjusted, a period or a search,
     replaces the entry that its first adjustment made, so that Back leads to the view before all
     of them. */
  app.navigate = function (search, kind) {
    const clean = search === "?" ? "" : search;
    if (clean === window.location.search) return;
    const adjusts = kind && (window.history.state || {}).kind === kind;
    const address = window.location.pathname + clean;
    window.history[adjusts ? "replaceState" : "pushState"]({ kind: kind || "view" }, "", address);
    window.dispatchEvent(new PopStateEvent("popstate")); /* Dash reads the address again */
  };

  app.query = function () {
    const query = new URLSearchParams(window.location.search);
    query.delete("page");
    return query;
  };

  app.go = function (query, kind) {
    app.navigate("?" + query.toString().replaceAll("%2C", ","), kind);
  };

  app.set = function (query, key, value) {
    if (value) query.set(key, value);
    else query.delete(key);
  };

  app.chosen = function (query, key) {
    return (query.get(key) || "").split(",").filter(Boolean);
  };

  /* From the address as it is now, not as it was when the link was made: quick clicks add up. */
  function toggle(key, value) {
    const query = app.query();
    const chosen = app.chosen(query, key);
    const others = chosen.filter((other) => other.toLowerCase() !== value.toLowerCase());
    const next = others.length < chosen.length ? others : [...chosen, value];
    app.set(query, key, next.join(","));
    app.go(query);
  }

  function follow(link) {
    const target = new URL(link.href);
    if (!link.dataset.toggle) return app.navigate(target.search);
    const [key, value] = link.dataset.toggle.split(/:(.*)/s);
    return toggle(key, value);
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
