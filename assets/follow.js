/* One view at a time: what the address means, its counts, and everything that paints them. */
(function (app) {
  "use strict";

  const painters = (app.painters ||= []); /* get the view, settled or while a hand still moves */
  const LIST_FIRST_MS = 150;
  const canonical = new Map(); /* address to the query by which the server understood it */
  let values = null; /* what there is in the dataset, by name */
  let answer = null; /* what the server last said of a view */
  let view = null; /* what is painted */
  let wanted = null; /* the newest showing */
  let isMoving = false; /* a hand or playback: nothing changes under it until it rests */

  app.view = () => view;
  app.isMoving = () => isMoving;
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
    if (isMoving || !values || !answer || query === undefined) return;
    const filters = app.linked.filters(query);
    const counts = app.counts(values.version, filters);
    const mine = (wanted = {}); /* cells may come before counts that were asked for earlier */
    if (!(counts instanceof Promise)) return settle(query, filters, counts);
    const missing = () => {}; /* the line of assets/live.js says when the server is gone */
    counts.then((found) => wanted === mine && settle(query, filters, found), missing);
  };

  let frame = 0;

  /* Shows another period of the same counts in the next frame, and leaves address and list. */
  app.preview = function (period) {
    if (!view) return;
    isMoving = true;
    view.period = period;
    frame ||= requestAnimationFrame(function () {
      frame = 0;
      paint(false);
    });
  };

  app.previewNow = function (period) {
    isMoving = true;
    view.period = period;
    paint(false);
  };

  app.repaint = () => view && paint(!isMoving);

  function rest() {
    isMoving = false;
    cancelAnimationFrame(frame);
    frame = 0;
  }

  /* Back to what the address says. */
  app.restore = function () {
    rest();
    app.show();
  };

  /* What the server says of a view is put in place whenever it or the page comes. */
  function place() {
    const body = document.getElementById("body");
    if (!answer || !body || answer.search !== window.location.search) return;
    for (const [id, html] of Object.entries(answer.html)) {
      document.getElementById(id).innerHTML = html; /* escaped by dashboard/views/markup.py */
    }
    body.className = "with-" + answer.stage;
    body.dataset.version = answer.version;
    app.fillDates(answer.period);
    app.tell(answer.head.text);
  }

  function answered(search, given) {
    answer = { ...given, search };
    canonical.set(search, given.query);
    place();
    again();
    requestAnimationFrame(() => requestAnimationFrame(app.show)); /* after the list is painted */
  }

  function line(text) {
    const made = document.createElement("p");
    made.className = "failed";
    made.textContent = text;
    return made;
  }

  /* The server says in words what went wrong; a proxy before it may not. */
  async function refused(response) {
    const said = await response.json().catch(() => ({}));
    const notice = document.getElementById("notice");
    if (!notice) return;
    if (said.html) notice.innerHTML = said.html.notice; /* escaped by dashboard/views/markup.py */
    else notice.replaceChildren(line(said.message || app.text("page.failed")));
  }

  let waiting = null;

  /* The server is asked too often from here: says so, and asks once more when it may. */
  app.wait = function (response) {
    refused(response);
    window.clearTimeout(waiting);
    waiting = window.setTimeout(app.ask, 1000 * Number(response.headers.get("Retry-After") || 5));
  };

  let request = null;

  async function asked(search, { signal }) {
    const response = await fetch("view" + search, { signal, cache: "no-store" });
    if (response.status === 429) return app.wait(response);
    if (!response.ok) return refused(response);
    const given = await response.json();
    return signal.aborted ? undefined : answered(search, given);
  }

  /* Asks for the view of the address; an answer to the one before is not waited for. */
  app.ask = function () {
    if (request) request.abort();
    const mine = (request = new AbortController());
    document.documentElement.classList.add("is-asking");
    const done = () => request === mine && document.documentElement.classList.remove("is-asking");
    const lost = () => {}; /* the line of assets/live.js says when the server is gone, and asks again */
    asked(window.location.search, mine).catch(lost).finally(done);
  };

  function valued(given) {
    values = given;
    app.showed(given.as_of);
    app.learn(given.words);
    again();
    app.show();
  }

  /* The two come separately: a new version between them asks for both once more. */
  function again() {
    if (!answer || !values || answer.version === values.version) return;
    app.ask();
    window.dash_clientside.set_props("version", { data: answer.version + " " + values.version });
  }

  /* The views wait for the list a moment: painted at once they would take the processor from it. */
  app.onAddress(function () {
    rest();
    app.ask();
    window.setTimeout(app.show, LIST_FIRST_MS);
  });

  app.onElement("#articles", place);
  app.ask();
  ((window.dash_clientside ||= {}).defenders ||= {}).values = valued;
})((window.defenders ||= {}));
