/* Charts taller than the window stick by their lower end, so that all of them can be reached. */
(function (app) {
  "use strict";

  app.onElement(".charts", function (charts) {
    const measure = () => charts.style.setProperty("--height", charts.offsetHeight + "px");
    new ResizeObserver(measure).observe(charts);
  });
})((window.defenders ||= {}));
