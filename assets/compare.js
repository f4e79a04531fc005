/* Beside the countries of the panel: which others have a similar pattern, and one to compare with. */
(function (app) {
  "use strict";

  const MOST = 5;

  function nearest(place, view, code) {
    const head = app.part(place, "h4", "", app.text("panel.similar"));
    const found = app.similar.nearest(view.counts, view.period, code, MOST);
    if (!found || !found.length) return app.part(place, "p", "hint", app.text("panel.few"));
    head.id = "panel-similar";
    const list = app.part(place, "ul");
    list.setAttribute("aria-labelledby", head.id);
    for (const { country, score } of found) {
      const item = app.part(list, "li");
      app.choice(item, "country", country, "similar").textContent = app.nameOf(view, "country", country);
      item.append(" ");
      app.part(item, "span", "number", app.decimal(score));
    }
    return app.part(place, "p", "hint", app.text("panel.similar.hint"));
  }

  function pair(place, view, [one, other]) {
    const score = app.similar.between(view.counts, view.period, one, other);
    if (score === null) return app.part(place, "p", "hint", app.text("panel.few"));
    app.part(place, "p", "", app.text("panel.pair", { score: app.decimal(score) }));
    return app.part(place, "p", "hint", app.text("panel.similar.hint"));
  }

  app.paintSimilar = function (place, view, codes) {
    place.replaceChildren();
    if (codes.length === 1) nearest(place, view, codes[0]);
    else pair(place, view, codes);
  };

  app.makeComparison = function (parent, { values }, code) {
    const form = app.part(parent, "form", "compare");
    const label = app.part(form, "label", "", app.text("panel.compare") + " ");
    const select = app.part(label, "select");
    app.part(select, "option", "", app.text("panel.compare.choose")).value = "";
    for (const [value, name] of values.choices.country) {
      if (value !== code && value !== "-") app.part(select, "option", "", name).value = value;
    }
    app.part(form, "button", "", app.text("panel.compare.do"));
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      const query = app.query();
      app.set(query, "country", [code, select.value].filter(Boolean).join());
      app.go(query);
    });
  };
})((window.defenders ||= {}));
