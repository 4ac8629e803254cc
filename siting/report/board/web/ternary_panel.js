// Who wins for every division of weight among three branches, and where the present weights stand.

import { card, html, svg } from "./elements.js";
import { text } from "./labels.js";
import { leaves } from "./numbers.js";
import { nodeName } from "./sentences.js";
import { ternaryOf } from "./view.js";
import { formatPercent, isolated, listed } from "./wording.js";

const WIDE = 460;
const HIGH = 356;
const LABELLED = 0.03;
const CORNERS = [[230, 32], [430, 322], [30, 322]];

const placed = (shares) => [0, 1].map((axis) => shares.reduce((total, share, k) => total + share * CORNERS[k][axis], 0));
const outline = (polygon) => `${polygon.map((point, place) => `${place ? "L" : "M"}${placed(point).join(" ")}`).join("")}Z`;

function centre(polygon) {
  const mean = [0, 1, 2].map((axis) => polygon.reduce((total, point) => total + point[axis], 0) / polygon.length);
  return placed(mean);
}

function describe(view, map, nodes) {
  const names = listed(nodes.map((node) => nodeName(view, node)));
  if (map === null) return `${names} have no weight to divide.`;
  const won = [...map.regions].sort((a, b) => b.share - a.share);
  const shares = won.map(({ site, share }) => `${isolated(view.data.sites[site].title)} ${formatPercent(share)}`);
  return `Share of all divisions among ${names} that each site wins: ${listed(shares)}.`;
}

const drawRegion = ({ site, polygon }, looks) =>
  svg("path", { d: outline(polygon), fill: looks.siteFill(site), class: "sb-region" });

// A label keeps clear of the mark of the present weights.
function drawLabel({ site, polygon }, base, view) {
  const [[x, middle], [baseX, baseY]] = [centre(polygon), placed(base)];
  const y = Math.abs(x - baseX) < 50 && Math.abs(middle - baseY) < 22 ? baseY - 16 : middle;
  return text(view.data.sites[site].title, x, y, { class: "sb-on-region", "text-anchor": "middle", longest: 16 });
}

function drawCorners(view, nodes) {
  const sides = [["middle", -12], ["end", 22], ["start", 22]];
  return nodes.map((node, corner) => {
    const [anchor, shift] = sides[corner];
    const [x, y] = CORNERS[corner];
    const edge = corner === 1 ? WIDE - 4 : corner === 2 ? 4 : x;
    return text(view.data.nodes[node].title, edge, y + shift, { "text-anchor": anchor, longest: 28, class: "sb-corner" });
  });
}

function overlapping(view, nodes) {
  const seen = nodes.flatMap((node) => leaves(view.tree, node));
  return new Set(seen).size < seen.length;
}

export function ternaryPanel(view, looks, act) {
  const pickers = [0, 1, 2].map((corner) => {
    const choices = view.data.nodes.map((node, place) => html("option", { value: place }, node.title));
    const picker = html("select", { "aria-label": `Corner ${corner + 1}` }, choices);
    picker.addEventListener("change", () => {
      const nodes = view.three.with(corner, Number(picker.value));
      if (overlapping(view, nodes)) note.textContent = "These branches overlap: choose three that share no criterion.";
      else act.divide(nodes);
      picker.value = view.three[corner];
    });
    return picker;
  });
  const note = html("p", { class: "sb-hint", role: "status" });
  const drawing = svg("svg", { class: "sb-drawing", viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img" });
  const fields = html("div", { class: "sb-corners" }, pickers);
  const element = card("Who wins at which division", `${looks.prefix}-ternary`, fields, drawing, note);

  const fixed = svg("g");
  const moving = svg("g");
  drawing.append(fixed, moving);
  let drawn = "";

  function paintMap(map) {
    const words = describe(view, map, view.three);
    drawing.setAttribute("aria-label", words);
    note.textContent = words;
    pickers.forEach((picker, corner) => (picker.value = view.three[corner]));
    const frame = svg("path", { class: "sb-triangle", d: outline([[1, 0, 0], [0, 1, 0], [0, 0, 1]]) });
    const areas = map?.regions ?? [];
    fixed.replaceChildren(...areas.map((region) => drawRegion(region, looks)), frame, ...drawCorners(view, view.three));
  }

  function paint() {
    const map = ternaryOf(view, view.three);
    const key = JSON.stringify([view.three, map?.regions]);
    if (key !== drawn) paintMap(map);
    drawn = key;
    const labels = (map?.regions ?? []).filter(({ share }) => share > LABELLED).map((region) => drawLabel(region, map.base, view));
    moving.replaceChildren(...labels, ...drawBase(map));
  }
  return { element, paint };
}

function drawBase(map) {
  if (map === null) return [];
  const [x, y] = placed(map.base);
  return [svg("circle", { class: "sb-base", cx: x, cy: y, r: 7 }), svg("circle", { class: "sb-base-dot", cx: x, cy: y, r: 2.5 })];
}
