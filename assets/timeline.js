/* The bars of the timeline: all articles pale, the selection strong, and where the period lies. */
(function (app) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const { COLOURS, UNITS, axisOf, heights, drawn } = app.bars;
  const LOW = 5; /* times lower than all articles: bars of a few pixels */
  let unit = "month";
  let made = null; /* what is drawn: the parts, and the axis of which counts */

  /* The unit in which bars are drawn and hands move: at least as long as the counts' own. */
  app.unit = () => UNITS[Math.max(UNITS.indexOf(unit), UNITS.indexOf((app.view() || { counts: {} }).counts.unit))];
  app.axis = () => made && made.axis;

  function part(name, className, parent) {
    const one = name === "svg" || name === "path" ? document.createElementNS(SVG, name) : document.createElement(name);
    one.setAttribute("class", className);
    parent.append(one);
    return one;
  }

  function build(place) {
    place.replaceChildren();
    const plot = part("div", "plot", place);
    const svg = part("svg", "bars", plot);
    svg.setAttribute("viewBox", "0 0 1 1");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    const parts = { place, plot, svg };
    for (const name of ["grid", "all", "linked", "selected"]) parts[name] = part("path", name, svg);
    for (const name of ["all", "linked", "selected"]) parts[name].setAttribute("fill", COLOURS[name]);
    parts.left = part("div", "scale left", place);
    parts.right = part("div", "scale right", place);
    parts.years = part("div", "years", place);
    parts.tip = part("div", "tip", plot);
    for (const one of [parts.left, parts.right, parts.years, parts.tip]) one.setAttribute("aria-hidden", "true");
    parts.tip.hidden = true;
    app.makePeriod(parts);
    return parts;
  }

  /* A round step that is taken at most four times up to the highest number. */
  function stepFor(highest) {
    let step = 1;
    for (let place = 0; step * 4 < highest; place++) step *= place % 3 === 1 ? 2.5 : 2;
    return step;
  }

  function ticks(place, highest) {
    const step = stepFor(highest);
    const marks = [];
    for (let number = 0; number <= highest; number += step) {
      const mark = document.createElement("span");
      mark.textContent = app.number(number);
      mark.style.insetBlockEnd = `${(100 * number) / highest}%`;
      marks.push(mark);
    }
    place.replaceChildren(...marks);
    return step;
  }

  const MOST_LABELS = 12;
  const LABEL_PX = 56;

  function label(axis, place) {
    const most = Math.max(2, Math.min(MOST_LABELS, Math.floor(place.clientWidth / LABEL_PX)));
    const { edges, at } = axis;
    const starts = edges.slice(0, -1).flatMap((edge, n) => (edge.endsWith("-01") ? [n] : []));
    const years = starts.filter((n) => edges[n].endsWith("-01-01"));
    const isYearly = starts.length > most || axis.unit === "year";
    const chosen = isYearly ? years : starts;
    const stride = Math.ceil(chosen.length / most);
    const marks = chosen.filter((_, n) => n % stride === 0).map(function (n) {
      const mark = document.createElement("span");
      mark.textContent = isYearly ? edges[n].slice(0, 4) : app.unitName(edges[n], axis.unit);
      mark.style.left = `${100 * at[n]}%`;
      return mark;
    });
    place.replaceChildren(...marks);
  }

  function legend(place, isAll, isOwn) {
    const entries = [[COLOURS.selected, isOwn ? "timeline.selected.own" : "timeline.selected"]];
    if (!isAll) entries.push([COLOURS.linked, "timeline.linked"]);
    entries.push([COLOURS.all, "timeline.all"]);
    place.replaceChildren(...entries.map(([colour, key]) => app.swatch(colour, app.text(key))));
  }

  const sumsOf = (numbers) => numbers.reduce((sums, number) => (sums.push(sums[sums.length - 1] + number), sums), [0]);

  /* All that does not move with the period. */
  function draw(parts, view) {
    const { counts } = view;
    const axis = axisOf(counts, app.unit());
    const whole = [0, counts.edges.length - 1];
    const every = sumsOf([...counts.every]);
    const all = heights(axis, every, whole);
    const linked = heights(axis, counts.total, whole);
    const [highest, most] = [Math.max(1, ...all), Math.max(0, ...linked)];
    const isOwn = most > 0 && most * LOW < highest;
    parts.all.setAttribute("d", drawn(axis, all, highest));
    parts.linked.setAttribute("d", drawn(axis, linked, isOwn ? most : highest));
    const step = ticks(parts.left, highest);
    let grid = "";
    for (let number = step; number <= highest; number += step) grid += `M0 ${1 - number / highest}H1`;
    parts.grid.setAttribute("d", grid);
    if (isOwn) ticks(parts.right, most);
    else parts.right.replaceChildren();
    label(axis, parts.years);
    return { parts, counts, unit: axis.unit, axis, all, isOwn, scale: isOwn ? most : highest };
  }

  function mark(view) {
    for (const button of document.querySelectorAll("[data-unit]")) {
      button.setAttribute("aria-pressed", String(button.dataset.unit === made.unit));
      button.disabled = UNITS.indexOf(button.dataset.unit) < UNITS.indexOf(view.counts.unit);
    }
    const note = document.getElementById("coarse");
    const isCoarse = view.counts.unit !== "month";
    if (note) note.textContent = isCoarse ? app.text("timeline.coarse." + view.counts.unit) : "";
  }

  function paint(view) {
    const place = document.getElementById("timeline");
    if (!place || view.counts.edges.length < 2) return place && place.replaceChildren();
    const parts = made && made.parts.place === place && place.firstChild ? made.parts : build(place);
    const isSame = made && made.parts === parts && made.counts === view.counts && made.unit === app.unit();
    if (!isSame) made = draw(parts, view);
    made.selected = heights(made.axis, view.counts.total, view.period);
    parts.selected.setAttribute("d", drawn(made.axis, made.selected, made.scale));
    app.markPeriod(parts, view, made.axis);
    const isAll = !view.period[0] && view.period[1] === view.counts.edges.length - 1;
    if (isSame && made.isAll === isAll) return;
    made.isAll = isAll;
    mark(view);
    const bars = document.getElementById("bars");
    if (bars) legend(bars, isAll, made.isOwn);
  }

  /* The bar at a part of the width, 0 to 1. */
  app.barAt = function (share) {
    const { at, bars } = made.axis;
    let bar = 0;
    while (bar < bars.length - 2 && at[bars[bar + 1]] <= share) bar++;
    return bar;
  };

  /* The edge of a bar that is nearest to a part of the width. */
  app.edgeAt = function (share) {
    const { at, bars } = made.axis;
    const bar = app.barAt(share);
    return bar + Number(share - at[bars[bar]] > at[bars[bar + 1]] - share);
  };

  app.tip = function (share) {
    const bar = app.barAt(share);
    const { axis, parts, selected, all } = made;
    const month = app.unitName(axis.edges[axis.bars[bar]], axis.unit);
    parts.tip.textContent = app.text("timeline.hover", { month, selected: selected[bar], all: all[bar] });
    parts.tip.style.left = `${100 * share}%`;
    parts.tip.classList.toggle("is-late", share > 0.5);
    parts.tip.hidden = false;
  };

  document.addEventListener("click", function ({ target }) {
    const button = target.closest && target.closest("[data-unit]");
    if (!button) return;
    unit = button.dataset.unit;
    app.repaint();
  });

  new ResizeObserver(() => made && label(made.axis, made.parts.years)).observe(document.documentElement);
  (app.painters ||= []).push(paint);
})((window.defenders ||= {}));
