/* The panel of a chosen country, or of two side by side. Numbers and bars follow the hand; first and
   last article, similar countries and which values are listed wait until it rests. */
(function (app) {
  "use strict";

  const KINDS = ["category", "topic"];
  const MOST_COUNTRIES = 2; /* as in dashboard/views/panel.py */
  const MOST_VALUES = 3;
  let made = null; /* what stands there */

  const chosen = ({ filters: { country } }) =>
    country.length <= MOST_COUNTRIES && !country.includes("-") ? country : [];

  /* Counts that are here; null while they are asked for. */
  function known(view, filters) {
    const counts = app.counts(view.values.version, filters);
    if (!(counts instanceof Promise)) return counts;
    const missing = () => {}; /* the line of assets/live.js says when the server is gone */
    counts.then(() => app.view() === view && view.settled && paint(view), missing);
    return null;
  }

  function build(place, view, codes) {
    place.replaceChildren();
    place.className = ["", "one", "two"][codes.length];
    if (!codes.length) return { place, values: view.values, codes, countries: [] };
    const columns = app.part(place, "div", "side");
    const similar = app.part(place, "div", "similar");
    if (codes.length === 1) app.makeComparison(place, view, codes[0]);
    const countries = codes.map((code) => app.makeCountry(columns, view, code, KINDS));
    return { place, values: view.values, codes, countries, similar };
  }

  /* The bars of all countries stand on one axis and one scale. */
  function draw(panel, { counts }) {
    panel.counts = counts;
    panel.axis = app.bars.axisOf(counts, "year");
    for (const country of panel.countries) {
      country.sums = app.bars.sumsOf(counts, "country", country.code);
      country.all = app.bars.heights(panel.axis, country.sums, [0, counts.edges.length - 1]);
    }
    panel.highest = Math.max(1, ...panel.countries.flatMap(({ all }) => [...all]));
    for (const country of panel.countries) app.drawCountry(country, panel.axis, panel.highest);
  }

  /* Numbers by value of each country, when they are here. */
  function count(panel, view) {
    for (const country of panel.countries) {
      if (view.settled) country.counts = known(view, { ...view.filters, country: [country.code] });
      const { counts } = country;
      const { by } = counts ? app.linked.within(counts, view.period) : {};
      country.numbers = Object.fromEntries(
        KINDS.map((key) => [key, new Map(counts ? counts.keys[key].map((value, at) => [value, by[key][at]]) : [])]),
      );
    }
  }

  /* The most frequent values of all countries together, so that the lists can be compared. */
  function picked({ countries }, { filters }, key) {
    const totals = new Map();
    for (const { numbers } of countries) {
      for (const [value, number] of numbers[key]) totals.set(value, (totals.get(value) || 0) + number);
    }
    const worth = [...totals].filter(([value, number]) => number || filters[key].includes(value));
    return worth.sort((one, other) => other[1] - one[1]).slice(0, MOST_VALUES).map(([value]) => value);
  }

  function settle(panel, view) {
    const everything = known(view, app.linked.filters(""));
    const { ends } = view.answer.query === view.query ? view.answer : { ends: {} };
    for (const country of panel.countries) {
      const sums = everything && app.bars.sumsOf(everything, "country", country.code);
      country.every = sums ? sums[sums.length - 1] : 0;
      if (country.code in ends) country.ends.innerHTML = ends[country.code]; /* escaped by dashboard/views/markup.py */
    }
    for (const key of KINDS) {
      const values = picked(panel, view, key);
      for (const country of panel.countries) app.listValues(country, view, key, values);
    }
    app.paintSimilar(panel.similar, view, panel.codes);
  }

  function follow({ countries, axis, highest }, { period }) {
    for (const country of countries) app.followCountry(country, period, axis, highest);
    for (const key of KINDS) {
      const listed = countries.flatMap(({ lists, numbers }) => lists[key].rows.map(({ value }) => numbers[key].get(value) || 0));
      for (const country of countries) app.fillValues(country, key, country.numbers[key], Math.max(1, ...listed));
    }
  }

  function paint(view) {
    const place = document.getElementById("panel");
    if (!place) return;
    const codes = view.counts.edges.length > 1 ? chosen(view) : [];
    const isSame = made && made.place === place && made.values === view.values && made.codes.join() === codes.join();
    if (!isSame) made = build(place, view, codes);
    if (!codes.length) return;
    if (made.counts !== view.counts) draw(made, view);
    count(made, view);
    if (view.settled) settle(made, view);
    follow(made, view);
  }

  (app.painters ||= []).push(paint);
})((window.defenders ||= {}));
