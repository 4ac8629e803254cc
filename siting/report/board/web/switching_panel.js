// What happens as the moved weight goes from nothing to all: lines of overall value, and who leads where.

import { frameOf, makeDrawing, valueAxis } from "./drawing.js";
import { card, html, put, say, svg } from "./elements.js";
import { spreadOut, text } from "./labels.js";
import { nodeName, stretches } from "./sentences.js";
import { branchWeight, switchingOf } from "./view.js";
import { formatPercent } from "./wording.js";

const HIGH = 300;
const MARGINS = { left: 34, right: 130, top: 26, bottom: 28 };
const MOST_LINES = 8;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

function axes(frame) {
  const ticks = TICKS.map((tick) => text(formatPercent(tick), frame.across(tick), frame.bottom + 18, { "text-anchor": "middle" }));
  return svg("g", { class: "sb-axes" }, valueAxis(frame), ticks);
}

// The leaders along the way, then those that do best on the whole way.
function shownSites(switching) {
  const leaders = [switching.first, ...switching.steps.map((step) => step.to)];
  const height = new Map(switching.sites.map((site, place) => [site, switching.zero[place] + switching.one[place]]));
  const others = [...switching.sites].sort((a, b) => height.get(b) - height.get(a));
  return [...new Set([...leaders, ...others])].slice(0, Math.max(MOST_LINES, new Set(leaders).size));
}

function drawLines(view, switching, looks, frame) {
  const { across, upward, right, longest } = frame;
  const places = shownSites(switching).map((site) => switching.sites.indexOf(site));
  const heights = spreadOut(places.map((place) => upward(switching.one[place])), 15, frame.top, frame.bottom);
  const ends = [switching.least, switching.most].map(across);
  return places.map((place, row) => {
    const site = switching.sites[place];
    const [y0, y1] = [switching.zero[place], switching.one[place]].map(upward);
    const line = { d: `M${ends[0]} ${y0}L${ends[1]} ${y1}`, stroke: looks.siteInk(site), "stroke-dasharray": looks.siteDash(site) };
    return svg(
      "g",
      { class: "sb-line" },
      svg("path", line),
      svg("path", { class: "sb-leader", d: `M${ends[1]} ${y1}L${right + 8} ${heights[row]}` }),
      text(view.data.sites[site].title, right + 11, heights[row] + 4, { longest }),
    );
  });
}

function drawSwitches(switching, { across, upward, bottom }) {
  const span = switching.most - switching.least;
  return switching.steps.map((step) => {
    const place = switching.sites.indexOf(step.to);
    const share = (step.weight - switching.least) / span;
    const value = switching.zero[place] * (1 - share) + switching.one[place] * share;
    return svg(
      "g",
      { class: "sb-switch" },
      svg("path", { d: `M${across(step.weight)} ${bottom}V${upward(value)}` }),
      svg("circle", { cx: across(step.weight), cy: upward(value), r: 4.5 }),
    );
  });
}

function weightMark() {
  const line = svg("path");
  const label = svg("text");
  function paint(weight, { across, top, bottom }) {
    put(line, "d", `M${across(weight)} ${bottom}V${top - 6}`);
    put(label, "x", across(weight));
    put(label, "y", top - 11);
    put(label, "text-anchor", weight > 0.85 ? "end" : weight < 0.15 ? "start" : "middle");
    say(label, `now ${formatPercent(weight)}`);
  }
  return { element: svg("g", { class: "sb-now" }, line, label), paint };
}

export function switchingPanel(view, looks, act) {
  const choices = view.data.nodes.map((node, place) => html("option", { value: place }, node.title));
  const picker = html("select", { id: `${looks.prefix}-vary` }, choices);
  picker.addEventListener("change", () => act.vary(Number(picker.value)));
  const drawing = makeDrawing(HIGH, paint);
  const lines = html("ul", { class: "sb-stretches" });
  const fixed = svg("g");
  const mark = weightMark();
  drawing.element.append(fixed, mark.element);
  const label = html("label", { class: "sb-field" }, "Weight that is moved", picker);
  const element = card("What it takes to change the leader", `${looks.prefix}-switching`, label, drawing.element, lines);
  let drawn = "";

  function paintLines(switching, frame) {
    const sentences = stretches(view, switching, view.vary);
    put(drawing.element, "aria-label", `Overall values over the weight of ${nodeName(view, view.vary)}. ${sentences.join(" ")}`);
    const shown = switching.movable && switching.first !== null;
    fixed.replaceChildren(
      axes(frame),
      ...(shown ? [...drawLines(view, switching, looks, frame), ...drawSwitches(switching, frame)] : []),
    );
    lines.replaceChildren(...sentences.map((sentence) => html("li", {}, sentence)));
  }

  // The lines stay as they are while the weight moves along them.
  function paint() {
    const switching = switchingOf(view, view.vary);
    const { least, most, zero, one, sites } = switching;
    const frame = frameOf(drawing, MARGINS);
    const key = JSON.stringify([view.vary, least, most, zero, one, sites, drawing.wide]);
    if (key !== drawn) paintLines(switching, frame);
    drawn = key;
    if (Number(picker.value) !== view.vary) picker.value = view.vary;
    mark.paint(branchWeight(view, view.vary), frame);
  }
  return { element, paint };
}
