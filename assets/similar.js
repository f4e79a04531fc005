/* Which countries have a similar pattern over time. Pure functions, no page.

   The pattern of a country is its numbers of articles, under all filters but that of countries, by
   year where the period has at least five, else by the spans of the counts. Two patterns are as
   similar as the cosine of their numbers: 1 for the same proportions, whatever the size, 0 when
   they have no span in common. With fewer than ten articles of a country, or fewer than five bars,
   there is nothing to compare. It says nothing of causes. */
(function (app) {
  "use strict";

  const LEAST_ARTICLES = 10;
  const LEAST_BARS = 5;

  function within({ bars }, [first, end]) {
    let number = 0;
    for (let bar = 0; bar < bars.length - 1; bar++) if (bars[bar] < end && bars[bar + 1] > first) number++;
    return number;
  }

  /* The axis by which a period is compared, or null when it is too short. */
  function axisFor(counts, period) {
    if (counts.edges.length < 2) return null;
    const axes = ["year", counts.unit].map((unit) => app.bars.axisOf(counts, unit));
    return axes.find((axis) => within(axis, period) >= LEAST_BARS) || null;
  }

  function pattern(counts, axis, period, country) {
    const numbers = app.bars.heights(axis, app.bars.sumsOf(counts, "country", country), period);
    let [total, square] = [0, 0];
    for (const number of numbers) {
      total += number;
      square += number * number;
    }
    return { numbers, total, length: Math.sqrt(square) };
  }

  function cosine(one, other) {
    let product = 0;
    for (let bar = 0; bar < one.numbers.length; bar++) product += one.numbers[bar] * other.numbers[bar];
    return product / (one.length * other.length);
  }

  const suffices = ({ total }) => total >= LEAST_ARTICLES;

  /* Similarity of two countries; null when there is too little to compare. */
  function between(counts, period, one, other) {
    const axis = axisFor(counts, period);
    if (!axis) return null;
    const [a, b] = [one, other].map((country) => pattern(counts, axis, period, country));
    return suffices(a) && suffices(b) ? cosine(a, b) : null;
  }

  /* The most similar countries first, as {country, score}; null when there is too little. */
  function nearest(counts, period, country, most) {
    const axis = axisFor(counts, period);
    const own = axis && pattern(counts, axis, period, country);
    if (!own || !suffices(own)) return null;
    return counts.keys.country
      .filter((other) => other !== country && other !== "-")
      .map((other) => ({ country: other, ...pattern(counts, axis, period, other) }))
      .filter(suffices)
      .map((other) => ({ country: other.country, score: cosine(own, other) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, most);
  }

  app.similar = { LEAST_ARTICLES, LEAST_BARS, between, nearest };
})((window.defenders ||= {}));
