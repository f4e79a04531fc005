/* The table of countries: rows made once for a dataset, their numbers painted, sorted at rest. */
(function (app) {
  "use strict";

  const WRITE = {
    articles: (value) => app.number(value),
    "per-million": (value) => app.figure(value),
    share: (value) => app.percent(value),
    change: (value) => app.percent(value, "exceptZero"),
  };
  const MEASURES = Object.keys(WRITE);
  const NONE = "–";
  const order = { column: "articles", isUp: false };
  let made = null; /* {body, values, rows}: what stands in the table */

  function makeRow(value, name) {
    const row = document.createElement("tr");
    const head = document.createElement("th");
    const link = document.createElement("a");
    head.scope = "row";
    link.textContent = name;
    link.tabIndex = -1;
    Object.assign(link.dataset, { view: `table:country:${value}`, toggle: `country:${value}` });
    head.append(link);
    const cells = MEASURES.map(() => document.createElement("td"));
    row.append(head, ...cells);
    return { value, name, row, link, cells, values: MEASURES.map(() => undefined) };
  }

  function make(body, values) {
    const rows = new Map(values.choices.country.map(([value, name]) => [value, makeRow(value, name)]));
    return { body, values, rows, names: new Intl.Collator(document.documentElement.lang) };
  }

  /* What is chosen stands there even if the dataset does not know it. */
  function addUnknown({ rows }, { answer, filters }) {
    for (const [value, name] of answer.chosen.country) {
      if (!rows.has(value) && filters.country.includes(value)) rows.set(value, { ...makeRow(value, name), isUnknown: true });
    }
    for (const [value, { row, isUnknown }] of rows) {
      if (!isUnknown || filters.country.includes(value)) continue;
      row.remove();
      rows.delete(value);
    }
  }

  function write({ cells, values }, place, value) {
    if (values[place] === value) return;
    values[place] = value;
    cells[place].textContent = value === null ? NONE : WRITE[MEASURES[place]](value);
  }

  function fill(rows, { counts, period, values }) {
    return MEASURES.map(function (measure, place) {
      const { before, value } = app.measures.measured(measure, counts, period, values.population);
      for (const row of rows.values()) write(row, place, value(row.value));
      return { measure, before };
    });
  }

  function note(measured, view) {
    const place = document.getElementById("table-notes");
    const notes = measured.map(({ measure, before }) => app.noteOf(measure, before, view)).filter(Boolean);
    if (!place || notes.join() === place.dataset.notes) return;
    place.dataset.notes = notes.join();
    place.replaceChildren(...notes.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  }

  function mark(row, isChosen) {
    row.row.classList.toggle("is-chosen", isChosen);
    row.link.href = app.toggled("country", row.value);
    if (isChosen) row.link.setAttribute("aria-current", "true");
    else row.link.removeAttribute("aria-current");
  }

  /* What has no value stands behind what has one, and no country, being none, behind all. */
  function sorted({ rows, names }) {
    const sign = order.isUp ? 1 : -1;
    const place = MEASURES.indexOf(order.column);
    const last = ({ value, values }) => 2 * Number(value === "-") + Number(place >= 0 && values[place] === null);
    const byValue = (one, other) => (place < 0 ? names.compare(one.name, other.name) : one.values[place] - other.values[place]);
    const by = (one, other) =>
      last(one) - last(other) || sign * byValue(one, other) || names.compare(one.name, other.name);
    return [...rows.values()].sort(by);
  }

  function arrange() {
    const { body } = made;
    const rows = sorted(made);
    if (rows.length !== body.rows.length || rows.some(({ row }, place) => body.rows[place] !== row)) {
      const focused = body.contains(document.activeElement) && document.activeElement;
      body.replaceChildren(...rows.map(({ row }) => row));
      if (focused) focused.focus({ preventScroll: true });
    }
    if (!body.querySelector('a[tabindex="0"]') && rows.length) rows[0].link.tabIndex = 0;
    for (const head of body.parentElement.querySelectorAll("th[scope=col]")) {
      const isSorted = head.firstChild.dataset.sort === order.column;
      head.setAttribute("aria-sort", isSorted ? (order.isUp ? "ascending" : "descending") : "none");
    }
  }

  /* Out of sight it is laid out for nobody on the way. */
  const isInSight = (body) => body.closest(".with-table") || body.closest("#table").matches(":focus-within");

  function paint(view) {
    const body = document.querySelector("#table tbody");
    if (!body) return;
    if (!view.settled && made && !isInSight(body)) return;
    if (!made || made.body !== body || made.values !== view.values) made = make(body, view.values);
    if (view.settled) addUnknown(made, view);
    const measured = fill(made.rows, view);
    if (!view.settled && body.rows.length) return;
    note(measured, view);
    const chosen = new Set(view.filters.country);
    for (const row of made.rows.values()) mark(row, chosen.has(row.value));
    arrange();
  }

  document.addEventListener("click", function ({ target }) {
    const button = target.closest && target.closest("[data-sort]");
    if (!button || !made) return;
    const { sort } = button.dataset;
    order.isUp = order.column === sort ? !order.isUp : sort === "country";
    order.column = sort;
    arrange();
  });

  /* One row is a stop of the Tab key, the arrows go on from there. */
  function move(event) {
    const link = event.target.closest && event.target.closest("#table tbody a");
    if (!link || !made || event.altKey || event.ctrlKey || event.metaKey) return;
    const { rows } = made.body;
    const now = link.closest("tr").sectionRowIndex;
    const target = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const row = rows[Math.max(0, Math.min(rows.length - 1, target))];
    row.querySelector("a").focus();
  }

  document.addEventListener("keydown", move);
  document.addEventListener("focusin", function ({ target }) {
    const link = target.closest && target.closest("#table tbody a");
    if (!link) return;
    for (const other of made.body.querySelectorAll('a[tabindex="0"]')) other.tabIndex = -1;
    link.tabIndex = 0;
  });

  (app.painters ||= []).push(paint);
})((window.defenders ||= {}));
