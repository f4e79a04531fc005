/* The lists of what else could be chosen: made once for a dataset, their numbers painted. */
(function (app) {
  "use strict";

  const made = new WeakMap(); /* list to {values, rows} */

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function makeRow(key, value, name) {
    const item = document.createElement("li");
    const link = element("a", "choice", "");
    const number = element("span", "number", "");
    const bar = element("span", "bar", "");
    link.append(element("span", "name", name), number, bar);
    item.append(link);
    return { key, value, item, link, number, bar, shown: -1 };
  }

  function make(list, key, values) {
    const rows = new Map(values.choices[key].map(([value, name]) => [value, makeRow(key, value, name)]));
    list.replaceChildren(...[...rows.values()].map((row) => row.item));
    made.set(list, { values, rows });
    return rows;
  }

  /* A value chosen that the dataset does not know stands last, to be released. */
  function addUnknown(list, key, rows, { answer, filters }) {
    for (const [value, name] of answer.chosen[key]) {
      if (rows.has(value) || !filters[key].includes(value)) continue;
      const row = makeRow(key, value, name);
      rows.set(value, { ...row, isUnknown: true });
      list.append(row.item);
    }
  }

  function dropUnknown(key, rows, { filters }) {
    for (const [value, row] of rows) {
      if (!row.isUnknown || filters[key].includes(value)) continue;
      row.item.remove();
      rows.delete(value);
    }
  }

  function toggleAttribute(link, name, value, isOn) {
    if (isOn) link.setAttribute(name, value);
    else link.removeAttribute(name);
  }

  function paintRow(row, number, highest, chosen, settled) {
    if (row.shown !== number) row.number.textContent = app.number((row.shown = number));
    row.bar.style.transform = `scaleX(${number / highest})`;
    const dead = !number && !chosen;
    if (row.dead !== dead || settled) {
      row.dead = dead;
      toggleAttribute(row.link, "aria-disabled", "true", dead);
      toggleAttribute(row.link, "role", "link", dead);
      toggleAttribute(row.link, "aria-current", "true", chosen);
      toggleAttribute(row.link, "href", dead || app.toggled(row.key, row.value), !dead);
      toggleAttribute(row.link, "data-view", `facet:${row.key}:${row.value}`, !dead);
      toggleAttribute(row.link, "data-toggle", `${row.key}:${row.value}`, !dead);
    }
  }

  function paintList(list, view) {
    const key = list.dataset.facet;
    const known = made.get(list);
    const rows = known && known.values === view.values ? known.rows : make(list, key, view.values);
    const numbers = new Map(view.counts.keys[key].map((value, place) => [value, view.by[key][place]]));
    if (view.settled) {
      dropUnknown(key, rows, view);
      addUnknown(list, key, rows, view);
    }
    const highest = Math.max(1, ...numbers.values());
    const chosen = new Set(view.filters[key]);
    for (const [value, row] of rows) {
      paintRow(row, numbers.get(value) || 0, highest, chosen.has(value), view.settled);
    }
  }

  (app.painters ||= []).push(function (view) {
    for (const list of document.querySelectorAll("[data-facet]")) paintList(list, view);
  });
})((window.defenders ||= {}));
