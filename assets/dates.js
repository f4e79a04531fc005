/* The period written into two date fields, or one of the usual ones. */
(function (app) {
  "use strict";

  function lastDay(day) {
    const [year, number] = day.split("-").map(Number);
    return new Date(Date.UTC(year, number, 0)).getUTCDate();
  }

  /* A first or last day of a month is written as the month, as the server writes it. */
  function shorten(day, isEnd) {
    if (!day) return "";
    const whole = Number(day.slice(8)) === (isEnd ? lastDay(day) : 1);
    return whole ? day.slice(0, 7) : day;
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
    app.setPeriod(shorten(fields[0].value, false), shorten(fields[1].value, true));
  }

  /* Days as an address has them, into the fields that Dash made. */
  app.fillDates = function (days) {
    ["from", "to"].forEach(function (id, place) {
      const field = document.getElementById(id);
      if (field && field.value !== days[place]) window.dash_clientside.set_props(id, { value: days[place] });
    });
  };

  const isDate = ({ target }) => target.id === "from" || target.id === "to";

  document.addEventListener("change", function (event) {
    if (!isDate(event)) return;
    window.clearTimeout(pause);
    pause = window.setTimeout(written, PAUSE_MS);
  });
  document.addEventListener("focusout", (event) => pause && isDate(event) && written());
  document.addEventListener("keydown", (event) => event.key === "Enter" && isDate(event) && written());

  /* The last months are counted back from the last month that there are articles of. */
  document.addEventListener("click", function ({ target }) {
    const button = target.closest && target.closest("[data-months]");
    if (!button || !app.view()) return;
    app.stopPlaying();
    const { edges } = app.view().counts;
    const end = new Date(edges[edges.length - 1]);
    end.setUTCMonth(end.getUTCMonth() - Number(button.dataset.months));
    app.setPeriod(button.dataset.months ? end.toISOString().slice(0, 7) : "", "");
  });
})((window.defenders ||= {}));
