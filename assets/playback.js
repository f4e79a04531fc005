/* Plays the years: the period moves on, or grows, one bar at a time, until the end or a pause. */
(function (app) {
  "use strict";

  const STEPS_A_SECOND = { slow: 2, normal: 6, fast: 15 };
  const FIRST_WINDOW = { month: 12, quarter: 4, year: 1 };
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  let playing = null; /* {next: when the next step is due} */
  let isAsked = false; /* for motion, by someone who asked for less of it in general */

  const chosen = (name) => document.querySelector(`select[data-play="${name}"]`).value;
  const isMoving = () => chosen("window") === "moving";

  function begin() {
    const axis = app.axis();
    const [first, end] = app.view().period;
    const last = axis.edges.length - 1;
    if (first || end < last) return end < last ? [first, end] : isMoving() ? app.movePeriod("whole", -axis.bars.length) : app.movePeriod("end", -axis.bars.length);
    const window = isMoving() ? Math.min(FIRST_WINDOW[axis.unit], axis.bars.length - 1) : 1;
    return [0, axis.bars[window]];
  }

  function show(period) {
    app.previewNow(period);
    const now = document.getElementById("now");
    const { edges } = app.axis();
    if (now) now.textContent = app.periodName(edges[period[0]], edges[period[1]]);
  }

  /* Takes a step; returns false at the end of time. */
  function step(by) {
    const before = app.view().period;
    const period = app.movePeriod(isMoving() ? "whole" : "end", by);
    if (period[0] === before[0] && period[1] === before[1]) return false;
    show(period);
    return true;
  }

  function run(time) {
    if (!playing) return;
    if (time >= playing.next) {
      playing.next = Math.max(playing.next + 1000 / STEPS_A_SECOND[chosen("speed")], time);
      if (!step(1)) return app.stopPlaying(true);
    }
    requestAnimationFrame(run);
  }

  function mark() {
    document.documentElement.classList.toggle("is-playing", Boolean(playing));
    const button = document.querySelector('button[data-play="play"]');
    if (button) button.setAttribute("aria-pressed", String(Boolean(playing)));
    const now = document.getElementById("now");
    if (now && !playing) now.textContent = "";
  }

  function play() {
    const isRefused = still.matches && !isAsked;
    const note = document.getElementById("reduced");
    if (note) note.hidden = !isRefused;
    if (isRefused) return void (isAsked = true);
    show(begin());
    playing = { next: performance.now() + 1000 / STEPS_A_SECOND[chosen("speed")] };
    mark();
    requestAnimationFrame(run);
  }

  /* Stops; what is shown then becomes the view, unless another one is on its way. */
  app.stopPlaying = function (isKept) {
    if (!playing) return;
    playing = null;
    mark();
    if (isKept) app.commit(app.view().period);
  };

  const toggle = () => (playing ? app.stopPlaying(true) : play());

  function stepped(by) {
    app.stopPlaying();
    const [first, end] = app.view().period;
    if (!first && end === app.axis().edges.length - 1) show(begin());
    else step(by);
    mark();
    app.commit(app.view().period);
  }

  document.addEventListener("click", function ({ target }) {
    const button = target.closest && target.closest("button[data-play]");
    if (!button || !app.view() || !app.axis()) return;
    if (button.dataset.play === "play") toggle();
    else stepped(button.dataset.play === "forward" ? 1 : -1);
  });

  /* The space bar, unless it has a meaning where the focus is. */
  document.addEventListener("keydown", function (event) {
    const focus = document.activeElement;
    const isFree = !focus || focus === document.body || (focus.dataset && focus.dataset.slider);
    if (event.key !== " " || !isFree || !app.axis()) return;
    event.preventDefault();
    toggle();
  });

  /* What leads to another view starts from what is shown. */
  const LEADS = "a[data-view], #map, #search";

  for (const kind of ["pointerup", "click", "input"]) {
    const leads = ({ target }) => target.closest && target.closest(LEADS);
    document.addEventListener(kind, (event) => leads(event) && app.stopPlaying(true), true);
  }

  still.addEventListener("change", () => still.matches && app.stopPlaying(true));
  app.onAddress(() => app.stopPlaying());
})((window.defenders ||= {}));
