// Who wins where in a triangle of weights, exactly: each overall value is a linear form given by its values at the three
// corners; a site's region is the triangle clipped by one rival after another.

import { TIE, dot, sum } from "./numbers.js";

const SLIVER = 1e-12;
const CORNERS = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];

// Area of a polygon in barycentric coordinates as a share of the triangle's.
export function triangleShare(polygon) {
  const turns = polygon.map(([a, b], place) => {
    const [c, d] = polygon[(place + 1) % polygon.length];
    return a * d - c * b;
  });
  return Math.abs(sum(turns));
}

function contenders(corners) {
  const found = new Set();
  const total = corners.map(sum);
  let remaining = corners.map((_, site) => site).sort((a, b) => total[b] - total[a]);
  while (remaining.length) {
    const strongest = corners[remaining[0]];
    found.add(corners.findIndex((form) => form.every((value, corner) => Math.abs(value - strongest[corner]) <= TIE)));
    remaining = remaining.filter((site) => corners[site].some((value, corner) => value > strongest[corner] + TIE));
  }
  return [...found].sort((a, b) => a - b);
}

function clipped(polygon, heights) {
  const kept = [];
  polygon.forEach((point, place) => {
    const next = (place + 1) % polygon.length;
    const [height, other] = [heights[place], heights[next]];
    if (height >= 0) kept.push(point);
    if ((height > 0 && other < 0) || (height < 0 && other > 0)) {
      const share = height / (height - other);
      kept.push(point.map((coordinate, axis) => coordinate + (polygon[next][axis] - coordinate) * share));
    }
  });
  return kept.filter((point, place) => {
    const before = kept[(place + kept.length - 1) % kept.length];
    return point.some((coordinate, axis) => Math.abs(coordinate - before[axis]) > SLIVER);
  });
}

function cell(form, forms) {
  let polygon = CORNERS;
  let leads = forms.map((other) => form.map((value, corner) => value - other[corner]));
  while (polygon.length && leads.length) {
    const heights = leads.map((lead) => polygon.map((point) => dot(lead, point)));
    const lowest = heights.map((row) => Math.min(...row));
    const worst = lowest.indexOf(Math.min(...lowest));
    if (lowest[worst] >= 0) break;
    polygon = clipped(polygon, heights[worst]);
    leads = leads.filter((_, rival) => rival !== worst);
  }
  return polygon;
}

// corners: overall values at the three corners by site. Returns [{ site, polygon, share }], polygons in barycentric
// coordinates; they cover the triangle and overlap only in their edges.
export function winningRegions(corners) {
  const sites = contenders(corners);
  const forms = sites.map((site) => corners[site]);
  return sites
    .map((site, place) => ({ site, polygon: cell(forms[place], forms) }))
    .map((region) => ({ ...region, share: triangleShare(region.polygon) }))
    .filter((region) => region.share > SLIVER);
}
