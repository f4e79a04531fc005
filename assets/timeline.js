/* The period: dragged over the bars, one bar clicked, or written into the two date fields. */
(function (app) {
  "use strict";

  let touch = { scrolls: false };
  const month = (value) => String(value).slice(0, 7);

  function setPeriod(from, to) {
    const query = app.query();
    app.set(query, "from", from);
    app.set(query, "to", to);
    app.go(query, "period");
  }

  function lastDay(day) {
    const [year, number] = day.split("-").map(Number);
    return new Date(Date.UTC(year, number, 0)).getUTCDate();
  }

  /* A first or last day of a month is written as the month, as the server writes it. */
  function shorten(day, isEnd) {
    if (!day) return "";
    const whole = Number(day.slice(8)) === (isEnd ? lastDay(day) : 1);
    return whole ? month(day) : day;
  }

  function dragged(event) {
    if (touch.scrolls || !event || !event.range || !event.range.x) return;
    const [from, to] = event.range.x.map(String).sort();
    setPeriod(month(from), month(to));
  }

  function clicked(event) {
    const chosen = month(event.points[0].x);
    if (!touch.scrolls) setPeriod(chosen, chosen);
  }

  function attach(graph) {
    touch = app.watchTouch(graph);
    graph.on("plotly_selected", dragged);
    graph.on("plotly_click", clicked);
  }

  /* Who writes a date passes through many that are not meant: it counts after a pause, on Enter
     or when the field is left, and only within the time that there are articles of. */
  const PAUSE_MS = 800;
  let pause = null;

  function written() {
    window.clearTimeout(pause);
    pause = null;
    const fields = ["from", "to"].map((id) => document.getElementById(id));
    const odd = ({ validity }) => validity.badInput || validity.rangeUnderflow || validity.rangeOverflow;
    if (fields.some(odd)) return;
    setPeriod(shorten(fields[0].value, false), shorten(fields[1].value, true));
  }

  const isDate = ({ target }) => target.id === "from" || target.id === "to";

  document.addEventListener("change", function (event) {
    if (!isDate(event)) return;
    window.clearTimeout(pause);
    pause = window.setTimeout(written, PAUSE_MS);
  });
  document.addEventListener("focusout", (event) => pause && isDate(event) && written());
  document.addEventListener("keydown", (event) => event.key === "Enter" && isDate(event) && written());

  app.onGraph("timeline", attach);
})((window.defenders ||= {}));
