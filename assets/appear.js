/* Dash puts elements on the page when it likes: this calls back once for each as it appears. */
(function (app) {
  "use strict";

  app.onElement = function (selector, attach, isReady = () => true) {
    const seen = new WeakSet();
    new MutationObserver(function () {
      const element = document.querySelector(selector);
      if (!element || seen.has(element) || !isReady(element)) return;
      seen.add(element);
      attach(element);
    }).observe(document.documentElement, { childList: true, subtree: true });
  };

  app.onGraph = function (id, attach) {
    app.onElement("#" + id + " .js-plotly-plot", attach, (graph) => Boolean(graph.on));
  };
})((window.defenders ||= {}));
