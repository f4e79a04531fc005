/* The map in somebody else's page: the HTML to copy for the view shown, and the way back. */
(function (app) {
  "use strict";

  const PARTS = ["timeline", "list"]; /* as in dashboard/articles/view.py */
  const HEIGHT = { map: 420, timeline: 280, list: 400 };
  const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";
  const chosen = new Set();

  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

  function whole() {
    const query = app.query();
    for (const key of ["embed", ...PARTS]) query.delete(key);
    return query;
  }

  function address(query) {
    const { origin, pathname } = window.location;
    const written = query.toString().replaceAll("%2C", ",");
    return origin + pathname + (written && "?" + written);
  }

  function code() {
    const query = whole();
    const parts = PARTS.filter((part) => chosen.has(part));
    query.set("lang", document.documentElement.lang);
    for (const key of ["embed", ...parts]) query.set(key, "1");
    const attributes = {
      src: address(query),
      title: document.title,
      width: "100%",
      height: String(["map", ...parts].reduce((sum, part) => sum + HEIGHT[part], 0)),
      loading: "lazy",
      sandbox: SANDBOX,
      style: "border:0",
    };
    const written = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(value)}"`);
    return `<iframe ${written.join(" ")}></iframe>`;
  }

  function write() {
    const area = document.getElementById("embed");
    if (area) area.value = code();
    const back = document.getElementById("whole");
    if (back) back.href = address(whole());
  }

  function toggle(button) {
    const { part } = button.dataset;
    if (!chosen.delete(part)) chosen.add(part);
    button.setAttribute("aria-pressed", String(chosen.has(part)));
    write();
  }

  document.addEventListener("click", function ({ target }) {
    const button = target.closest && target.closest("button[data-part]");
    if (button) toggle(button);
  });

  (app.painters ||= []).push(({ settled }) => settled && write());
})((window.defenders ||= {}));
