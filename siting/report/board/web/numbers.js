// The additive model in numbers alone. Criteria, objectives and sites are known by their place, never by name.
//
// tree: { count, root, children }. Nodes 0..count-1 are the criteria, the following ones the objectives; `children`
// lists the nodes below each objective, `root` those at the top. points: a number or null by node.

export const ROOT = -1;
export const TIE = 1e-9;

export const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
export const dot = (left, right) => left.reduce((total, number, place) => total + number * right[place], 0);

const below = (tree, node) => (node === ROOT ? tree.root : tree.children[node - tree.count]);

export function leaves(tree, node) {
  if (node !== ROOT && node < tree.count) return [node];
  return below(tree, node).flatMap((child) => leaves(tree, child));
}

function pointsOf(tree, points, node) {
  if (points[node] !== null && points[node] !== undefined) return points[node];
  return node < tree.count ? 0 : sum(below(tree, node).map((child) => pointsOf(tree, points, child)));
}

// Weight of each criterion if node `from` has all of it, sum 1; siblings whose points are all zero share equally.
export function globalWeights(tree, points, from = ROOT) {
  const weights = new Array(tree.count).fill(0);
  const spread = (node, weight) => {
    if (node !== ROOT && node < tree.count) {
      weights[node] = weight;
      return;
    }
    const group = below(tree, node);
    const raw = group.map((child) => pointsOf(tree, points, child));
    const total = sum(raw);
    group.forEach((child, place) => spread(child, weight * (total ? raw[place] / total : 1 / group.length)));
  };
  spread(from, 1);
  return weights;
}

// Lowest and highest possible overall value of a site; equal where no cell that counts is missing.
export function bounds(row, weights) {
  let low = 0;
  let open = 0;
  row.forEach((value, criterion) => {
    if (value === null) open += weights[criterion];
    else low += weights[criterion] * value;
  });
  return { low, high: low + open };
}

// Overall value by site; null where the site is screened out (no row) or a cell that counts is missing.
export function overall(rows, weights) {
  const counts = (row) => row.every((value, criterion) => value !== null || weights[criterion] === 0);
  return rows.map((row) => (row !== null && counts(row) ? bounds(row, weights).low : null));
}

// Rank by site, 1 for the greatest, ties share the lowest number; null where there is no value.
export function ranks(values) {
  const known = values.filter((value) => value !== null);
  return values.map((value) => (value === null ? null : 1 + known.filter((other) => other > value + TIE).length));
}
