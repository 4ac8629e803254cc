// The live ranking: rank, movement against the study as given, contributions, overall value; then who is screened out.

import { card, html, put, say, svg } from "./elements.js";
import { named } from "./looks.js";
import { bounds } from "./numbers.js";
import { futureOf } from "./view.js";
import { formatValue } from "./wording.js";

const SEEN_AT_ONCE = 12;

function movementText(before, now) {
  if (before === null || now === null || before === now) return ["", "unchanged"];
  return before > now ? [`\u25b2 ${before - now}`, `up ${before - now}`] : [`\u25bc ${now - before}`, `down ${now - before}`];
}

// One place of the ranking; which site stands there changes.
function placeRow(view, looks) {
  const rank = html("span", { class: "sb-rank" });
  const movement = html("span", { class: "sb-movement" });
  const value = html("span", { class: "sb-number sb-overall" });
  // Lines, because their ends are plain attributes: the ends of a rectangle would have to pass through the style sheet.
  // All begin at nothing and the shorter lie above the longer, so that a part has one end to move.
  const along = (stroke, ...content) => svg("line", { y1: "50%", y2: "50%", stroke }, content);
  const parts = view.weights.map((_, criterion) =>
    along(looks.criterionShade(criterion), svg("title", {}, view.data.nodes[criterion].title)),
  );
  const hatches = looks.hatchedRuns.map(({ stroke }) => along(stroke));
  const bar = svg("svg", { class: "sb-bar", "aria-hidden": "true" }, parts.toReversed(), svg("g", { class: "sb-hatches" }, hatches));
  const [mark, name] = [looks.siteMark(0), named("")];
  const element = html("li", { class: "sb-row" }, rank, movement, html("span", { class: "sb-site" }, mark, name), bar, value);
  let painted = null;

  function paintBar(row) {
    let total = 0;
    const ends = row.map((value, criterion) => {
      total += view.weights[criterion] * (value ?? 0);
      return `${(100 * total).toFixed(2)}%`;
    });
    parts.forEach((part, criterion) => part.setAttribute("x2", ends[criterion]));
    looks.hatchedRuns.forEach(({ first, last }, place) => {
      hatches[place].setAttribute("x1", ends[first - 1]);
      hatches[place].setAttribute("x2", ends[last]);
    });
  }

  function paint(standing, site, before) {
    if (painted === standing) return;
    painted = standing;
    const row = futureOf(view).values[site];
    const now = standing.rank[site];
    const [sign, words] = movementText(before, now);
    const { title } = view.data.sites[site];
    say(name, title);
    put(name, "title", title);
    put(mark.firstChild, "fill", looks.siteFill(site));
    say(rank, now === null ? "\u2013" : String(now));
    say(movement, sign);
    put(movement, "aria-label", words);
    put(movement, "data-way", words.split(" ")[0]);
    paintBar(row);
    value.classList.toggle("sb-range", now === null);
    say(value, now === null ? unranked(row) : formatValue(standing.values[site]));
  }

  function unranked(row) {
    const { low, high } = bounds(row, view.weights);
    return `${formatValue(low)} to ${formatValue(high)}`;
  }
  return { element, paint };
}

function glide(element, places) {
  element.animate([{ transform: `translateY(${100 * places}%)` }, { transform: "none" }], { duration: 160, easing: "ease-out" });
}

// Sites that are out for the same reason, by that reason.
const bySentence = (screened) => {
  const found = Object.create(null);
  for (const [site, reason] of screened) (found[reason] ??= []).push(site);
  return found;
};

function contributionTable(view, standing) {
  const titles = view.weights.map((_, criterion) => view.data.nodes[criterion].title);
  const head = ["Site", ...titles, "Overall"].map((title) => html("th", { scope: "col" }, named(title)));
  const rows = standing.order.map((site) => {
    const row = futureOf(view).values[site];
    const shown = row.map((value, criterion) => (value === null ? "missing" : formatValue(value * view.weights[criterion])));
    const total = standing.values[site] === null ? "not ranked" : formatValue(standing.values[site]);
    const cells = [...shown, total].map((text) => html("td", {}, text));
    return html("tr", {}, html("th", { scope: "row" }, named(view.data.sites[site].title)), cells);
  });
  return html("table", { "aria-label": "Contributions" }, html("thead", {}, html("tr", {}, head)), html("tbody", {}, rows));
}

export function rankingPanel(view, looks, before) {
  const rows = [];
  const long = view.data.sites.length > SEEN_AT_ONCE;
  const list = html("ol", { class: "sb-ranking", tabindex: long ? 0 : null, "aria-label": "Ranking" });
  const title = html("h3", {}, "Screened out");
  const screened = html("ul", { class: "sb-screened" });
  const table = html("div", { class: "sb-scroll" });
  const details = html("details", {}, html("summary", {}, "Contributions (weight times partial value) as a table"), table);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let [last, screenedIn, top] = [null, null, 0];
  details.addEventListener("toggle", () => paintTable());
  list.addEventListener("scroll", () => {
    top = Math.floor(list.scrollTop / rows[0].element.offsetHeight);
    paintRows(top, top + SEEN_AT_ONCE + 1);
  });

  function paintTable() {
    if (details.open && last) table.replaceChildren(contributionTable(view, last));
  }

  function paintRows(from, to) {
    last.order.slice(from, to).forEach((site, place) => rows[from + place].paint(last, site, before.rank[site]));
  }

  function fitRows() {
    while (rows.length < last.order.length) rows.push(placeRow(view, looks));
    if (list.childElementCount !== last.order.length)
      list.replaceChildren(...rows.slice(0, last.order.length).map((row) => row.element));
  }

  function glideRows(earlier) {
    if (still || long || !earlier) return;
    last.order.forEach((site, place) => {
      const from = earlier.order.indexOf(site);
      if (from >= 0 && from !== place) glide(rows[place].element, from - place);
    });
  }

  const siteChip = (site) => html("span", { class: "sb-site" }, looks.siteMark(site), named(view.data.sites[site].title));

  function paintScreened() {
    if (screenedIn === view.future) return;
    screenedIn = view.future;
    const lines = Object.entries(bySentence(futureOf(view).screened)).map(([reason, sites]) =>
      html("li", {}, html("span", { class: "sb-names" }, sites.map(siteChip)), html("span", {}, reason)),
    );
    screened.replaceChildren(...lines);
    screened.hidden = title.hidden = !lines.length;
  }

  function paint(standing) {
    const earlier = last;
    last = standing;
    fitRows();
    paintRows(top, top + SEEN_AT_ONCE + 1);
    glideRows(earlier);
    paintScreened();
  }

  // What is out of sight waits until the weights rest.
  function settle() {
    paintRows(0, last.order.length);
    paintTable();
  }

  const hint = html("p", { class: "sb-hint" }, "Overall value from 0 to 1; arrows compare with the study as given.");
  const element = card("Ranking", `${looks.prefix}-ranking`, hint, list, title, screened, details);
  return { element, paint, settle };
}
