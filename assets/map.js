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

  const SLOP_PX = 4;
  let pressed = { clientX: 0, clientY: 0 };
  document.addEventListener("pointerdown", (event) => (pressed = event), true);

  /* Plotly takes the end of a drag for a click as well. */
  const isDrag = ({ clientX, clientY }) => Math.hypot(clientX - pressed.clientX, clientY - pressed.clientY) > SLOP_PX;

  function clicked(event) {
    if (isDrag(event.event)) return;
    const point = event.points[0];
    const code = point.location || point.id;
    if (code) choose(code, event.event.shiftKey);
  }

  app.onGraph("map", (graph) => graph.on("plotly_click", clicked));
})((window.defenders ||= {}));
