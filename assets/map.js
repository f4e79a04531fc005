/* A click on a country chooses it, a click on the chosen one releases it, Shift adds to the choice. */
(function (app) {
  "use strict";

  function choose(code, adds) {
    const query = app.query();
    const chosen = app.chosen(query, "country").map((other) => other.toUpperCase());
    const others = chosen.filter((other) => other !== code);
    let next = others;
    if (!chosen.includes(code)) next = adds ? [...chosen, code] : [code];
    app.set(query, "country", next.join(","));
    app.go(query);
  }

  function clicked(event) {
    const point = event.points[0];
    const code = point.location || point.id;
    if (code) choose(code, event.event.shiftKey);
  }

  app.onGraph("map", (graph) => graph.on("plotly_click", clicked));
})((window.defenders ||= {}));
