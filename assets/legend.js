/* What the colours of the map mean: the measure that they show, its bins, and what to know of it. */
(function (app) {
  "use strict";

  let scale = null;
  let made = ""; /* what the scale was made for */

  /* Numbers and bins of a view. Bins are made for the articles of all time, so that a country of
     one colour in two periods has as many; on request for the period. They stay while a hand moves. */
  app.mapped = function (view) {
    const { counts, period, values, settled } = view;
    const query = new URLSearchParams(view.query);
    const measure = query.get("measure") || "articles";
    const isFitted = query.get("colours") === "fitted";
    const measured = app.measures.measured(measure, counts, period, values.population);
    if (settled || !scale) {
      const whole = [0, Math.max(counts.edges.length - 1, 0)];
      const basis = isFitted ? measured : app.measures.measured(measure, counts, whole, values.population);
      const codes = counts.keys.country.filter((code) => code !== "-");
      rescale(app.measures.scale(measure, codes.map(basis.value), values), measure, values);
    }
    note(measure, measured, view);
    if (settled) press(measure, isFitted);
    return { ...measured, shade: (code) => app.measures.shadeOf(scale, measured.value(code), values.shades) };
  };

  function rescale(next, measure, values) {
    scale = next;
    const place = document.getElementById("legend");
    const wanted = JSON.stringify([measure, next.lows, values.words.language]);
    if (!place || (wanted === made && place.firstChild)) return;
    made = wanted;
    place.replaceChildren(unit(measure), ...entries(measure, values).map(([colour, label]) => app.swatch(colour, label)));
  }

  function unit(measure) {
    const title = document.createElement("strong");
    title.textContent = app.text("measure.unit." + measure);
    return title;
  }

  const LABELS = {
    "per-million": (value) => app.figure(value),
    share: (value) => app.percent(value),
    change: (value) => app.percent(value, "exceptZero"),
  };

  function entries(measure, { palette, shades, undetermined }) {
    if (measure === "articles") return scale.legend;
    const write = LABELS[measure];
    const bins = scale.lows.map((low, bin) => [palette[scale.shades[bin]], label(low, scale.lows[bin + 1], bin, write)]);
    const open = measure === "share" ? [] : [[palette[shades.unknown], app.text("measure.unknown." + measure)]];
    const none = measure === "change" ? [] : [[palette[shades.none], app.text("map.none")]];
    return [...none, ...bins, ...open, [undetermined, app.text("map.undetermined")]];
  }

  function label(low, high, bin, write) {
    if (high === undefined) return app.text(bin ? "map.from" : "map.any", { low: write(low) });
    return bin ? app.text("map.between", { low: write(low), high: write(high) }) : app.text("map.under", { high: write(high) });
  }

  app.swatch = function (colour, text) {
    const entry = document.createElement("span");
    const swatch = document.createElement("span");
    swatch.className = "swatch";
    swatch.style.background = colour;
    entry.append(swatch, text);
    return entry;
  };

  function note(measure, { before }, { counts, values }) {
    const place = document.getElementById("measure-note");
    if (!place) return;
    const text = NOTES[measure](before, counts, values);
    if (place.textContent !== text) place.textContent = text;
  }

  const NOTES = {
    articles: () => "",
    "per-million": (_, __, { population }) => app.text("measure.note.per-million", { year: years(population) }),
    share: () => app.text("measure.note.share"),
    change: function (before, { edges }) {
      if (!before) return app.text("measure.note.none");
      const period = app.periodName(edges[before[0]], edges[before[1]]);
      return app.text("measure.note.change", { period, least: app.measures.LEAST_BEFORE });
    },
  };

  app.noteOf = (measure, before, { counts, values }) => NOTES[measure](before, counts, values);

  /* The year of most figures, those of the first source. */
  function years(population) {
    return String(Math.min(...Object.values(population).map(([, year]) => year)));
  }

  function press(measure, isFitted) {
    for (const button of document.querySelectorAll("[data-measure]")) {
      button.setAttribute("aria-pressed", String(button.dataset.measure === measure));
    }
    const fit = document.querySelector("[data-fit]");
    if (!fit) return;
    fit.setAttribute("aria-pressed", String(isFitted));
    fit.hidden = measure === "change"; /* its bins are the same for everything */
  }

  document.addEventListener("click", function ({ target }) {
    const button = target.closest && target.closest("[data-measure], [data-fit]");
    if (!button) return;
    const query = app.query();
    if (button.dataset.measure) app.set(query, "measure", button.dataset.measure.replace(/^articles$/, ""));
    else app.set(query, "colours", query.has("colours") ? "" : "fitted");
    app.go(query);
  });
})((window.defenders ||= {}));
