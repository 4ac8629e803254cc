// The live ranking: rank, movement against the study as given, contributions, overall value; then who is screened out.

import { card, html, put, say, svg } from "./elements.js";
import { named } from "./looks.js";
import { bounds } from "./numbers.js";
import { futureOf } from "./view.js";
import { formatValue } from "./wording.js";

const ROW = 40;
const SEEN_AT_ONCE = 12;

function movementText(before, now) {
  if (before === null || now === null || before === now) return ["", "unchanged"];
  return before > now ? [`\u25b2 ${before - now}`, `up ${before - now}`] : [`\u25bc ${now - before}`, `down ${now - before}`];
}

function rankingRow(view, site, looks) {
  const rank = html("span", { class: "sb-rank" });
  const movement = html("span", { class: "sb-movement" });
  const value = html("span", { class: "sb-number sb-overall" });
  const parts = view.weights.map((_, criterion) => svg("rect", { height: "100%", fill: looks.criterionFill(criterion) }));
  const bar = svg("svg", { class: "sb-bar", "aria-hidden": "true" }, parts);
  const title = html("span", { class: "sb-site" }, looks.siteMark(site), named(view.data.sites[site].title));
  const element = html("li", { class: "sb-row", "data-site": site }, rank, movement, title, bar, value);
  let painted = null;

  function paintBar(row) {
    let start = 0;
    parts.forEach((part, criterion) => {
      const width = view.weights[criterion] * (row[criterion] ?? 0);
      part.setAttribute("x", `${(100 * start).toFixed(2)}%`);
      part.setAttribute("width", `${(100 * width).toFixed(2)}%`);
      start += width;
    });
  }

  function paint(standing, before) {
    if (painted === standing) return;
    painted = standing;
    const row = futureOf(view).values[site];
    const [sign, words] = movementText(before, standing.rank[site]);
    say(rank, standing.rank[site] === null ? "\u2013" : String(standing.rank[site]));
    say(movement, sign);
    put(movement, "aria-label", words);
    put(movement, "data-way", words.split(" ")[0]);
    paintBar(row);
    value.classList.toggle("sb-range", standing.values[site] === null);
    say(value, standing.values[site] === null ? unranked(row) : formatValue(standing.values[site]));
  }

  function unranked(row) {
    const { low, high } = bounds(row, view.weights);
    return `${formatValue(low)} to ${formatValue(high)}`;
  }
  return { element, paint };
}

// Bring the rows into order, moving only those that are out of it.
function reorder(list, wanted) {
  let next = list.firstChild;
  for (const element of wanted) {
    if (element === next) next = next.nextSibling;
    else list.insertBefore(element, next);
  }
  while (next) {
    const gone = next;
    next = next.nextSibling;
    gone.remove();
  }
}

function glide(element, places) {
  element.animate([{ transform: `translateY(${ROW * places}px)` }, { transform: "none" }], { duration: 160, easing: "ease-out" });
}

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
  const rows = new Map();
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
    top = Math.floor(list.scrollTop / ROW);
    paintRows(top, top + SEEN_AT_ONCE + 1);
  });

  function paintTable() {
    if (details.open && last) table.replaceChildren(contributionTable(view, last));
  }

  function paintRows(from, to) {
    for (const site of last.order.slice(from, to)) rows.get(site).paint(last, before.rank[site]);
  }

  function paintOrder(earlier) {
    for (const site of last.order) if (!rows.has(site)) rows.set(site, rankingRow(view, site, looks));
    reorder(list, last.order.map((site) => rows.get(site).element));
    if (still || !earlier) return;
    last.order.slice(top, top + SEEN_AT_ONCE).forEach((site, place) => {
      const shift = earlier.order.indexOf(site) - place - top;
      if (shift && earlier.order.includes(site)) glide(rows.get(site).element, shift);
    });
  }

  function paintScreened() {
    if (screenedIn === view.future) return;
    screenedIn = view.future;
    const lines = futureOf(view).screened.map(([site, reason]) =>
      html("li", {}, looks.siteMark(site), named(view.data.sites[site].title), html("span", {}, reason)),
    );
    screened.replaceChildren(...lines);
    screened.hidden = title.hidden = !lines.length;
  }

  function paint(standing) {
    const earlier = last;
    last = standing;
    paintOrder(earlier);
    paintRows(top, top + SEEN_AT_ONCE + 1);
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
