/* On a narrow screen the filters stand folded, so that the articles are not far below them; on a
   wide one they cannot be folded. */
(function (app) {
  "use strict";

  const wide = window.matchMedia("(min-width: 62rem)");
  const wider = window.matchMedia("(min-width: 80rem)");

  app.onElement("#filters", function (details) {
    const fold = () => (details.open = wide.matches);
    fold();
    for (const size of [wide, wider]) size.addEventListener("change", fold);
  });
})((window.defenders ||= {}));
