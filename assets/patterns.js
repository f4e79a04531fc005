/* What stands out in a selection, in sentences that lead to what they speak of. Pure functions over
   counts find it, the painter below writes it. Of two that are equal neither stands out. */
(function (app) {
  "use strict";

  const NO_COUNTRY = "-";
  const YEARS = 5;
  const MONTHS_A_YEAR = 12;
  /* What it takes: articles of the selection, months of them; articles of a rise, of the five years
     before it, and how many times their mean it must be. */
  const LEAST = { articles: 10, months: 3, rise: 10, before: 5, times: 1.5 };

  function earlier(day, months) {
    const moment = new Date(day);
    moment.setUTCMonth(moment.getUTCMonth() - months);
    return moment.toISOString().slice(0, 10);
  }

  const serial = (day) => MONTHS_A_YEAR * day.slice(0, 4) + Number(day.slice(5, 7));
  const months = ({ edges }, [first, end]) => serial(edges[end]) - serial(edges[first]);
  const isSmall = ({ total }, [first, end], least) => total[end] - total[first] < least.articles;

  /* The one with most articles of the months, or quarters or years where counts have no months. */
  function busiest(counts, period, least = LEAST) {
    if (isSmall(counts, period, least)) return null;
    const [first, end] = period;
    const numbers = counts.linked.subarray(first, end);
    const count = Math.max(...numbers);
    const place = numbers.indexOf(count);
    const isAlone = place === numbers.lastIndexOf(count);
    const used = numbers.filter((number) => number).length;
    return isAlone && used >= least.months ? { count, period: [first + place, first + place + 1] } : null;
  }

  /* The longest run of months without an article between the first and the last one of a period. */
  function silence(counts, period, least = LEAST) {
    if (isSmall(counts, period, least)) return null;
    const used = [];
    for (let span = period[0]; span < period[1]; span++) if (counts.linked[span]) used.push(span);
    let longest = { count: 0, period };
    let isAlone = false;
    for (let n = 1; n < used.length; n++) {
      const between = [used[n - 1] + 1, used[n]];
      const count = between[0] < between[1] ? months(counts, between) : 0;
      if (count >= longest.count) isAlone = count > longest.count;
      if (count > longest.count) longest = { count, period: between };
    }
    return isAlone ? longest : null;
  }

  /* The last twelve months of a period, or all of it when it is shorter; whole months only. */
  function latest({ edges }, [first, end]) {
    const whole = (edge) => edges[edge].endsWith("-01");
    const to = whole(end) ? end : end - 1;
    const from = Math.max(whole(first) ? first : first + 1, edges.indexOf(earlier(edges[to], MONTHS_A_YEAR)));
    return from < to ? [from, to] : null;
  }

  /* The same months of the five years before; null unless articles go back as far. */
  function before({ edges, by, keys }, period) {
    const ago = (year) => period.map((edge) => edges.indexOf(earlier(edges[edge], MONTHS_A_YEAR * year)));
    const found = Array.from({ length: YEARS }, (_, year) => ago(year + 1));
    const start = Math.floor(by.country.findIndex((number) => number) / keys.country.length);
    return found.every(([from]) => from >= start && start >= 0) ? found : null;
  }

  /* Whether a rise is steeper than another, in whole numbers; of equally steep ones the higher. */
  const compare = (one, other) => one.count * other.sum - other.count * one.sum || one.count - other.count;

  /* The country, of the chosen ones if any, whose number is the most times its five-year mean. */
  function rise(counts, chosen, period, least = LEAST) {
    const now = period[0] < period[1] && latest(counts, period);
    const years = now && before(counts, now);
    if (!years) return null;
    const { keys, sums } = counts;
    const number = (place, [from, to]) =>
      sums.country[to * keys.country.length + place] - sums.country[from * keys.country.length + place];
    const rises = keys.country.flatMap(function (country, place) {
      if (country === NO_COUNTRY || (chosen.length && !chosen.includes(country))) return [];
      const [count, sum] = [number(place, now), years.reduce((all, year) => all + number(place, year), 0)];
      const isOne = count >= least.rise && sum >= least.before && count * YEARS >= least.times * sum;
      return isOne ? [{ country, count, sum, mean: sum / YEARS, period: now }] : [];
    });
    rises.sort((one, other) => compare(other, one));
    return rises.length && (rises.length === 1 || compare(rises[0], rises[1])) ? rises[0] : null;
  }

  app.patterns = { LEAST, busiest, silence, rise };

  /* The view that a sentence leads to: it counts what the sentence says. */
  function address({ edges }, { period: [first, end], country }) {
    const query = app.query();
    const [from, to] = app.fromTo(edges[first], edges[end]);
    app.set(query, "from", from);
    app.set(query, "to", to);
    if (country) app.set(query, "country", country);
    return app.address(query);
  }

  function sentence(view, name, key, found, values) {
    const { counts } = view;
    const link = document.createElement("a");
    const period = app.periodName(...found.period.map((edge) => counts.edges[edge]));
    link.textContent = app.text(key, { count: found.count, period, ...values });
    link.href = address(counts, found);
    link.dataset.view = "pattern:" + name;
    const item = document.createElement("li");
    item.append(link);
    return item;
  }

  function sentences(view) {
    const { counts, filters, period, values } = view;
    const found = { busiest: busiest(counts, period), rise: rise(counts, filters.country, period), silence: silence(counts, period) };
    const made = [];
    if (found.busiest) made.push(sentence(view, "busiest", "patterns.busiest." + counts.unit, found.busiest));
    if (found.rise) {
      const country = new Map(values.choices.country).get(found.rise.country);
      const mean = Math.round(10 * found.rise.mean) / 10;
      made.push(sentence(view, "rise", "patterns.rise", found.rise, { country, mean }));
    }
    if (found.silence) made.push(sentence(view, "silence", "patterns.silence", found.silence));
    return made;
  }

  (app.painters ||= []).push(function (view) {
    const list = document.getElementById("patterns");
    if (!list) return;
    list.setAttribute("aria-busy", String(!view.settled));
    if (!view.settled) return;
    list.replaceChildren(...sentences(view));
    list.parentElement.hidden = !list.firstChild;
    document.getElementById("patterns-rule").textContent = app.text("patterns.rule", LEAST);
  });
})((window.defenders ||= {}));
