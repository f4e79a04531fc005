/* One country of the panel: its numbers, its bars over time, and what its articles are. */
(function (app) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";

  app.part = function (parent, name, className, text) {
    const one = document.createElement(name);
    if (className) one.className = className;
    if (text) one.textContent = text;
    parent.append(one);
    return one;
  };

  /* A link that adds a value to a filter or takes it away. */
  app.choice = function (parent, key, value, place) {
    const link = app.part(parent, "a");
    Object.assign(link.dataset, { view: `panel:${place}:${key}:${value}`, toggle: `${key}:${value}` });
    link.href = app.toggled(key, value);
    return link;
  };

  app.nameOf = function ({ answer, values }, key, value) {
    const named = [...values.choices[key], ...answer.chosen[key]].find(([other]) => other === value);
    return named ? named[1] : value;
  };

  function makePlot(parent) {
    const figure = app.part(parent, "figure", "own");
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 1 1");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("role", "img");
    const paths = ["linked", "selected"].map(function (name) {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("fill", app.bars.COLOURS[name]);
      svg.append(path);
      return path;
    });
    figure.append(svg);
    const [most, first, last] = ["most", "first", "last"].map((name) => app.part(figure, "span", name));
    for (const label of [most, first, last]) label.setAttribute("aria-hidden", "true");
    return { svg, paths, most, first, last };
  }

  function makeList(parent, key, code) {
    const section = app.part(parent, "section");
    const head = app.part(section, "h4", "", app.text("facet." + key));
    head.id = `panel-${code}-${key}`;
    section.setAttribute("aria-labelledby", head.id);
    return { list: app.part(section, "ul"), rows: [] };
  }

  function makeHead(section, view, code) {
    const name = app.nameOf(view, "country", code);
    const head = app.part(section, "h3", "", name);
    head.id = "panel-" + code;
    section.setAttribute("aria-labelledby", head.id);
    const release = app.choice(section, "country", code, "release");
    release.className = "release";
    release.textContent = "×";
    release.setAttribute("aria-label", app.text("chips.remove", { name }));
  }

  /* Its own page, which needs no script, and its feeds: all that is published on it. */
  function makeAddresses(section, { values }, code) {
    const place = app.part(section, "p", "addresses");
    const { language } = values.words;
    const addresses = { [`country/${code}?lang=${language}`]: app.text("panel.page") };
    for (const [file, format] of [["feed.rss", "RSS"], ["feed.atom", "Atom"]]) {
      addresses[`${file}?country=${code}&lang=${language}`] = app.text("panel.feed", { format });
    }
    for (const [href, text] of Object.entries(addresses)) {
      app.part(place, "a", "", text).href = href;
      place.append(" ");
    }
  }

  app.makeCountry = function (parent, view, code, kinds) {
    const section = app.part(parent, "section", "country");
    makeHead(section, view, code);
    const counted = app.part(section, "p", "counted");
    const number = app.part(counted, "strong");
    counted.append(" ");
    const overall = app.part(counted, "span");
    const plot = makePlot(section);
    makeAddresses(section, view, code);
    const ends = app.part(section, "dl", "ends");
    const both = app.part(section, "div", "kinds");
    const lists = Object.fromEntries(kinds.map((key) => [key, makeList(both, key, code)]));
    return { code, number, overall, plot, ends, lists };
  };

  /* All that does not move with the period. */
  app.drawCountry = function ({ plot, all }, axis, highest) {
    const names = axis.bars.slice(0, -1).map((edge) => axis.edges[edge].slice(0, 4));
    const number = Math.max(...all);
    const most = { bar: names[all.indexOf(number)], number };
    plot.paths[0].setAttribute("d", app.bars.drawn(axis, all, highest));
    plot.most.textContent = app.number(highest);
    [plot.first.textContent, plot.last.textContent] = [names[0], names[names.length - 1]];
    plot.svg.setAttribute("aria-label", number ? app.text("panel.bars", most) : app.text("panel.bars.none"));
  };

  /* Its number, beside that of all its articles when filters leave some out, and its bars. */
  app.followCountry = function ({ number, overall, every, sums, plot }, period, axis, highest) {
    const count = sums[period[1]] - sums[period[0]];
    number.textContent = app.text("header.articles", { count });
    overall.textContent = every > count ? app.text("panel.overall", { count: every }) : "";
    plot.paths[1].setAttribute("d", app.bars.drawn(axis, app.bars.heights(axis, sums, period), highest));
  };

  /* The rows of one list, made anew when other values are listed. */
  app.listValues = function ({ code, lists }, view, key, picked) {
    const entry = lists[key];
    if (entry.rows.map(({ value }) => value).join() !== picked.join()) {
      entry.list.replaceChildren();
      entry.rows = picked.map((value) => makeRow(entry.list, view, key, value, code));
    }
    for (const { link, value } of entry.rows) {
      link.href = app.toggled(key, value);
      if (view.filters[key].includes(value)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };

  function makeRow(list, view, key, value, code) {
    const link = app.choice(app.part(list, "li"), key, value, code);
    link.className = "choice";
    app.part(link, "span", "name", app.nameOf(view, key, value));
    return { value, link, number: app.part(link, "span", "number"), bar: app.part(link, "span", "bar") };
  }

  app.fillValues = function ({ lists }, key, numbers, highest) {
    for (const { value, number, bar } of lists[key].rows) {
      const count = numbers.get(value) || 0;
      number.textContent = app.number(count);
      bar.style.transform = `scaleX(${count / highest})`;
    }
  };
})((window.defenders ||= {}));
