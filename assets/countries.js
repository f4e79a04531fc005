/* The list of all countries, made here: two hundred rows are too many for Dash to make quickly. */
(function () {
  "use strict";

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function choice({ code, number, chosen, href }) {
    if (!number && !chosen) {
      const span = element("span", "choice", "");
      span.setAttribute("role", "link");
      span.setAttribute("aria-disabled", "true");
      return span;
    }
    const link = element("a", "choice", "");
    link.href = href;
    link.dataset.view = "facet:country:" + code;
    link.dataset.toggle = "country:" + code;
    if (chosen) link.setAttribute("aria-current", "true");
    return link;
  }

  function row(country) {
    const item = document.createElement("li");
    const content = choice(country);
    const bar = element("span", "bar", "");
    bar.style.inlineSize = country.share + "%";
    content.append(element("span", "name", country.name), element("span", "number", country.shown), bar);
    item.append(content);
    return item;
  }

  function countries(shown) {
    const list = document.getElementById("countries");
    if (list) list.replaceChildren(...(shown || []).map(row));
  }

  ((window.dash_clientside ||= {}).defenders ||= {}).countries = countries;
})();
