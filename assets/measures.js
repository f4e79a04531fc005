/* What the map can show of countries: numbers in a measure, and the bins of colour that they fall
   into. Pure functions, no page. */
(function (app) {
  "use strict";

  const LEAST_BEFORE = 5; /* articles, for a change to be told: one more of two is no half more */
  const MOST_BINS = 7;
  const MONTHS_A_YEAR = 12;
  /* Lows of the bins of change: minus a half is as far from none as twice as much. */
  const CHANGES = [-1, -0.5, -0.25, -0.1, 0.1, 0.33, 1];

  const OF = {
    articles: ({ number }) => number,
    "per-million": ({ number, people }) => (people ? (1e6 * number) / people : null),
    share: ({ number, total }) => (total ? number / total : 0),
    change: ({ number, before }) => (before >= LEAST_BEFORE ? number / before - 1 : null),
  };

  const serial = (day) => MONTHS_A_YEAR * day.slice(0, 4) + Number(day.slice(5, 7));

  function monthsBefore(day, months) {
    const moment = new Date(day);
    moment.setUTCMonth(moment.getUTCMonth() - months);
    return moment.toISOString().slice(0, 10);
  }

  /* The period of as many months just before one; null if that is not one of whole months, or
     articles do not go back as far. */
  function previous({ edges }, [first, end]) {
    const isWhole = first < end && [first, end].every((edge) => edges[edge].endsWith("-01"));
    if (!isWhole) return null;
    const months = serial(edges[end]) - serial(edges[first]);
    const start = edges.indexOf(monthsBefore(edges[first], months));
    return start < 0 ? null : [start, first];
  }

  const places = new WeakMap();

  function placesOf(keys) {
    if (!places.has(keys)) places.set(keys, new Map(keys.map((code, place) => [code, place])));
    return places.get(keys);
  }

  /* Numbers of countries within a period: by code how many articles, how many in the period before,
     and the value in the measure, null where there is none. */
  function measured(measure, counts, period, population) {
    const place = placesOf(counts.keys.country);
    const before = measure === "change" ? previous(counts, period) : null;
    const tables = [period, before].map((one) => one && app.linked.numbersOf(counts, "country", one));
    const at = (table, code) => (table && place.has(code) ? table[place.get(code)] : 0);
    const total = counts.anyTotal[period[1]] - counts.anyTotal[period[0]];
    const number = (code) => at(tables[0], code);
    const numberBefore = (code) => at(tables[1], code);
    const value = (code) =>
      OF[measure]({ number: number(code), before: numberBefore(code), total, people: (population[code] || [])[0] });
    return { before, number, numberBefore, value };
  }

  /* The numbers 1, 2, 5, 10, … and 0.5, 0.2, 0.1, … between two. */
  function steps(low, high) {
    const found = [];
    for (let power = Math.floor(Math.log10(low)); ; power++) {
      for (const digit of [1, 2, 5]) {
        const step = Number(`${digit}e${power}`);
        if (step > high) return found;
        if (step >= low) found.push(step);
      }
    }
  }

  /* Bins for the values between the lowest and the highest tenth of those above zero, the first and
     the last are open: on a scale up to the very highest the smallest states would stand alone. */
  function stepped(values) {
    const some = values.filter((value) => value > 0).sort((one, other) => one - other);
    if (!some.length) return [];
    const [low, high] = [0.1, 0.9].map((share) => some[Math.floor(share * (some.length - 1))]);
    const all = steps(low, high);
    if (!all.length) all.push(steps(low / 10, low).pop());
    const stride = Math.ceil(all.length / (MOST_BINS - 1));
    return [Number.MIN_VALUE, ...all.filter((_, place) => place % stride === 0)];
  }

  /* Which colour each of some bins has, the palest first, the darkest last. */
  function spread(colours, size) {
    return Array.from({ length: size }, (_, bin) => colours[Math.round((bin * (colours.length - 1)) / Math.max(size - 1, 1))]);
  }

  /* Lows of bins and their colours, as places in the palette, for values that are to be told apart. */
  function scale(measure, values, { scales, shades }) {
    if (measure === "change") return { lows: CHANGES, shades: shades.diverging };
    if (measure === "articles") {
      const highest = Math.max(1, ...values);
      return scales.findLast(({ start }) => start <= highest) || scales[0];
    }
    const lows = stepped(values);
    return { lows, shades: spread(shades.sequential, lows.length) };
  }

  /* The place in the palette of the colour of a value. */
  function shadeOf({ lows, shades }, value, { none, unknown }) {
    if (value === null) return unknown;
    let bin = 0;
    while (bin < lows.length && lows[bin] <= value) bin++;
    return bin ? shades[bin - 1] : none;
  }

  app.measures = { LEAST_BEFORE, previous, measured, scale, shadeOf };
})((window.defenders ||= {}));
