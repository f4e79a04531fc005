/* Linked counts in the browser: cells and filters in, numbers out. Pure functions, no page. */
(function (app) {
  "use strict";

  const DIMENSIONS = ["country", "category", "topic", "source", "language"];
  const ARRAYS = { 8: Uint8Array, 16: Uint16Array, 32: Uint32Array };
  const aligned = (bytes) => Math.ceil(bytes / 8) * 8;

  /* What dashboard/articles/packed.py packed: the head, and its arrays by name. */
  function unpack(buffer) {
    const length = new DataView(buffer).getUint32(0, true);
    const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
    let offset = aligned(4 + length);
    const arrays = {};
    for (const [name, bits, size] of head.arrays) {
      arrays[name] = new ARRAYS[bits](buffer, offset, size);
      offset += aligned(arrays[name].byteLength);
    }
    return { ...head, arrays };
  }

  /* For each signature of a dimension 1 if the filter does not let it through, else 0. */
  function barred(cells, key, chosen) {
    const offsets = cells.arrays[key + ".offsets"];
    const members = cells.arrays[key + ".members"];
    const bars = new Uint8Array(Math.max(offsets.length - 1, 0));
    if (!chosen.length) return bars;
    const wanted = cells.keys[key].map((value) => chosen.includes(value));
    bars.fill(1);
    for (let one = 0; one < bars.length; one++) {
      for (let at = offsets[one]; at < offsets[one + 1]; at++) if (wanted[members[at]]) bars[one] = 0;
    }
    return bars;
  }

  const PASSES = 0;
  const SEVERAL = 255;
  const COUNTRY = DIMENSIONS.indexOf("country") + 1;

  /* For each cell PASSES, or SEVERAL filters bar it, or else the one that does, from 1: such a cell
     is counted in that filter's own view and nowhere else. */
  function standing(cells, filters) {
    const state = new Uint8Array(cells.arrays.span.length);
    DIMENSIONS.forEach(function (key, place) {
      if (!filters[key].length) return;
      const bars = barred(cells, key, filters[key]);
      const signature = cells.arrays[key + ".signature"];
      for (let cell = 0; cell < state.length; cell++) {
        if (bars[signature[cell]]) state[cell] = state[cell] ? SEVERAL : place + 1;
      }
    });
    return state;
  }

  /* Cells as they are counted: for each value of each cell the cell, and its place in the table. */
  function prepare(cells) {
    const pairs = {};
    for (const key of DIMENSIONS) pairs[key] = paired(cells, key);
    return { ...cells, pairs };
  }

  function paired({ arrays, keys }, key) {
    const signature = arrays[key + ".signature"];
    const offsets = arrays[key + ".offsets"];
    const members = arrays[key + ".members"];
    let size = 0;
    for (const one of signature) size += offsets[one + 1] - offsets[one];
    const pairs = { cell: new Uint32Array(size), place: new Uint32Array(size) };
    let next = 0;
    for (let cell = 0; cell < signature.length; cell++) {
      const row = arrays.span[cell] * keys[key].length;
      for (let at = offsets[signature[cell]]; at < offsets[signature[cell] + 1]; at++) {
        pairs.cell[next] = cell;
        pairs.place[next++] = row + members[at];
      }
    }
    return pairs;
  }

  function tally({ cell, place }, number, state, own, size) {
    const table = new Uint32Array(size);
    for (let pair = 0; pair < cell.length; pair++) {
      const barring = state[cell[pair]];
      if (barring === PASSES || barring === own) table[place[pair]] += number[cell[pair]];
    }
    return table;
  }

  /* Counts of prepared cells under all filters but the period's: `every`, `linked` and `anywhere`
     (under all but the country's too) by span, `by` dimension a table of one row a span and one
     column a value. */
  function count(cells, filters) {
    const { every, span, number } = cells.arrays;
    const state = standing(cells, filters);
    const linked = new Uint32Array(every.length);
    const anywhere = new Uint32Array(every.length);
    for (let cell = 0; cell < span.length; cell++) {
      if (state[cell] === PASSES) linked[span[cell]] += number[cell];
      if (state[cell] === PASSES || state[cell] === COUNTRY) anywhere[span[cell]] += number[cell];
    }
    const by = {};
    DIMENSIONS.forEach(function (key, place) {
      const size = every.length * cells.keys[key].length;
      by[key] = tally(cells.pairs[key], number, state, place + 1, size);
    });
    return summed({ unit: cells.unit, edges: cells.edges, keys: cells.keys, every, linked, anywhere, by });
  }

  /* The same from counts that the server packed. */
  function received({ edges, keys, arrays: { every, linked, anywhere, ...arrays } }) {
    const by = {};
    for (const key of DIMENSIONS) by[key] = Uint32Array.from(arrays[key + ".by"]);
    return summed({ unit: "month", edges, keys, every, linked, anywhere, by });
  }

  /* Each table as sums up to each edge: a period is then the difference of two rows. */
  function summed(counts) {
    const sums = {};
    for (const key of DIMENSIONS) sums[key] = running(counts.by[key], counts.keys[key].length);
    return { ...counts, sums, total: running(counts.linked, 1), anyTotal: running(counts.anywhere, 1) };
  }

  function running(table, width) {
    const sums = new Uint32Array(table.length + width);
    for (let at = 0; at < table.length; at++) sums[at + width] = sums[at] + table[at];
    return sums;
  }

  /* Numbers of each value of a dimension within the spans from one edge up to another. */
  function numbersOf(counts, key, [first, end]) {
    const width = counts.keys[key].length;
    const numbers = new Uint32Array(width);
    const sums = counts.sums[key];
    for (let value = 0; value < width; value++) {
      numbers[value] = sums[end * width + value] - sums[first * width + value];
    }
    return numbers;
  }

  /* The same of every dimension, and the total. */
  function within(counts, [first, end]) {
    const by = {};
    for (const key of DIMENSIONS) by[key] = numbersOf(counts, key, [first, end]);
    return { total: counts.total[end] - counts.total[first], by };
  }

  /* The day after a day, written as in an address; a month alone stands for its last day. After
     the last day of year 9999 there is none that could be written. */
  function dayAfter(text) {
    const next = new Date(text);
    if (text.length === 7) next.setUTCMonth(next.getUTCMonth() + 1);
    else next.setUTCDate(next.getUTCDate() + 1);
    const written = next.toISOString();
    return written.startsWith("+") ? "" : written.slice(0, 10);
  }

  /* The filters of a query in the form in which the server writes it. */
  function filters(query) {
    const given = new URLSearchParams(query);
    const [from, to, q, since] = ["from", "to", "q", "since"].map((key) => given.get(key) || "");
    const found = { from, to, q, since };
    for (const key of DIMENSIONS) found[key] = (given.get(key) || "").split(",").filter(Boolean);
    found.start = from.length === 7 ? from + "-01" : from;
    found.end = to && dayAfter(to);
    return found;
  }

  /* The two edges between which a period lies; null when it ends within a span. */
  function period({ edges }, { start, end }) {
    const last = Math.max(edges.length - 1, 0);
    const first = !start || start <= edges[0] ? 0 : start >= edges[last] ? last : edges.indexOf(start);
    const over = !end || end >= edges[last] ? last : end <= edges[0] ? 0 : edges.indexOf(end);
    if (!edges.length) return [0, 0];
    return first < 0 || over < 0 ? null : [first, Math.max(first, over)];
  }

  /* The first day of a period and the day after it; empty where it is open. */
  function ends({ edges }, [first, end]) {
    return [first > 0 ? edges[first] : "", end < edges.length - 1 ? edges[end] : ""];
  }

  app.linked = { DIMENSIONS, unpack, prepare, count, received, numbersOf, within, filters, period, ends, dayAfter };
})((window.defenders ||= {}));
