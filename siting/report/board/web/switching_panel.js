// What happens as the moved weight goes from nothing to all: lines of overall value, and who leads where.

import { card, html, put, say, svg } from "./elements.js";
import { spreadOut, text } from "./labels.js";
import { nodeName, stretches } from "./sentences.js";
import { branchWeight, switchingOf } from "./view.js";
import { formatPercent } from "./wording.js";

const WIDE = 560;
const HIGH = 300;
const FRAME = { left: 34, right: 130, top: 26, bottom: 32 };
const MOST_LINES = 8;

const across = (weight) => FRAME.left + weight * (WIDE - FRAME.left - FRAME.right);
const upward = (value) => HIGH - FRAME.bottom - value * (HIGH - FRAME.top - FRAME.bottom);

function axes() {
  const steps = [0, 0.25, 0.5, 0.75, 1];
  return svg(
    "g",
    { class: "sb-axes" },
    steps.map((step) => svg("path", { d: `M${across(0)} ${upward(step)}H${across(1)}` })),
    steps.map((step) => text(String(step), across(0) - 6, upward(step) + 4, { "text-anchor": "end" })),
    steps.map((step) => text(formatPercent(step), across(step), upward(0) + 18, { "text-anchor": "middle" })),
  );
}

// The leaders along the way, then those that do best on the whole way.
function shownSites(switching) {
  const leaders = [switching.first, ...switching.steps.map((step) => step.to)];
  const height = new Map(switching.sites.map((site, place) => [site, switching.zero[place] + switching.one[place]]));
  const others = [...switching.sites].sort((a, b) => height.get(b) - height.get(a));
  return [...new Set([...leaders, ...others])].slice(0, Math.max(MOST_LINES, new Set(leaders).size));
}

function drawLines(view, switching, looks) {
  const places = shownSites(switching).map((site) => switching.sites.indexOf(site));
  const heights = spreadOut(places.map((place) => upward(switching.one[place])), 14, FRAME.top, upward(0));
  return places.map((place, row) => {
    const site = switching.sites[place];
    const ends = [switching.least, switching.most].map(across);
    const [y0, y1] = [switching.zero[place], switching.one[place]].map(upward);
    const line = { d: `M${ends[0]} ${y0}L${ends[1]} ${y1}`, stroke: looks.siteInk(site), "stroke-dasharray": looks.siteDash(site) };
    return svg(
      "g",
      { class: "sb-line" },
      svg("path", line),
      svg("path", { class: "sb-leader", d: `M${ends[1]} ${y1}L${across(1) + 8} ${heights[row]}` }),
      text(view.data.sites[site].title, across(1) + 11, heights[row] + 4, { longest: 16, fill: looks.siteInk(site) }),
    );
  });
}

function drawSwitches(switching) {
  const span = switching.most - switching.least;
  return switching.steps.map((step) => {
    const place = switching.sites.indexOf(step.to);
    const share = (step.weight - switching.least) / span;
    const value = switching.zero[place] * (1 - share) + switching.one[place] * share;
    return svg(
      "g",
      { class: "sb-switch" },
      svg("path", { d: `M${across(step.weight)} ${upward(0)}V${upward(value)}` }),
      svg("circle", { cx: across(step.weight), cy: upward(value), r: 4.5 }),
    );
  });
}

function weightMark() {
  const line = svg("path");
  const label = svg("text", { y: FRAME.top - 11 });
  function paint(weight) {
    line.setAttribute("d", `M${across(weight)} ${upward(0)}V${FRAME.top - 6}`);
    label.setAttribute("x", across(weight));
    put(label, "text-anchor", weight > 0.85 ? "end" : weight < 0.15 ? "start" : "middle");
    say(label, `now ${formatPercent(weight)}`);
  }
  return { element: svg("g", { class: "sb-now" }, line, label), paint };
}

export function switchingPanel(view, looks, act) {
  const choices = view.data.nodes.map((node, place) => html("option", { value: place }, node.title));
  const picker = html("select", { id: `${looks.prefix}-vary` }, choices);
  picker.addEventListener("change", () => act.vary(Number(picker.value)));
  const drawing = svg("svg", { class: "sb-drawing", viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img" });
  const lines = html("ul", { class: "sb-stretches" });
  const fixed = svg("g");
  const mark = weightMark();
  drawing.append(fixed, mark.element);
  const label = html("label", { class: "sb-field" }, "Weight that is moved", picker);
  const element = card("What it takes to change the leader", `${looks.prefix}-switching`, label, drawing, lines);
  let drawn = "";

  function paintLines(switching) {
    const sentences = stretches(view, switching, view.vary);
    drawing.setAttribute("aria-label", `Overall values over the weight of ${nodeName(view, view.vary)}. ${sentences.join(" ")}`);
    const shown = switching.movable && switching.first !== null;
    fixed.replaceChildren(
      axes(),
      ...(shown ? [...drawLines(view, switching, looks), ...drawSwitches(switching)] : []),
    );
    lines.replaceChildren(...sentences.map((sentence) => html("li", {}, sentence)));
  }

  // The lines stay as they are while the weight moves along them.
  function paint() {
    const switching = switchingOf(view, view.vary);
    const { least, most, zero, one, sites } = switching;
    const key = JSON.stringify([view.vary, least, most, zero, one, sites]);
    if (key !== drawn) paintLines(switching);
    drawn = key;
    if (Number(picker.value) !== view.vary) picker.value = view.vary;
    mark.paint(branchWeight(view, view.vary));
  }
  return { element, paint };
}
