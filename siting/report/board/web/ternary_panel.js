// Who wins for every division of weight among three branches, and where the present weights stand.

import { makeDrawing } from "./drawing.js";
import { card, childrenOf, html, put, say, svg } from "./elements.js";
import { text, uncovered } from "./labels.js";
import { leaves } from "./numbers.js";
import { nodeName, siteName } from "./sentences.js";
import { ternaryOf } from "./view.js";
import { formatPercent, listed, shorten } from "./wording.js";

const HIGH = 350;
const LABELLED = 0.03;
const LONGEST = 16;
const MOST_NAMED = 8;
const WIDEST = 400;
const LETTER = 7.5;
const ROOMY = 90;
const MARGINS = { top: 26, bottom: 30 };
const UPRIGHT = Math.sqrt(3) / 2;

// An equilateral triangle in the middle of a drawing, its corners at the top, left and right as in the printed chart; `at`
// places a division of the weight in it.
function triangleOf({ wide, high }) {
  const room = high - MARGINS.top - MARGINS.bottom;
  const side = Math.min(wide - 8, WIDEST, room / UPRIGHT);
  const [left, bottom] = [(wide - side) / 2, MARGINS.top + side * UPRIGHT];
  const corners = [[wide / 2, MARGINS.top], [left, bottom], [left + side, bottom]];
  const at = (shares) => [0, 1].map((axis) => shares.reduce((total, share, k) => total + share * corners[k][axis], 0));
  return { wide, corners, at };
}

// To a tenth of a pixel: a map that has not moved further is left as it is drawn.
function outline(polygon, { at }) {
  const places = polygon.map((point) => at(point).map((axis) => axis.toFixed(1)).join(" "));
  return `M${places.join("L")}Z`;
}

const middle = (polygon) => [0, 1, 2].map((axis) => polygon.reduce((total, point) => total + point[axis], 0) / polygon.length);

function describe(view, map, nodes) {
  const names = listed(nodes.map((node) => nodeName(view, node)));
  if (map === null) return `${names} have no weight to divide.`;
  const won = [...map.regions].sort((a, b) => b.share - a.share);
  const shares = won.map(({ site, share }) => `${siteName(view, site)} ${formatPercent(share)}`);
  return `Share of all divisions among ${names} that each site wins: ${listed(shares, MOST_NAMED)}.`;
}

// The names of the winners in the middle of their regions, the largest first, as far as none covers another.
function labelled(regions, view, { at }) {
  const large = regions.filter(({ share }) => share > LABELLED).sort((a, b) => b.share - a.share);
  const places = large.map(({ site, polygon }) => {
    const [x, y] = at(middle(polygon));
    return { site, x, y, words: shorten(view.data.sites[site].title, LONGEST) };
  });
  return uncovered(places).map((place) => drawLabel(place, view));
}

// `clearOf` keeps a name off the mark of the present weights.
function drawLabel({ site, x, y }, view) {
  const label = text(view.data.sites[site].title, x, y, { class: "sb-on-region", "text-anchor": "middle", longest: LONGEST });
  const near = ([markX, markY]) => Math.abs(x - markX) < 50 && Math.abs(y - markY) < 22;
  return { label, clearOf: (mark) => put(label, "y", near(mark) ? mark[1] - 16 : y) };
}

function makeMark() {
  const circles = [svg("circle", { class: "sb-base", r: 7 }), svg("circle", { class: "sb-base-dot", r: 2.5 })];
  const element = svg("g", {}, circles);
  function paint([x, y]) {
    for (const circle of circles) {
      put(circle, "cx", x);
      put(circle, "cy", y);
    }
  }
  return { element, paint };
}

// Each name stands at its corner; those of the lower corners go to the edges where the drawing is narrow.
function drawCorners(view, nodes, { wide, corners }) {
  const [[top, above], [left, below], [right]] = corners;
  const roomy = left > ROOMY;
  const longest = Math.floor((roomy ? Math.min(right - left, 2 * left) : wide / 2) / LETTER);
  const places = [
    [top, above - 10, "middle", Math.floor(wide / LETTER)],
    [roomy ? left : 4, below + 22, roomy ? "middle" : "start", longest],
    [roomy ? right : wide - 4, below + 22, roomy ? "middle" : "end", longest],
  ];
  return nodes.map((node, corner) => {
    const [x, y, anchor, most] = places[corner];
    return text(view.data.nodes[node].title, x, y, { "text-anchor": anchor, longest: most, class: "sb-corner" });
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
      if (overlapping(view, nodes)) say(note, "These branches overlap: choose three that share no criterion.");
      else act.divide(nodes);
      picker.value = view.three[corner];
    });
    return picker;
  });
  const note = html("p", { class: "sb-hint", role: "status" });
  const drawing = makeDrawing(HIGH, paint);
  const fields = html("div", { class: "sb-corners" }, pickers);
  const element = card("Who wins at which division", `${looks.prefix}-ternary`, fields, drawing.element, note);

  const [areas, frame, names] = [svg("g"), svg("g"), svg("g")];
  const mark = makeMark();
  drawing.element.append(areas, frame, names, mark.element);
  let [framed, mapped, labels] = ["", "", []];

  function paintFrame(triangle) {
    const key = [...view.three, drawing.wide].join(" ");
    if (key === framed) return;
    framed = key;
    pickers.forEach((picker, corner) => (picker.value = view.three[corner]));
    const edges = svg("path", { class: "sb-triangle", d: outline([[1, 0, 0], [0, 1, 0], [0, 0, 1]], triangle) });
    frame.replaceChildren(edges, ...drawCorners(view, view.three, triangle));
  }

  function paintMap(map, triangle) {
    const words = describe(view, map, view.three);
    put(drawing.element, "aria-label", words);
    say(note, words);
    const regions = map?.regions ?? [];
    const outlines = regions.map(({ polygon }) => outline(polygon, triangle));
    const key = JSON.stringify([regions.map(({ site }) => site), outlines]);
    if (key === mapped) return;
    mapped = key;
    childrenOf(areas, regions.length, () => svg("path", { class: "sb-region" })).forEach((area, place) => {
      put(area, "d", outlines[place]);
      put(area, "fill", looks.siteFill(regions[place].site));
    });
    labels = labelled(regions, view, triangle);
    names.replaceChildren(...labels.map(({ label }) => label));
  }

  function paint() {
    const map = ternaryOf(view, view.three);
    const triangle = triangleOf(drawing);
    paintFrame(triangle);
    paintMap(map, triangle);
    mark.element.toggleAttribute("hidden", map === null);
    if (map === null) return;
    const place = triangle.at(map.base);
    mark.paint(place);
    for (const { clearOf } of labels) clearOf(place);
  }
  return { element, paint };
}
