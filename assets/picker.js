/* A field to look for a country by any of its names, and to choose it without a pointer. */
(function (app) {
  "use strict";

  const MOST = 8;
  let places = null; /* of the server: [{code, name, spelled}], or the promise of it */
  let shown = []; /* the places in the list */
  let active = -1;

  /* As dashboard/text.py folds: without case, accents and punctuation. */
  const fold = (text) =>
    text.normalize("NFKD").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  async function load() {
    const answer = await fetch("places?lang=" + encodeURIComponent(app.language()));
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).map(([code, name, spelled]) => ({ code, name, folded: fold(name), spelled: spelled.split("|") }));
  }

  /* Asked for once somebody comes to the field; what is not answered is asked for again. */
  function loaded() {
    places ||= load().catch(() => (places = null));
    return places;
  }

  const begins = (text, words) => text.startsWith(words);
  const holds = (text, words) => (" " + text).includes(" " + words);

  /* 0 for the best: the name begins so, a word of it does, another spelling does. */
  function rank({ folded, spelled }, words) {
    if (begins(folded, words)) return 0;
    if (holds(folded, words)) return 1;
    return spelled.some((one) => begins(one, words)) ? 2 : spelled.some((one) => holds(one, words)) ? 3 : 4;
  }

  app.findPlaces = function (all, text) {
    const words = fold(text);
    const ranked = all.map((place) => ({ place, rank: rank(place, words) })).filter((each) => each.rank < 4);
    return ranked.sort((one, other) => one.rank - other.rank).slice(0, MOST).map((each) => each.place);
  };

  const field = () => document.getElementById("picker-field");
  const list = () => document.getElementById("picker-list");

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function option({ code, name }, place, numbers, chosen) {
    const number = element("span", { class: "number" }, app.number(numbers.get(code) || 0));
    return element(
      "li",
      { role: "option", id: "picker-" + place, "data-code": code, "aria-selected": String(chosen.has(code)) },
      element("span", { class: "name" }, name),
      number,
    );
  }

  function show(found) {
    const { counts, by, filters } = app.view();
    const numbers = new Map(counts.keys.country.map((code, place) => [code, by.country[place]]));
    const chosen = new Set(filters.country);
    shown = found;
    list().replaceChildren(...found.map((place, at) => option(place, at, numbers, chosen)));
    if (!found.length) list().append(element("li", { class: "none" }, app.text("picker.none")));
    point(found.length ? 0 : -1);
    open(true);
  }

  function open(isOpen) {
    list().hidden = !isOpen;
    field().setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) point(-1);
  }

  function point(place) {
    active = place;
    [...list().children].forEach((one, at) => one.classList.toggle("is-active", at === place));
    if (place < 0) field().removeAttribute("aria-activedescendant");
    else field().setAttribute("aria-activedescendant", "picker-" + place);
  }

  async function follow() {
    const asked = field().value;
    if (!asked.trim()) return open(false);
    const all = await loaded();
    if (all && app.view() && field().value === asked) show(app.findPlaces(all, asked));
  }

  function choose(code) {
    field().value = "";
    open(false);
    app.navigate(app.toggled("country", code));
  }

  function keyed(event) {
    const isOpen = !list().hidden;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && isOpen && shown.length) point((active + step + shown.length) % shown.length);
    else if (step && field().value) follow();
    else if (event.key === "Enter" && isOpen && active >= 0) choose(shown[active].code);
    else if (event.key === "Escape" && (isOpen || field().value)) {
      if (!isOpen) field().value = "";
      open(false);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function make(place) {
    const label = app.text("picker.label");
    const input = element("input", {
      id: "picker-field", type: "text", role: "combobox", placeholder: label, "aria-label": label, autocomplete: "off",
      "aria-autocomplete": "list", "aria-controls": "picker-list", "aria-expanded": "false", spellcheck: "false",
    });
    const options = element("ul", { id: "picker-list", role: "listbox", "aria-label": label, hidden: "" });
    place.replaceChildren(input, options);
    input.addEventListener("focus", loaded);
    input.addEventListener("input", follow);
    input.addEventListener("keydown", keyed);
    input.addEventListener("blur", () => open(false));
    options.addEventListener("pointerdown", (event) => event.preventDefault()); /* keeps the focus */
    options.addEventListener("click", function ({ target }) {
      const chosen = target.closest("[data-code]");
      if (chosen) choose(chosen.dataset.code);
    });
  }

  let made = null; /* the language in which it was made */
  (app.painters ||= []).push(function () {
    const place = document.getElementById("picker");
    if (!place || (made === app.language() && place.firstChild)) return;
    made = app.language();
    places = null;
    make(place);
  });
})((window.defenders ||= {}));
