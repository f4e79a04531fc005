/* The line that says what is shown. It is read aloud when a view is settled, not on the way. */
(function (app) {
  "use strict";

  const isCurrent = ({ answer, query }) => answer.query === query;

  function whileMoving({ counts, period, total, answer, query }) {
    const [start, end] = app.linked.ends(counts, period);
    const { before, after } = isCurrent({ answer, query }) ? answer.head : { before: [], after: [] };
    const articles = app.text("header.articles", { count: total });
    return [articles, ...before, app.periodName(start, end), ...after].filter(Boolean).join(", ");
  }

  function write(text, live) {
    const head = document.getElementById("head");
    if (!head) return;
    head.setAttribute("aria-live", live);
    if (head.textContent !== text) head.textContent = text;
  }

  app.tell = function (text) {
    write(text, "polite");
    const title = document.querySelector("h1");
    if (title) document.title = text + " – " + title.textContent;
  };

  (app.painters ||= []).push(function (view) {
    if (!view.settled) write(whileMoving(view), "off");
    else if (isCurrent(view)) app.tell(view.answer.head.text);
  });
})((window.defenders ||= {}));
