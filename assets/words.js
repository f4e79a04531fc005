/* Texts, numbers and days in the language of the page; the texts come from the locale files. */
(function (app) {
  "use strict";

  let texts = {};
  let format = {};

  let spoken = "";

  app.language = () => spoken;

  app.learn = function ({ language, texts: given }) {
    texts = given;
    spoken = language;
    const dates = (options) => new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options });
    format = {
      number: new Intl.NumberFormat(language),
      figure: new Intl.NumberFormat(language, { maximumSignificantDigits: 2 }),
      percent: (signDisplay) =>
        new Intl.NumberFormat(language, { style: "percent", maximumSignificantDigits: 2, signDisplay }),
      decimal: new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
      plural: new Intl.PluralRules(language),
      day: dates({ dateStyle: "long" }),
      month: dates({ year: "numeric", month: "long" }),
      days: dates({ year: "numeric", month: "short", day: "numeric" }),
      years: dates({ year: "numeric" }),
    };
  };

  app.number = (number) => format.number.format(number);
  app.decimal = (number) => format.decimal.format(number);

  /* Two digits are as much as bins and shares are worth. */
  app.figure = (number) => format.figure.format(number);
  app.percent = (share, signDisplay = "auto") => format.percent(signDisplay).format(share);

  const shown = (value) => (typeof value === "number" ? format.number.format(value) : value);
  const moment = (day) => new Date(day);

  /* The text of a key with its placeholders filled; `count` chooses the plural form. */
  app.text = function (key, values) {
    const text = texts[key];
    const form = typeof text === "string" ? text : text[format.plural.select(values.count)] || text.other;
    return form.replace(/{(\w+)}/g, (_, name) => shown(values[name]));
  };

  app.monthName = (day) => format.month.format(moment(day));

  app.unitName = function (day, unit) {
    if (unit === "year") return day.slice(0, 4);
    if (unit === "month") return app.monthName(day);
    const quarter = Math.ceil(Number(day.slice(5, 7)) / 3);
    return app.text("timeline.quarter.name", { quarter, year: day.slice(0, 4) });
  };

  const isFirst = (day) => day.endsWith("-01");

  function open(key, day, isWhole) {
    const edge = (isWhole ? format.month : format.day).format(moment(day));
    return app.text(key + (isWhole ? ".month" : ".day"), { edge });
  }

  /* A period from a day up to before another in words; an empty day leaves it open. */
  app.periodName = function (start, end) {
    const last = end && app.dayBefore(end);
    if (start && end) {
      const years = start.endsWith("-01-01") && end.endsWith("-01-01");
      const months = isFirst(start) && isFirst(end);
      const used = years ? format.years : months ? format.month : format.days;
      return used.formatRange(moment(start), moment(last));
    }
    if (start) return open("period.since", start, isFirst(start));
    return end ? open("period.until", last, isFirst(end)) : "";
  };

  app.dayBefore = function (day) {
    return new Date(moment(day) - 86400000).toISOString().slice(0, 10);
  };
})((window.defenders ||= {}));
