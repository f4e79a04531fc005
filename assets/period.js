/* The period by hand: a new one drawn, its ends or the whole of it moved, by pointer or by keys. */
(function (app) {
  "use strict";

  const SLOP_PX = 4;
  const PAUSE_MS = 400; /* after the last key */
  const PAGE = { month: 12, quarter: 4, year: 5 };

  /* Positions are those of the bars' edges, so that hands move by whole months, quarters, years. */
  const snap = (axis, edge) => axis.bars.findLastIndex((first) => first <= edge);

  function places(axis, [first, end]) {
    const last = axis.bars.findIndex((edge) => edge >= end);
    return [snap(axis, first), last];
  }

  function setPeriod(from, to) {
    const query = app.query();
    app.set(query, "from", from);
    app.set(query, "to", to);
    const before = window.location.search;
    app.go(query, "period");
    if (window.location.search === before) app.restore();
  }

  const isFirst = (day) => day.endsWith("-01");

  /* A period from a day up to before another as an address has it; an empty day leaves it open. */
  app.fromTo = function (start, end) {
    const last = end && app.dayBefore(end);
    return [isFirst(start) ? start.slice(0, 7) : start, isFirst(end) ? last.slice(0, 7) : last];
  };

  app.commit = (period) => setPeriod(...app.fromTo(...app.linked.ends(app.view().counts, period)));

  app.setPeriod = setPeriod;

  /* The three sliders, laid over the bars. */
  app.makePeriod = function (parts) {
    for (const name of ["whole", "start", "end"]) {
      const slider = document.createElement("div");
      slider.className = "slider " + name;
      slider.dataset.slider = name;
      slider.setAttribute("role", "slider");
      slider.setAttribute("aria-label", app.text("timeline." + name));
      slider.tabIndex = 0;
      parts.plot.append(slider);
      parts[name] = slider;
    }
    listen(parts.plot);
  };

  function describe(slider, now, highest, text) {
    slider.setAttribute("aria-valuemin", "0");
    slider.setAttribute("aria-valuemax", String(highest));
    slider.setAttribute("aria-valuenow", String(now));
    slider.setAttribute("aria-valuetext", text);
  }

  app.markPeriod = function (parts, view, axis) {
    const [first, end] = view.period;
    const [from, to] = [axis.at[first], axis.at[end]];
    const isAll = !first && end === axis.at.length - 1;
    parts.plot.classList.toggle("is-all", isAll);
    parts.start.style.left = `${100 * from}%`;
    parts.end.style.left = `${100 * to}%`;
    parts.whole.style.left = `${100 * from}%`;
    parts.whole.style.width = `${100 * (to - from)}%`;
    const [a, b] = places(axis, view.period);
    const last = axis.bars.length - 1;
    const name = (edge) => (isFirst(edge) ? app.unitName(edge, axis.unit) : app.periodName(edge, app.linked.dayAfter(edge)));
    describe(parts.start, a, last, name(axis.edges[Math.min(first, axis.edges.length - 2)]));
    describe(parts.end, b, last, name(end ? unitStart(axis, end) : axis.edges[0]));
    describe(parts.whole, a, last, app.periodName(axis.edges[first], axis.edges[end]));
    parts.whole.tabIndex = isAll ? -1 : 0;
  };

  /* The first day of what ends at an edge: the bar's, or the day before a day within it. */
  function unitStart(axis, end) {
    const bar = axis.bars.indexOf(end);
    return bar > 0 ? axis.edges[axis.bars[bar - 1]] : app.dayBefore(axis.edges[end]);
  }

  /* Moves one slider by so many bars; returns the period in edges. */
  function moved(axis, period, name, by) {
    const [first, end] = places(axis, period);
    const last = axis.bars.length - 1;
    const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
    if (name === "start") return [axis.bars[clamp(first + by, 0, end - 1)], period[1]];
    if (name === "end") return [period[0], axis.bars[clamp(end + by, first + 1, last)]];
    const step = clamp(by, -first, last - end);
    return [axis.bars[first + step], axis.bars[end + step]];
  }

  app.movePeriod = (name, by, period = app.view().period) => moved(app.axis(), period, name, by);

  /* Keys. */
  let pause = null;

  function keyed(event) {
    const name = event.target.dataset && event.target.dataset.slider;
    const axis = app.axis();
    if (!name || !axis || event.altKey || event.ctrlKey || event.metaKey) return;
    const page = PAGE[axis.unit];
    const all = axis.bars.length;
    const steps = {
      ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1,
      PageDown: -page, PageUp: page, Home: -all, End: all,
    };
    if (!(event.key in steps)) return;
    event.preventDefault();
    window.clearTimeout(pause);
    app.stopPlaying();
    app.preview(moved(axis, app.view().period, name, steps[event.key]));
    pause = window.setTimeout(settle, PAUSE_MS);
  }

  function settle() {
    window.clearTimeout(pause);
    pause = null;
    app.commit(app.view().period);
  }

  document.addEventListener("keydown", keyed);
  document.addEventListener("focusout", (event) => pause && event.target.dataset.slider && settle());

  /* The pointer. */
  let drag = null;

  function shareOf(plot, event) {
    const box = plot.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
  }

  function began(event) {
    if (event.button || !event.isPrimary || !app.view() || !app.axis()) return;
    const plot = event.currentTarget;
    const slider = event.target.dataset.slider;
    const isAll = plot.classList.contains("is-all") && slider === "whole";
    const kind = isAll || !slider ? "new" : slider;
    drag = { plot, kind, x: event.clientX, from: shareOf(plot, event), moves: false };
    app.stopPlaying();
  }

  function periodAt(share) {
    const axis = app.axis();
    if (drag.kind !== "new") return moved(axis, drag.period, drag.kind, app.edgeAt(share) - app.edgeAt(drag.from));
    const [one, other] = [app.barAt(drag.from), app.barAt(share)];
    return [axis.bars[Math.min(one, other)], axis.bars[Math.max(one, other) + 1]];
  }

  function dragged(event) {
    const plot = event.currentTarget;
    if (!drag) return event.pointerType === "mouse" && app.axis() ? app.tip(shareOf(plot, event)) : undefined;
    if (!drag.moves && Math.abs(event.clientX - drag.x) < SLOP_PX) return;
    if (!drag.moves) {
      Object.assign(drag, { moves: true, period: app.view().period });
      plot.setPointerCapture(event.pointerId);
      plot.querySelector(".tip").hidden = true;
    }
    const period = periodAt(shareOf(plot, event));
    const shown = drag.shown || app.view().period;
    if (period[0] === shown[0] && period[1] === shown[1]) return;
    drag.shown = period;
    app.preview(period);
  }

  function ended() {
    if (!drag) return;
    const { moves, shown, period, from, kind } = drag;
    drag = null;
    if (moves) return app.commit(shown || period);
    if (kind === "start" || kind === "end") return app.isMoving() && app.commit(app.view().period);
    const axis = app.axis();
    const bar = app.barAt(from);
    app.commit([axis.bars[bar], axis.bars[bar + 1]]);
  }

  function cancelled() {
    if (!drag) return;
    drag = null;
    app.restore();
  }

  function listen(plot) {
    plot.addEventListener("pointerdown", began);
    plot.addEventListener("pointermove", dragged);
    plot.addEventListener("pointerup", ended);
    plot.addEventListener("pointercancel", cancelled);
    plot.addEventListener("pointerleave", () => (plot.querySelector(".tip").hidden = true));
  }

  document.addEventListener("keydown", (event) => event.key === "Escape" && cancelled());
})((window.defenders ||= {}));
