/* Small states as points that do not hide each other: those nearer than two radii are moved apart,
   with a line to their true place. Zooming in gives each its own place again. */
(function (app) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const APART = 9; /* px between two centres: both radii, their borders and a gap */
  const ROUNDS = 80;
  const NEAR = 3; /* px from its place: so near a point needs no line */
  const REACH = 9; /* px around a point that a finger may miss it by; a mouse has two */

  /* Places moved apart, the same for the same places: every two that are too near give way alike. */
  app.apart = function (places, distance = APART) {
    const moved = places.map(([x, y]) => [x, y]);
    for (let round = 0; round < ROUNDS; round++) {
      let isStill = true;
      for (let one = 0; one < moved.length; one++) {
        for (let other = 0; other < one; other++) if (part(moved[one], moved[other], distance, one)) isStill = false;
      }
      if (isStill) break;
    }
    return moved;
  };

  function part(one, other, distance, turn) {
    const [x, y] = [one[0] - other[0], one[1] - other[1]];
    const between = Math.hypot(x, y);
    if (between >= distance - 0.01) return false;
    const [ux, uy] = between ? [x / between, y / between] : [Math.cos(turn), Math.sin(turn)];
    const push = (distance - between) / 2 + 0.01;
    one[0] += ux * push;
    one[1] += uy * push;
    other[0] -= ux * push;
    other[1] -= uy * push;
    return true;
  }

  /* Where a moved point lies on the globe, so that Plotly finds it under the pointer; its true place
     where the map ends before that. */
  function lonLat(projection, moved, home) {
    const found = projection.invert(moved);
    const back = found && projection(found);
    return back && Math.hypot(back[0] - moved[0], back[1] - moved[1]) < 1 ? found : home;
  }

  function leaders(points, homes, moved) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", "leaders");
    const lines = moved.map(([x, y], place) => {
      const [homeX, homeY] = homes[place];
      return Math.hypot(x - homeX, y - homeY) > NEAR ? `M${homeX},${homeY}L${x},${y}` : "";
    });
    path.setAttribute("d", lines.join(""));
    const group = points[0].node.parentNode;
    group.querySelectorAll(".leaders").forEach((old) => old.remove());
    group.prepend(path);
  }

  /* Moves the points that Plotly drew. */
  app.spread = function (graph, points) {
    const { projection } = graph._fullLayout.geo._subplot;
    const seen = points.filter(({ node }) => node.style.display !== "none");
    if (window.matchMedia("(pointer: coarse)").matches) graph._fullLayout.hoverdistance = REACH;
    if (!seen.length) return;
    for (const { point } of seen) point.home ||= point.lonlat;
    const homes = seen.map(({ point }) => projection(point.home));
    const wanted = app.apart(homes);
    seen.forEach(({ point }, place) => (point.lonlat = lonLat(projection, wanted[place], point.home)));
    const moved = seen.map(({ point }) => projection(point.lonlat));
    seen.forEach(({ node }, place) => node.setAttribute("transform", `translate(${moved[place]})`));
    leaders(seen, homes, moved);
  };
})((window.defenders ||= {}));
