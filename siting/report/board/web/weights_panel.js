// The sliders: one for each criterion and objective, a lock beside it, and on its track who leads at which weight.

import { card, childrenOf, html, put, say, svg } from "./elements.js";
import { named } from "./looks.js";
import { leaves } from "./numbers.js";
import { sliderText } from "./sentences.js";
import { branchWeight, switchingOf, trackOf } from "./view.js";
import { formatPercent } from "./wording.js";

const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

function padlock() {
  return svg(
    "svg",
    { viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true" },
    svg("rect", { x: 3, y: 7, width: 10, height: 7, rx: 1.5, fill: "currentColor" }),
    svg("path", { class: "sb-shackle", d: "M5 7V5a3 3 0 0 1 6 0v2", fill: "none", stroke: "currentColor", "stroke-width": 1.8 }),
  );
}

function weightRow(view, node, looks, act) {
  const { title, note } = view.data.nodes[node];
  const id = `${looks.prefix}-weight-${node}`;
  const criteria = leaves(view.tree, node);
  const slider = html("input", { id, type: "range", min: 0, max: 100, step: "any", "data-node": node });
  const output = html("output", { for: id, class: "sb-number" });
  const lock = html("button", { type: "button", class: "sb-lock", title: `Lock ${title}` }, padlock());
  put(lock, "aria-label", `Lock ${title}`);
  const band = svg("svg", { class: "sb-band", "aria-hidden": "true" });
  const mark = node < view.tree.count ? looks.criterionMark(node) : null;
  slider.addEventListener("input", () => act.move(node, slider.valueAsNumber / 100));
  slider.addEventListener("focus", () => act.vary(node));
  slider.addEventListener("keydown", (event) => {
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    act.move(node, (slider.valueAsNumber + STEPS[event.key] * (event.shiftKey ? 0.1 : 1)) / 100);
  });
  lock.addEventListener("click", () => act.lock(criteria));
  const label = html("label", { for: id, title: note || title }, mark, named(title));
  const element = html("div", { class: "sb-weight" }, label, output, lock, html("div", { class: "sb-track" }, band, slider));

  function paintBand() {
    const switching = switchingOf(view, node);
    const span = switching.movable && switching.first !== null;
    const edges = span ? [switching.least, ...switching.steps.map((step) => step.weight), switching.most] : [];
    const winners = [switching.first, ...switching.steps.map((step) => step.to)];
    const parts = childrenOf(band, Math.max(edges.length - 1, 0), () => svg("rect", { height: "100%" }));
    parts.forEach((part, place) => {
      put(part, "x", `${100 * edges[place]}%`);
      put(part, "width", `${100 * (edges[place + 1] - edges[place])}%`);
      put(part, "fill", looks.siteFill(winners[place]));
    });
  }

  function paint(standing) {
    const weight = branchWeight(view, node);
    const locked = criteria.every((criterion) => view.locked.has(criterion));
    if (Math.abs(slider.valueAsNumber - 100 * weight) > 1e-9) slider.value = 100 * weight;
    if (view.vary === node) settle(standing);
    say(output, formatPercent(weight));
    put(lock, "aria-pressed", locked);
    element.classList.toggle("sb-varied", view.vary === node);
  }

  // What belongs to the weights that are not being moved waits until they rest.
  function settle(standing) {
    paintBand();
    const movable = trackOf(view, node).movable;
    if (slider.disabled === movable) slider.disabled = !movable;
    put(slider, "aria-valuetext", sliderText(view, standing, node));
  }
  return { element, paint, settle };
}

export function weightsPanel(view, looks, act) {
  const rows = [];
  const branch = (node) => {
    const row = weightRow(view, node, looks, act);
    rows.push(row);
    if (node < view.tree.count) return row.element;
    const inner = view.tree.children[node - view.tree.count].map(branch);
    return html("div", { class: "sb-branch", role: "group", "aria-label": view.data.nodes[node].title }, row.element, inner);
  };
  const hint = html(
    "p",
    { class: "sb-hint" },
    "Move one weight; the others make room in proportion, unless locked. The colour of a track shows who leads at that weight.",
  );
  const element = card("Weights", `${looks.prefix}-weights`, hint, view.tree.root.map(branch));
  element.classList.add("sb-weights");
  const every = (step) => (standing) => rows.forEach((row) => row[step](standing));
  return { element, paint: every("paint"), settle: every("settle") };
}
