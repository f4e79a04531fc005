/* Where counts come from: from cells that are here, else counted by the server. */
(function (app) {
  "use strict";

  const FORM = 2; /* of the packed bytes, as in dashboard/articles/cells.py */
  const MOST_KEPT = 16;
  let version = "";
  let kept = new Map(); /* question to what was made of the answer, or the promise of it */

  function remember(question, made) {
    kept.delete(question);
    kept.set(question, made);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
    return made;
  }

  async function fetched(question) {
    const answer = await fetch(question);
    if (answer.status === 429) app.wait(answer);
    if (!answer.ok) throw new Error(question + ": " + answer.status);
    return app.linked.unpack(await answer.arrayBuffer());
  }

  /* Asks once; keeps what comes, and nothing of what does not come. */
  function ask(question, make) {
    if (kept.has(question)) return remember(question, kept.get(question));
    const asked = version;
    const promise = fetched(question).then(make);
    promise.then(
      (made) => asked === version && remember(question, made),
      () => kept.get(question) === promise && kept.delete(question),
    );
    return remember(question, promise);
  }

  const address = (kind, query) => `${kind}/${FORM}/${encodeURIComponent(version)}?${query}`;
  const question = (filters, keys) => {
    const query = new URLSearchParams();
    for (const key of keys) if (String(filters[key] || "")) query.set(key, String(filters[key]));
    return query.toString();
  };

  /* Cells that are not of months change the timeline: what the server counted meanwhile had months. */
  function received(cells) {
    if (cells.unit && cells.unit !== "month") window.setTimeout(app.show);
    return cells.unit ? app.linked.prepare(cells) : cells;
  }

  /* What cells do not know: each choice of it has cells of its own. */
  const WITHIN = ["q", "since"];

  function cellsOf(filters) {
    return ask(address("cells", question(filters, WITHIN)), received);
  }

  const suits = (counts, filters) => counts && app.linked.period(counts, filters);

  function fromCells(filters) {
    const cells = cellsOf(filters);
    if (cells instanceof Promise || !cells.unit) return null;
    const name = "counted?" + question(filters, [...app.linked.DIMENSIONS, ...WITHIN]);
    const known = kept.get(name);
    const counts = known && known.cells === cells ? known : { cells, ...app.linked.count(cells, filters) };
    remember(name, counts);
    return suits(counts, filters) ? counts : null;
  }

  /* Counts under filters, at once when the cells are here, else a promise of the server's. */
  app.counts = function (ofVersion, filters) {
    if (version !== ofVersion) {
      version = ofVersion;
      kept = new Map();
    }
    const here = fromCells(filters);
    if (here) return here;
    const whole = question(filters, [...app.linked.DIMENSIONS, "from", "to", ...WITHIN]);
    return ask(address("counts", whole), app.linked.received);
  };
})((window.defenders ||= {}));
