/* Dash makes its graphs when it likes: this calls back once for each as soon as Plotly is in it. */
(function (app) {
  "use strict";

  app.onGraph = function (name, attach) {
    const seen = new WeakSet();
    new MutationObserver(function () {
      const graph = document.querySelector("#" + name + " .js-plotly-plot");
      if (!graph || !graph.on || seen.has(graph)) return;
      seen.add(graph);
      attach(graph);
    }).observe(document.documentElement, { childList: true, subtree: true });
  };
})((window.defenders ||= {}));
