/* Plotly takes every touch on a chart for itself. This lets a finger that moves up or down scroll
   the page as elsewhere, and tells whether it did. The chart needs `touch-action: pan-y`. */
(function (app) {
  "use strict";

  const SLOP_PX = 3;

  app.watchTouch = function (graph) {
    const touch = { scrolls: false };
    let start = null;

    const keepDefault = (event) => Object.defineProperty(event, "preventDefault", { value: () => {} });

    /* Plotly prevents what a touch begins, scrolling among it, before it is known where it goes. */
    function began(event) {
      start = event.touches[0];
      touch.scrolls = false;
      keepDefault(event);
    }

    function moved(event) {
      if (start) {
        const across = Math.abs(event.touches[0].clientX - start.clientX);
        const along = Math.abs(event.touches[0].clientY - start.clientY);
        if (across + along > SLOP_PX) {
          touch.scrolls = along > across;
          start = null;
        }
      }
      if (touch.scrolls) event.stopPropagation();
    }

    /* The same touch must not come a second time, as a mouse. */
    function ended(event) {
      if (event.cancelable) event.preventDefault();
      else keepDefault(event);
    }

    /* The browser scrolls from here on; Plotly waits for an end that would not come. */
    function cancelled(event) {
      const changedTouches = [...event.changedTouches];
      const end = new TouchEvent("touchend", { bubbles: true, cancelable: true, changedTouches });
      event.target.dispatchEvent(end);
    }

    graph.addEventListener("touchstart", began, { capture: true, passive: true });
    graph.addEventListener("touchmove", moved, { capture: true, passive: true });
    graph.addEventListener("touchend", ended, { capture: true, passive: false });
    graph.addEventListener("touchcancel", cancelled, { capture: true, passive: true });
    return touch;
  };
})((window.defenders ||= {}));
