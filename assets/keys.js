/* Single keys for those who do not point. They are left alone while somebody writes, and letters
   and signs can be switched off in the window that "?" opens. */
(function () {
  "use strict";

  const WRITES = "input:not([type=checkbox]), textarea, select, [contenteditable=true]";
  const ARROWS = { ArrowDown: 1, ArrowUp: -1 };
  const LETTERS = { j: 1, k: -1 };

  const list = () => document.getElementById("articles");
  const keys = () => document.getElementById("keys");

  /* Tells whether there is an article to go to, so that at the end of the list arrows scroll. */
  function move(step) {
    const titles = [...list().querySelectorAll("article .title")];
    const here = document.activeElement.closest("#articles article");
    const now = titles.findIndex((title) => here && here.contains(title));
    const target = titles[here ? now + step : 0];
    if (target) target.focus();
    return Boolean(target);
  }

  function enterSearch() {
    const field = document.getElementById("search");
    field.focus();
    field.select();
    return true;
  }

  function showKeys() {
    keys().showModal();
    return true;
  }

  function act({ key, target }) {
    if (key in ARROWS) return list().contains(target) && move(ARROWS[key]);
    if (!document.getElementById("letters").checked) return false;
    if (key in LETTERS) return move(LETTERS[key]);
    if (key === "/") return enterSearch();
    return key === "?" && showKeys();
  }

  document.addEventListener("keydown", function (event) {
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    if (event.defaultPrevented || modified || !list() || event.target.closest(WRITES)) return;
    if (!document.querySelector("dialog[open]") && act(event)) event.preventDefault();
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest(".keys-button")) showKeys();
    if (event.target === keys()) keys().close(); /* beside the window */
  });
})();
