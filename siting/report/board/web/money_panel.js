// Money against merit: cost of each site, its overall value, and the frontier of the sites worth looking at.

import { frameOf, makeDrawing, valueAxis } from "./drawing.js";
import { card, html, put, say, svg } from "./elements.js";
import { frontier } from "./frontier.js";
import { placeLabels, text } from "./labels.js";
import { named } from "./looks.js";
import { siteName } from "./sentences.js";
import { futureOf } from "./view.js";
import { formatNumber, formatValue, listed, shorten } from "./wording.js";

const HIGH = 340;
const MARGINS = { left: 38, right: 40, top: 12, bottom: 46 };
const LABELLED = 15;
const LONGEST = 18;
const STEP = 0.01;

const costOf = (view, site) => futureOf(view).costs?.[site] ?? null;
const onBothAxes = (view, standing, site) => standing.values[site] !== null && costOf(view, site) !== null;

function pointsNow(view, standing) {
  return standing.order
    .filter((site) => onBothAxes(view, standing, site))
    .map((site) => ({ site, merit: standing.values[site], cost: costOf(view, site) }));
}

function costScale(points, frame) {
  const costs = points.map((point) => point.cost);
  const [least, most] = [Math.min(...costs), Math.max(...costs)];
  const room = (most - least) * 0.12 || Math.abs(most) * 0.1 || 1;
  const [low, high] = [least - room, most + room];
  return { low, high, x: (cost) => frame.across((cost - low) / (high - low)) };
}

// A few round numbers between two costs.
function roundTicks(low, high, most) {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough);
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  return Array.from({ length: count }, (_, place) => (first + place) * step);
}

function drawAxes(scale, frame, unit) {
  const ticks = roundTicks(scale.low, scale.high, Math.max(2, (frame.right - frame.left) / 90));
  const middle = { "text-anchor": "middle" };
  return svg(
    "g",
    { class: "sb-axes" },
    valueAxis(frame),
    ticks.map((cost) => svg("path", { d: `M${scale.x(cost)} ${frame.bottom}v5` })),
    ticks.map((cost) => text(formatNumber(cost), scale.x(cost), frame.bottom + 18, middle)),
    text(`Cost, ${unit}`, frame.across(0.5), frame.bottom + 38, { ...middle, longest: 50 }),
  );
}

function drawPoints(found, scale, frame, view, looks) {
  const places = found.points.map(({ site, merit, cost, beaten }) => {
    const words = shorten(view.data.sites[site].title, LONGEST);
    return { site, words, x: scale.x(cost), y: frame.upward(merit), radius: beaten === null ? 7 : 5 };
  });
  const labels = placeLabels(places.slice(0, LABELLED), { ...frame, right: frame.edge });
  const dots = places.map(({ site, x, y, radius }) =>
    svg("circle", { cx: x, cy: y, r: radius, fill: looks.siteFill(site) }, svg("title", {}, view.data.sites[site].title)),
  );
  const words = labels.flatMap((label, place) =>
    label ? [text(places[place].words, label.x, label.y, { "text-anchor": label.anchor })] : [],
  );
  return svg("g", { class: "sb-points" }, dots, words);
}

function describe(points, view) {
  const rows = points.filter((point) => point.beaten === null).sort((a, b) => a.cost - b.cost);
  const { unit } = view.data.money;
  const words = rows.map(({ site, cost, merit }) => `${siteName(view, site)} (${formatNumber(cost)} ${unit}, ${formatValue(merit)})`);
  return `No site is both cheaper and better than ${listed(words, 6)}.`;
}

// What a point is to the frontier, in words.
function verdict(point, found, view) {
  if (point.beaten) return ["beaten by ", named(view.data.sites[point.beaten.site].title)];
  const corner = found.chain.findIndex(({ site }) => site === point.site);
  if (corner < 0) return ["on the frontier"];
  if (corner === 0) return ["on the frontier, cheapest"];
  const before = found.chain[corner - 1];
  const price = (STEP * (point.cost - before.cost)) / (point.merit - before.merit);
  return [`on the frontier, ${formatNumber(price)} ${view.data.money.unit} for each ${STEP} more`];
}

function moneyTable(found, view, looks) {
  const head = ["Site", `Cost, ${view.data.money.unit}`, "Overall value"].map((title) => html("th", { scope: "col" }, title));
  head.push(html("th", { scope: "col", class: "sb-words" }, "Standing"));
  const rows = [...found.points]
    .sort((a, b) => a.cost - b.cost)
    .map((point) =>
      html(
        "tr",
        {},
        html("th", { scope: "row" }, looks.siteMark(point.site), named(view.data.sites[point.site].title)),
        html("td", {}, formatNumber(point.cost)),
        html("td", {}, formatValue(point.merit)),
        html("td", { class: "sb-words" }, verdict(point, found, view)),
      ),
    );
  return [html("thead", {}, html("tr", {}, head)), html("tbody", {}, rows)];
}

function leftOut(view, standing) {
  const missing = view.data.sites.map((_, site) => site).filter((site) => !onBothAxes(view, standing, site));
  return missing.length ? `Not shown, without an overall value or a cost: ${listed(missing.map((site) => siteName(view, site)))}.` : "";
}

export function moneyPanel(view, looks) {
  let last = null;
  const drawing = makeDrawing(HIGH, () => paint(last));
  const table = html("table", { "aria-label": "Cost and overall value" });
  const [note, missing] = [html("p", { class: "sb-hint" }), html("p", { class: "sb-hint" })];
  const title = html("p", { class: "sb-hint" }, `${view.data.money.title}; merit is the overall value, in which money has no part.`);
  const both = html("div", { class: "sb-pair" }, drawing.element, html("div", { class: "sb-scroll" }, table));
  const element = card("Money against merit", `${looks.prefix}-money`, title, both, note, missing);
  element.classList.add("sb-wide");

  function paint(standing) {
    last = standing;
    const found = frontier(pointsNow(view, standing));
    const words = found.points.length ? describe(found.points, view) : "No ranked site has a cost in this future.";
    say(note, words);
    put(drawing.element, "aria-label", words);
    if (!found.points.length) {
      drawing.element.replaceChildren();
      return;
    }
    const frame = frameOf(drawing, MARGINS);
    const scale = costScale(found.points, frame);
    const line = found.chain.map(({ cost, merit }, place) => `${place ? "L" : "M"}${scale.x(cost)} ${frame.upward(merit)}`);
    drawing.element.replaceChildren(
      drawAxes(scale, frame, view.data.money.unit),
      svg("path", { class: "sb-frontier", d: line.join("") }),
      drawPoints(found, scale, frame, view, looks),
    );
  }

  function settle(standing) {
    table.replaceChildren(...moneyTable(frontier(pointsNow(view, standing)), view, looks));
    say(missing, leftOut(view, standing));
  }
  return { element, paint, settle };
}
