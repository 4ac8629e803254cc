// Money against merit: cost of each site, its overall value, and the frontier of the sites worth looking at.

import { card, html, svg } from "./elements.js";
import { frontier } from "./frontier.js";
import { spreadOut, text } from "./labels.js";
import { futureOf } from "./view.js";
import { formatNumber, formatValue, isolated, listed } from "./wording.js";

const WIDE = 560;
const HIGH = 330;
const FRAME = { left: 44, right: 130, top: 18, bottom: 44 };
const LABELLED = 15;

function pointsNow(view, standing) {
  const costs = futureOf(view).costs ?? [];
  return standing.order
    .filter((site) => standing.values[site] !== null && (costs[site] ?? null) !== null)
    .map((site) => ({ site, merit: standing.values[site], cost: costs[site] }));
}

function scaleOf(points) {
  const costs = points.map((point) => point.cost);
  const [low, high] = [Math.min(...costs), Math.max(...costs)];
  const room = (high - low) * 0.08 || Math.abs(high) * 0.1 || 1;
  const inner = WIDE - FRAME.left - FRAME.right;
  return {
    low: low - room,
    high: high + room,
    x: (cost) => FRAME.left + (inner * (cost - low + room)) / (high - low + 2 * room),
    y: (merit) => HIGH - FRAME.bottom - merit * (HIGH - FRAME.top - FRAME.bottom),
  };
}

// A few round numbers between two costs.
function roundTicks(low, high) {
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough);
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  return Array.from({ length: count }, (_, place) => (first + place) * step);
}

function drawAxes(scale, unit) {
  const steps = [0, 0.25, 0.5, 0.75, 1];
  const [left, right] = [FRAME.left, WIDE - FRAME.right];
  const ticks = roundTicks(scale.low, scale.high);
  return svg(
    "g",
    { class: "sb-axes" },
    steps.map((step) => svg("path", { d: `M${left} ${scale.y(step)}H${right}` })),
    steps.map((step) => text(String(step), left - 6, scale.y(step) + 4, { "text-anchor": "end" })),
    ticks.map((cost) => text(formatNumber(cost), scale.x(cost), HIGH - 26, { "text-anchor": "middle" })),
    text(`Cost, ${unit}`, (left + right) / 2, HIGH - 8, { "text-anchor": "middle", longest: 50 }),
  );
}

function drawPoints(points, scale, view, looks) {
  const shown = points.slice(0, LABELLED);
  const heights = spreadOut(shown.map((point) => scale.y(point.merit)), 14, FRAME.top, HIGH - FRAME.bottom);
  return points.map((point, place) => {
    const [x, y] = [scale.x(point.cost), scale.y(point.merit)];
    const title = view.data.sites[point.site].title;
    const dot = svg("circle", { cx: x, cy: y, r: point.efficient ? 7 : 4.5, fill: looks.siteFill(point.site) });
    const label = place < LABELLED ? text(title, x + 11, heights[place] + 4, { longest: 16 }) : null;
    return svg("g", { class: "sb-point" }, dot, label);
  });
}

function describe(points, view) {
  const rows = points.filter((point) => point.efficient).sort((a, b) => a.cost - b.cost);
  const unit = view.data.money.unit;
  const words = rows.map(
    ({ site, cost, merit }) =>
      `${isolated(view.data.sites[site].title)} (${formatNumber(cost)} ${unit}, ${formatValue(merit)})`,
  );
  return `No site is both cheaper and better than ${listed(words, 6)}.`;
}

export function moneyPanel(view, looks) {
  const drawing = svg("svg", { class: "sb-drawing", viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img" });
  const note = html("p", { class: "sb-hint" });
  const title = html("p", { class: "sb-hint" }, `${view.data.money.title}; merit is the overall value, in which money has no part.`);
  const element = card("Money against merit", `${looks.prefix}-money`, title, drawing, note);
  element.classList.add("sb-wide");

  function paint(standing) {
    const found = frontier(pointsNow(view, standing));
    const words = found.points.length ? describe(found.points, view) : "No ranked site has a cost in this future.";
    note.textContent = words;
    drawing.setAttribute("aria-label", words);
    if (!found.points.length) {
      drawing.replaceChildren();
      return;
    }
    const scale = scaleOf(found.points);
    const line = found.chain.map((point, place) => `${place ? "L" : "M"}${scale.x(point.cost)} ${scale.y(point.merit)}`);
    drawing.replaceChildren(
      drawAxes(scale, view.data.money.unit),
      svg("path", { class: "sb-frontier", d: line.join("") }),
      ...drawPoints(found.points, scale, view, looks),
    );
  }
  return { element, paint };
}
