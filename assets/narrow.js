/* On a narrow screen the filters stand folded, so that the articles are not far below them. */
(function (app) {
  "use strict";

  const wide = window.matchMedia("(min-width: 62rem)");

  app.onElement("#filters", function (details) {
    details.open = wide.matches;
    wide.addEventListener("change", () => (details.open = wide.matches));
  });
})((window.defenders ||= {}));
