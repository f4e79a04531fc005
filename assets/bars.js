/* Bars over time: where they stand and how high they are. Pure functions, no page. */
(function (app) {
  "use strict";

  const COLOURS = { all: "#dcd8cf", linked: "#93bcd8", selected: "#1f5f99" };
  const LENGTH = { month: 7, quarter: 7, year: 4 };
  const UNITS = Object.keys(LENGTH);
  const SHARE = 0.9; /* of its time that a bar is wide */

  const days = (day) => Date.parse(day) / 86400000;

  const bucket = (edge, of) =>
    of === "quarter" ? edge.slice(0, 4) + Math.ceil(Number(edge.slice(5, 7)) / 3) : edge.slice(0, LENGTH[of]);

  /* Where each edge lies, from 0 to 1, and the first edges of the bars, with the last one. */
  function axisOf({ edges }, unit) {
    const [first, last] = [days(edges[0]), days(edges[edges.length - 1])];
    const at = edges.map((edge) => (days(edge) - first) / (last - first));
    const bars = [];
    for (let edge = 0; edge < edges.length - 1; edge++) {
      if (!edge || bucket(edges[edge], unit) !== bucket(edges[edge - 1], unit)) bars.push(edge);
    }
    bars.push(edges.length - 1);
    return { at, bars, edges, unit };
  }

  /* Sums of each bar within a period, from sums up to each edge. */
  function heights({ bars }, sums, [first, end]) {
    const found = new Float64Array(bars.length - 1);
    for (let bar = 0; bar < found.length; bar++) {
      const [from, to] = [Math.max(bars[bar], first), Math.min(bars[bar + 1], end)];
      if (from < to) found[bar] = sums[to] - sums[from];
    }
    return found;
  }

  /* The bars as an SVG path in a box of 1 by 1. */
  function drawn({ at, bars }, numbers, highest) {
    let path = "";
    for (let bar = 0; bar < numbers.length; bar++) {
      if (!numbers[bar]) continue;
      const [x, end] = [at[bars[bar]], at[bars[bar + 1]]];
      path += `M${x.toFixed(5)} 1V${(1 - numbers[bar] / highest).toFixed(4)}H${(x + (end - x) * SHARE).toFixed(5)}V1Z`;
    }
    return path;
  }

  /* Sums up to each edge of one value of a dimension; none when the counts do not know it. */
  function sumsOf(counts, key, value) {
    const sums = new Float64Array(counts.edges.length);
    const [width, place] = [counts.keys[key].length, counts.keys[key].indexOf(value)];
    for (let edge = 0; place >= 0 && edge < sums.length; edge++) sums[edge] = counts.sums[key][edge * width + place];
    return sums;
  }

  app.bars = { COLOURS, UNITS, axisOf, heights, drawn, sumsOf };
})((window.defenders ||= {}));
