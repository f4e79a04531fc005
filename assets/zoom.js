/* Nearer and farther, a region, and home again. While the map is larger than its frame it can be
   dragged; at home a finger on it scrolls the page. */
(function (app) {
  "use strict";

  const STEP = 1.6;
  const MOST = 40;
  const KEYS = { lon: "geo.center.lon", lat: "geo.center.lat", scale: "geo.projection.scale" };
  let home = null;

  const graph = () => document.querySelector("#map .js-plotly-plot");

  function looked({ _fullLayout: { geo } }) {
    return { lon: geo.center.lon, lat: geo.center.lat, scale: geo.projection.scale, turned: geo.projection.rotation.lon };
  }

  /* The globe is turned as well, or a region at the edge of the map would be bent and cut. */
  function look(place) {
    const changes = { dragmode: place.scale > home.scale ? "pan" : false, "geo.projection.rotation.lon": place.turned };
    for (const [name, key] of Object.entries(KEYS)) changes[key] = place[name];
    return window.Plotly.relayout(graph(), changes);
  }

  const REGIONS = ".regions button[data-lon]";

  function mark(pressed, countries = "") {
    const choose = document.querySelector("[data-members]");
    if (choose) Object.assign(choose, { hidden: !countries, value: countries });
    for (const button of document.querySelectorAll(REGIONS)) {
      button.setAttribute("aria-pressed", String(button === pressed));
    }
    const parts = document.querySelector("[data-parts]");
    if (parts && pressed !== parts) parts.value = "";
    const isHome = looked(graph()).scale <= home.scale;
    for (const button of document.querySelectorAll("[data-zoom]")) button.disabled = isHome && button.dataset.zoom !== "in";
  }

  async function step(name) {
    const now = looked(graph());
    const scale = Math.min(now.scale * (name === "in" ? STEP : 1 / STEP), MOST);
    await look(name === "home" || scale <= home.scale ? home : { ...now, scale });
    mark(null);
  }

  /* All countries of the region in view that have articles become the choice. */
  function choose(members) {
    const known = new Set(app.view().counts.keys.country);
    const query = app.query();
    app.set(query, "country", members.split(",").filter((code) => known.has(code)).join(","));
    app.go(query);
  }

  async function visit(control, { lon, lat, scale, countries }) {
    await look({ lon: Number(lon), lat: Number(lat), scale: Number(scale), turned: Number(lon) });
    mark(control, countries);
  }

  document.addEventListener("click", function ({ target }) {
    const button = target.closest && target.closest("[data-zoom], [data-members], " + REGIONS);
    if (!button || !home) return;
    if ("members" in button.dataset) return choose(button.value);
    if (button.dataset.zoom) step(button.dataset.zoom);
    else if (button.getAttribute("aria-pressed") === "true") step("home");
    else visit(button, button.dataset);
  });
  document.addEventListener("change", function ({ target }) {
    if (!home || !("parts" in target.dataset)) return;
    if (target.value) visit(target, target.selectedOptions[0].dataset);
    else step("home");
  });

  app.onGraph("map", function (drawn) {
    home = looked(drawn);
    mark(null);
  });
})((window.defenders ||= {}));
