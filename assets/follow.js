/* One view at a time: what the address means, its counts, and everything that paints them. */
(function (app) {
  "use strict";

  const painters = (app.painters ||= []); /* get the view, settled or while a hand still moves */
  const ASKED_MS = 25;
  const canonical = new Map(); /* address to the query by which the server understood it */
  let values = null; /* what there is in the dataset, by name */
  let answer = null; /* what the server last said of a view */
  let view = null; /* what is painted */
  let wanted = "";

  app.view = () => view;
  app.understood = (search) => canonical.get(search);

  /* An address made from one that was understood means what it says. */
  app.understand = function (search) {
    const query = new URLSearchParams(search);
    query.delete("page");
    canonical.set(search, "?" + query);
  };

  function paint(settled) {
    const sums = app.linked.within(view.counts, view.period);
    Object.assign(view, sums, { values, answer, settled });
    for (const painter of painters) painter(view);
  }

  function settle(query, filters, counts) {
    view = { query, filters, counts, period: app.linked.period(counts, filters) };
    paint(true);
  }

  /* Shows the address once everything that it takes is here. */
  app.show = function () {
    const query = canonical.get(window.location.search);
    if (!values || !answer || query === undefined) return;
    const filters = app.linked.filters(query);
    const counts = app.counts(values.version, filters);
    wanted = query;
    if (!(counts instanceof Promise)) return settle(query, filters, counts);
    const missing = () => {}; /* the line of assets/live.js says when the server is gone */
    counts.then((found) => wanted === query && settle(query, filters, found), missing);
  };

  let frame = 0;

  /* Shows another period of the same counts in the next frame, and leaves address and list. */
  app.preview = function (period) {
    if (!view) return;
    view.period = period;
    frame ||= requestAnimationFrame(function () {
      frame = 0;
      paint(false);
    });
  };

  app.previewNow = function (period) {
    view.period = period;
    paint(false);
  };

  /* Back to what the address says. */
  app.restore = function () {
    cancelAnimationFrame(frame);
    frame = 0;
    app.show();
  };

  function answered(given) {
    answer = given;
    canonical.set(given.search, given.query);
    app.tell(given.head.text);
    const list = document.getElementById("articles");
    if (list) list.innerHTML = given.articles; /* escaped by dashboard/views/markup.py */
    again();
    requestAnimationFrame(() => window.setTimeout(app.show)); /* after the list is painted */
  }

  function valued(given) {
    values = given;
    app.learn(given.words);
    again();
    app.show();
  }

  /* The two come separately: a new version between them asks for both once more. */
  function again() {
    if (!answer || !values || answer.version === values.version) return;
    window.dash_clientside.set_props("version", { data: answer.version + " " + values.version });
  }

  /* The server is asked first: the list takes longest. */
  window.addEventListener("popstate", () => window.setTimeout(app.show, ASKED_MS));

  const functions = { answer: answered, values: valued };
  Object.assign(((window.dash_clientside ||= {}).defenders ||= {}), functions);
})((window.defenders ||= {}));
