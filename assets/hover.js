/* What a country says of itself while it is pointed at: its name, its number in the measure of the
   map, its articles by year and, once the pointer rests, the category most of them are in. */
(function (app) {
  "use strict";

  const REST_MS = 150;
  const SVG = "http://www.w3.org/2000/svg";
  const SPARK = { width: 168, height: 34 };
  const AWAY = 14; /* px from the pointer */
  let pointed = null; /* {code, name} */
  let rest = null;

  const tip = () => document.getElementById("country-tip");

  function line(text, className = "") {
    const made = document.createElement("p");
    made.className = className;
    made.textContent = text;
    return made;
  }

  /* The number in each measure, and what it is made of. */
  const SAYS = {
    articles: () => [],
    "per-million": function ({ value, code }, { population }) {
      if (value === null) return [app.text("measure.unknown.per-million")];
      const [people, year, source] = population[code];
      const of = app.text("tip.people", { people: app.number(people), year: String(year), source });
      return [app.text("tip.per-million", { value: app.figure(value) }), of];
    },
    share: ({ value }) => [app.text("tip.share", { value: app.percent(value) })],
    change: function ({ value, before, numberBefore }) {
      if (!before) return [];
      const then = app.text("tip.before", { count: numberBefore });
      return [value === null ? app.text("measure.unknown.change") : app.percent(value, "exceptZero"), then];
    },
  };

  function says(view) {
    const measure = new URLSearchParams(view.query).get("measure") || "articles";
    const { code } = pointed;
    const found = app.measures.measured(measure, view.counts, view.period, view.values.population);
    const of = { code, value: found.value(code), before: found.before, numberBefore: found.numberBefore(code) };
    return [...SAYS[measure](of, view.values), app.text("map.hover", { count: found.number(code) })];
  }

  /* Articles of a country by year: all of them, and those within the period. */
  function yearly({ edges, keys, by }, [first, end], code) {
    const place = keys.country.indexOf(code);
    const years = new Map();
    for (let span = 0; place >= 0 && span < edges.length - 1; span++) {
      const year = edges[span].slice(0, 4);
      const [all, inside] = years.get(year) || [0, 0];
      const number = by.country[span * keys.country.length + place];
      years.set(year, [all + number, inside + (span >= first && span < end ? number : 0)]);
    }
    return years;
  }

  function bars(numbers, highest) {
    const step = SPARK.width / numbers.length;
    const bar = (number, place) => {
      const height = (SPARK.height * number) / highest;
      return number ? `M${place * step},${SPARK.height}v${-height}h${step * 0.8}v${height}z` : "";
    };
    return numbers.map(bar).join("");
  }

  function spark(years) {
    const all = [...years.values()];
    const highest = Math.max(1, ...all.map(([number]) => number));
    const picture = document.createElementNS(SVG, "svg");
    picture.setAttribute("viewBox", `0 0 ${SPARK.width} ${SPARK.height}`);
    picture.setAttribute("aria-hidden", "true");
    ["all", "inside"].forEach(function (name, place) {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("class", name);
      path.setAttribute("d", bars(all.map((pair) => pair[place]), highest));
      picture.append(path);
    });
    return picture;
  }

  function span(years) {
    const names = [...years.keys()];
    const made = line("", "between");
    for (const name of new Set([names[0], names.at(-1)])) made.append(Object.assign(document.createElement("span"), { textContent: name }));
    return made;
  }

  function write(view) {
    const place = tip();
    const years = yearly(view.counts, view.period, pointed.code);
    const drawn = years.size ? [spark(years), span(years)] : [];
    const parts = [line(pointed.name, "name"), ...says(view).map((text) => line(text)), ...drawn];
    if (pointed.category) parts.push(line(pointed.category));
    place.replaceChildren(...parts);
    place.hidden = false;
  }

  /* The category most of a country's articles are in, of those chosen if some are. */
  async function category(view) {
    const { code } = pointed;
    const filters = { ...view.filters, country: [code] };
    const counts = await app.counts(view.values.version, filters);
    const numbers = app.linked.numbersOf(counts, "category", app.linked.period(counts, filters));
    const isMeant = (key) => !filters.category.length || filters.category.includes(key);
    const meant = counts.keys.category.map((key, place) => (isMeant(key) ? numbers[place] : 0));
    const number = Math.max(0, ...meant);
    if (!number || !pointed || pointed.code !== code || view !== app.view()) return;
    const top = counts.keys.category[meant.indexOf(number)];
    const [, name] = view.values.choices.category.find(([key]) => key === top);
    pointed.category = app.text("tip.category", { name, number });
    write(view);
  }

  function rested() {
    const view = app.view();
    if (pointed && view && view.settled) category(view).catch(() => {}); /* it is said without one */
  }

  function point(code, name) {
    if (!app.view()) return;
    pointed = { code, name };
    write(app.view());
    window.clearTimeout(rest);
    rest = window.setTimeout(rested, REST_MS);
  }

  function leave() {
    pointed = null;
    window.clearTimeout(rest);
    if (tip()) tip().hidden = true;
  }

  /* Beside the pointer, on the side where there is room. */
  function place({ clientX, clientY }) {
    const box = tip();
    if (!box) return;
    const { offsetWidth: width, offsetHeight: height } = box;
    const left = clientX + AWAY + width > window.innerWidth ? clientX - AWAY - width : clientX + AWAY;
    const top = clientY + AWAY + height > window.innerHeight ? clientY - AWAY - height : clientY + AWAY;
    box.style.transform = `translate(${Math.max(0, left)}px, ${Math.max(0, top)}px)`;
  }

  app.onGraph("map", function (graph) {
    graph.on("plotly_hover", function ({ points: [found], event }) {
      const code = found.location || found.id;
      if (!code) return;
      point(code, found.customdata);
      place(event);
    });
    graph.on("plotly_unhover", leave);
    graph.addEventListener("pointermove", place);
    graph.addEventListener("pointerleave", leave);
  });
  document.addEventListener("keydown", ({ key }) => key === "Escape" && leave());
  window.addEventListener("scroll", leave, { passive: true });

  (app.painters ||= []).push(function (view) {
    if (!pointed) return;
    if (view.settled) point(pointed.code, pointed.name);
    else write(view);
  });
})((window.defenders ||= {}));
