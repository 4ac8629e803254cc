// How sites and criteria are told apart: five colours for sites or those of the brand, then hatches and dashes; blues for
// criteria. What else a brand brings: fonts.

import { html, svg } from "./elements.js";

const HOUSE = [0, 1, 2, 3, 4].map((place) => `var(--site-${place})`);
const SHADES = 6;
const HATCHES = [[], ["M0 8L8 0"], ["M2 3h2M6 7h2"], ["M0 8L8 0M0 0L8 8"], ["M0 4h8"], ["M0 4h8M4 0v8"]];
const DASHES = ["", "8 5", "2 4", "8 4 2 4", "10 3 2 3 2 3", "2 8"];

let boards = 0;

// Colours one after the other, each with its hatch or dash once they begin again.
function coloursOf(brand) {
  const own = brand?.colours.map(({ light, dark }) => `light-dark(${light}, ${dark})`) ?? [];
  const colours = own.length ? own : HOUSE;
  const place = (site) => site % colours.length;
  return { of: (site) => colours[place(site)], place, turn: (site) => Math.floor(site / colours.length) };
}

// The fonts of a brand before the house's; one that it carries is loaded under a name of its own.
export function dress(root, brand) {
  if (brand?.fonts) root.style.setProperty("--fonts", brand.fonts);
  if (brand?.face) document.fonts.add(new FontFace(brand.face.name, `url(${brand.face.source})`));
}

export function makeLooks(criteria, brand) {
  const colours = coloursOf(brand);
  const prefix = `sb${boards++}`;
  const patterns = svg("defs");
  const sheet = svg("svg", { class: "sb-patterns", "aria-hidden": "true", width: 0, height: 0 }, patterns);

  function hatched(name, colour, turn) {
    const hatch = turn % HATCHES.length;
    if (!hatch) return colour;
    const id = `${prefix}-${name}-${hatch}`;
    if (!patterns.querySelector(`#${id}`)) {
      patterns.append(
        svg(
          "pattern",
          { id, width: 8, height: 8, patternUnits: "userSpaceOnUse" },
          svg("rect", { width: 8, height: 8, fill: colour }),
          svg("path", { d: HATCHES[hatch][0], stroke: "var(--paper)", "stroke-width": 1.5, fill: "none" }),
        ),
      );
    }
    return `url(#${id})`;
  }

  const steps = Math.min(criteria, SHADES);
  const shade = (criterion) => Math.round(((criterion % SHADES) * (SHADES - 1)) / Math.max(steps - 1, 1));
  const criterionShade = (criterion) => `var(--shade-${shade(criterion)})`;
  const siteFill = (site) =>
    hatched(`site${colours.place(site)}`, colours.of(site), colours.turn(site));
  const criterionFill = (criterion) =>
    hatched(`shade${shade(criterion)}`, criterionShade(criterion), Math.floor(criterion / SHADES));
  // Criteria with the same hatch follow one another: along a bar one stroke hatches all of them.
  const runs = Array.from({ length: Math.ceil(criteria / SHADES) }, (_, turn) => ({
    first: turn * SHADES,
    last: Math.min((turn + 1) * SHADES, criteria) - 1,
    stroke: hatched("hatch", "none", turn),
  }));
  const mark = (fill) =>
    svg("svg", { class: "sb-mark", "aria-hidden": "true" }, svg("rect", { width: "100%", height: "100%", rx: 3, fill }));

  return {
    prefix,
    sheet,
    siteFill,
    criterionFill,
    criterionShade,
    hatchedRuns: runs.slice(1),
    siteInk: colours.of,
    siteDash: (site) => DASHES[colours.turn(site) % DASHES.length],
    siteMark: (site) => mark(siteFill(site)),
    criterionMark: (criterion) => mark(criterionFill(criterion)),
  };
}

// A name that may be long or run from right to left, in a box of its own.
export const named = (text, attributes = {}) => html("bdi", { title: text, ...attributes }, text);
