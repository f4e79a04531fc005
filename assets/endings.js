/* What can be taken away from a view: every link follows the address. */
(function (app) {
  "use strict";

  /* How the map is looked at makes no difference to a feed or a download. */
  const LOOKS = ["page", "map", "measure", "colours", "embed"];

  function address(ending, search) {
    const [path, own] = ending.split("?");
    const query = new URLSearchParams(search);
    for (const key of LOOKS) query.delete(key);
    const written = [own, query.toString().replaceAll("%2C", ",")].filter(Boolean).join("&");
    return written ? path + "?" + written : path;
  }

  (app.painters ||= []).push(function (view) {
    if (!view.settled) return;
    for (const link of document.querySelectorAll("[data-ending]")) {
      link.setAttribute("href", address(link.dataset.ending, view.query));
    }
    for (const link of document.querySelectorAll("link[rel='alternate'][type]")) {
      const ending = new URL(link.href).pathname.split("/").pop();
      link.setAttribute("href", address(ending, view.query));
    }
  });

  const menu = () => document.getElementById("endings");

  /* Copies what a field holds, which is selected, or the address. */
  async function copy(button) {
    const told = document.getElementById("copied");
    const field = document.getElementById(button.dataset.copies);
    told.textContent = "";
    if (field) field.select();
    try {
      await navigator.clipboard.writeText(field ? field.value : window.location.href);
      told.textContent = button.dataset.copied;
    } catch {
      told.textContent = button.dataset.uncopied; /* not allowed, or the page came without TLS */
    }
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("[data-copied]");
    if (button) return copy(button);
    if (menu() && menu().open && !menu().contains(event.target)) menu().open = false;
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !menu() || !menu().open) return;
    const had = menu().contains(document.activeElement);
    menu().open = false;
    if (had) menu().querySelector("summary").focus();
  });
})((window.defenders ||= {}));
