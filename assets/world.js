/* Paints a view into the map that Plotly drew: colours and outlines. A restyle takes
   Plotly a hundred milliseconds, so the shapes that change are coloured one by one; its own
   numbers follow, for when it draws anew. */
(function (app) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const RADIUS = { empty: 2.5, full: 3.5 };
  const drawn = new WeakMap(); /* graph to its shapes, until Plotly draws it anew */

  function shapesOf(graph, meta) {
    const data = graph.calcdata.find(([first]) => first && first.trace && first.trace.meta === meta);
    const group = data && data[0].node3 && data[0].node3.node();
    if (!group) return [];
    const { trace } = data[0];
    return [...group.querySelectorAll(meta === "areas" ? ".choroplethlocation" : ".point")].map(function (node) {
      const point = node.__data__;
      const place = point.i;
      return { node, point, trace, place, code: meta === "areas" ? point.loc : trace.ids[place], shade: -1 };
    });
  }

  function shapes(graph) {
    if (!drawn.has(graph)) {
      drawn.set(graph, { areas: shapesOf(graph, "areas"), points: shapesOf(graph, "points") });
    }
    return drawn.get(graph);
  }

  /* Returns whether the colour is another one than before. */
  function changes(shape, mapped) {
    const shade = mapped.shade(shape.code);
    if (shape.shade === shade) return false;
    shape.shade = shade;
    return true;
  }

  function paintArea(shape, mapped, palette) {
    if (!changes(shape, mapped)) return;
    shape.point.z = shape.trace.z[shape.place] = shape.shade;
    shape.node.setAttribute("fill", palette[shape.shade]);
  }

  function paintPoint(shape, mapped, palette) {
    if (!changes(shape, mapped)) return;
    const colour = (shape.point.mc = shape.trace.marker.color[shape.place] = palette[shape.shade]);
    const radius = (shape.point.mrc = shape.shade ? RADIUS.full : RADIUS.empty);
    shape.node.style.fill = colour;
    shape.node.setAttribute("d", `M${radius},0A${radius},${radius} 0 1,1 0,-${radius}A${radius},${radius} 0 0,1 ${radius},0Z`);
  }

  /* Chosen countries get copies of their outlines, dark on white: seen on every colour. */
  function outline(graph, { areas, points }, chosen) {
    const layer = graph.querySelector(".choroplethlayer");
    let group = graph.querySelector(".chosen");
    if (!group && layer) {
      group = document.createElementNS(SVG, "g");
      group.setAttribute("class", "chosen");
      layer.after(group);
    }
    if (group) {
      const paths = areas.filter(({ code }) => chosen.has(code)).map(({ node }) => node.getAttribute("d"));
      group.replaceChildren(...["halo", "outline"].flatMap((name) => paths.map((d) => copied(d, name))));
    }
    for (const { node, code } of points) node.classList.toggle("is-chosen", chosen.has(code));
  }

  function copied(d, name) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    path.setAttribute("class", name);
    return path;
  }

  function paintNowhere(place, number, isChosen, settled) {
    const text = app.text("map.nowhere", { count: number });
    if (!settled && place.firstChild) return void (place.firstChild.textContent = text);
    const shown = document.createElement(number || isChosen ? "a" : "span");
    shown.textContent = text;
    if (number || isChosen) {
      shown.href = app.toggled("country", "-");
      Object.assign(shown.dataset, { view: "map:country:-", toggle: "country:-" });
      if (isChosen) shown.setAttribute("aria-current", "true");
    }
    place.replaceChildren(shown);
  }

  function paint(view) {
    const mapped = app.mapped(view);
    const nowhere = document.getElementById("nowhere");
    const chosen = new Set(view.filters.country);
    if (nowhere) paintNowhere(nowhere, mapped.number("-"), chosen.has("-"), view.settled);
    const graph = document.querySelector("#map .js-plotly-plot");
    if (!graph || !graph.calcdata) return;
    const all = shapes(graph);
    for (const shape of all.areas) paintArea(shape, mapped, view.values.palette);
    for (const shape of all.points) paintPoint(shape, mapped, view.values.palette);
    if (view.settled) outline(graph, all, chosen);
  }

  function redrawn(graph) {
    drawn.delete(graph);
    app.spread(graph, shapes(graph).points);
    if (app.view()) paint(app.view());
  }

  (app.painters ||= []).push(paint);
  app.onGraph("map", function (graph) {
    for (const drawn of ["afterplot", "relayouting", "relayout"]) graph.on("plotly_" + drawn, () => redrawn(graph));
    redrawn(graph);
  });
})((window.defenders ||= {}));
