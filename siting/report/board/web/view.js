// One way of looking at a study: a future, a weight set, the weights as they were moved, and which of them are locked.

import { ROOT, dot, globalWeights, leaves, overall, ranks, sum } from "./numbers.js";
import { winningRegions } from "./regions.js";
import { firstWinner, switchPoints } from "./switching.js";

const SAME = 1e-12;

export function makeView(data) {
  const view = { data, tree: data.tree, future: 0, set: 0, locked: new Set(), anchor: null, vary: 0, three: null, given: null };
  view.weights = ownWeights(view);
  view.vary = widest(view);
  view.three = firstThree(view.tree);
  return view;
}

export const futureOf = (view) => view.data.futures[view.future];
const pointsNow = (view) => futureOf(view).points[view.set];
const rowsNow = (view) => futureOf(view).values;
const everyCriterion = (view) => view.weights.map((_, criterion) => criterion);

export const ownWeights = (view) => globalWeights(view.tree, pointsNow(view));
export const isOwn = (view) =>
  ownWeights(view).every((weight, criterion) => Math.abs(weight - view.weights[criterion]) < SAME);
export const branchWeight = (view, node) => sum(leaves(view.tree, node).map((criterion) => view.weights[criterion]));

function widest(view) {
  const weights = view.tree.root.map((node) => branchWeight(view, node));
  return view.tree.root[weights.indexOf(Math.max(...weights))];
}

function firstThree(tree) {
  const top = tree.root.length === 1 ? (tree.children[tree.root[0] - tree.count] ?? []) : tree.root;
  const nodes = top.length >= 3 ? top : leaves(tree, ROOT);
  return nodes.length >= 3 ? nodes.slice(0, 3) : null;
}

export function chooseFuture(view, future) {
  const own = isOwn(view);
  view.future = future;
  view.anchor = null;
  if (own) view.weights = ownWeights(view);
}

export function chooseSet(view, set) {
  view.set = set;
  view.anchor = null;
  view.weights = ownWeights(view);
}

export function setWeights(view, weights) {
  view.weights = weights;
  view.anchor = null;
}

export function toggleLock(view, criteria) {
  const lock = !criteria.every((criterion) => view.locked.has(criterion));
  for (const criterion of criteria) view.locked[lock ? "add" : "delete"](criterion);
  view.anchor = null;
}

// While one weight is moved the others keep the proportions they had when the move began.
export function move(view, node, weight) {
  if (view.anchor?.node !== node) view.anchor = { node, weights: view.weights };
  const track = trackOf(view, node);
  view.vary = node;
  if (track.movable) view.weights = track.at(Math.min(track.most, Math.max(track.least, weight)));
}

function proportions(members, weights, fallback) {
  const known = [weights, fallback].find((candidate) => candidate && members.some((member) => candidate[member] > 0));
  const total = known ? sum(members.map((member) => known[member])) : members.length;
  return members.map((member) => (known ? known[member] : 1) / total);
}

// The weights a branch can have and what they make of all others: in proportion inside the branch and outside it.
export function trackOf(view, node) {
  const from = view.anchor?.node === node ? view.anchor.weights : view.weights;
  const inside = new Set(leaves(view.tree, node));
  const held = (criterion) => view.locked.has(criterion);
  const kept = (within) => everyCriterion(view).filter((c) => held(c) && inside.has(c) === within);
  const loose = (within) => everyCriterion(view).filter((c) => !held(c) && inside.has(c) === within);
  const least = sum(kept(true).map((criterion) => from[criterion]));
  const most = 1 - sum(kept(false).map((criterion) => from[criterion]));
  const [free, rest] = [loose(true), loose(false)];
  const freeShares = proportions(free, from, globalWeights(view.tree, pointsNow(view), node));
  const restShares = proportions(rest, from);
  function at(weight) {
    const weights = [...from];
    free.forEach((criterion, place) => (weights[criterion] = (weight - least) * freeShares[place]));
    rest.forEach((criterion, place) => (weights[criterion] = (most - weight) * restShares[place]));
    return weights;
  }
  return { least, most, movable: free.length > 0 && rest.length > 0 && most - least > SAME, at };
}

function completeSites(view) {
  const known = (row) => row !== null && row.every((value) => value !== null);
  return rowsNow(view).flatMap((row, site) => (known(row) ? [site] : []));
}

// Overall values at both ends of a track as lines of the sites with every cell known, and where the winner changes.
export function switchingOf(view, node) {
  const track = trackOf(view, node);
  const sites = completeSites(view);
  const ends = [track.least, track.most].map((weight) => (track.movable ? track.at(weight) : view.weights));
  const [zero, one] = ends.map((weights) => sites.map((site) => dot(rowsNow(view)[site], weights)));
  const span = track.most - track.least;
  const steps = switchPoints(zero, one).map((step) => ({
    weight: track.least + span * step.weight,
    from: sites[step.from],
    to: sites[step.to],
  }));
  const first = sites.length ? sites[firstWinner(zero, one)] : null;
  return { ...track, sites, zero, one, steps, first };
}

// Who wins for every division of weight among three branches; null where they have no weight to divide.
export function ternaryOf(view, nodes) {
  const weights = nodes.map((node) => branchWeight(view, node));
  const together = sum(weights);
  if (!together) return null;
  const points = pointsNow(view);
  const corners = nodes.map((node) => {
    const changed = [...view.weights];
    for (const other of nodes) for (const criterion of leaves(view.tree, other)) changed[criterion] = 0;
    const inside = leaves(view.tree, node);
    const shares = proportions(inside, view.weights, globalWeights(view.tree, points, node));
    inside.forEach((criterion, place) => (changed[criterion] = together * shares[place]));
    return changed;
  });
  const sites = completeSites(view);
  const forms = sites.map((site) => corners.map((corner) => dot(rowsNow(view)[site], corner)));
  const regions = winningRegions(forms).map((region) => ({ ...region, site: sites[region.site] }));
  return { regions, base: weights.map((weight) => weight / together), together };
}

// Overall values and ranks at the weights of this view, and the places from the first to the last.
export function standingOf(view) {
  const values = overall(rowsNow(view), view.weights);
  const rank = ranks(values);
  const scored = rowsNow(view).flatMap((row, site) => (row === null ? [] : [site]));
  const order = scored.sort((a, b) => (rank[a] ?? Infinity) - (rank[b] ?? Infinity) || a - b);
  return { values, rank, order };
}
