// Compare the board's numbers with Python's: `node numbers.mjs MODULE CASES`. Fails at the first difference.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [moduleFile, casesFile] = process.argv.slice(2);
const board = await import(pathToFileURL(moduleFile));
const cases = JSON.parse(readFileSync(casesFile, "utf8"));
const EXACT = 1e-12;

function near(found, wanted, where) {
  if (wanted === null || typeof wanted !== "number") return assert.equal(found, wanted, where);
  assert.ok(Math.abs(found - wanted) <= EXACT, `${where}: ${found} is not ${wanted}`);
}

function all(found, wanted, where) {
  assert.equal(found.length, wanted.length, `${where}: length`);
  wanted.forEach((each, place) => (Array.isArray(each) ? all : near)(found[place], each, `${where}[${place}]`));
}

const turn = ([a, b], [c, d], [e, f]) => (c - a) * (f - b) - (d - b) * (e - a);

// Whether a point lies in a convex polygon; a vertex that rounding has put on an edge changes nothing.
function holds(polygon, point) {
  const turns = polygon.map((corner, place) => turn(corner, polygon[(place + 1) % polygon.length], point));
  const way = Math.sign(turns.reduce((total, each) => total + each, 0));
  return turns.every((each) => way * each >= -EXACT);
}

function sameRegions(found, wanted, where) {
  all(found.map(({ site }) => site), wanted.map(({ site }) => site), `${where}: winners`);
  found.forEach(({ polygon, share }, place) => {
    near(share, wanted[place].share, `${where}: share`);
    for (const vertex of wanted[place].polygon) assert.ok(holds(polygon, vertex), `${where}: ${vertex} is outside`);
    for (const vertex of polygon) assert.ok(holds(wanted[place].polygon, vertex), `${where}: ${vertex} is too much`);
  });
}

function sameSwitches(view, wanted, name) {
  const found = board.switchingOf(view, wanted.node);
  const where = `${name}, switch points of node ${wanted.node}`;
  all(found.steps.map(({ weight, from, to }) => [weight, from, to]), wanted.steps, where);
  wanted.sweep.forEach(([weight, values]) => {
    const rows = view.data.futures[view.future].values;
    all(board.overall(rows, found.movable ? found.at(weight) : view.weights), values, `${where}, swept to ${weight}`);
  });
}

for (const { name, data, expected } of cases) {
  for (const wanted of expected) {
    const view = board.makeView(data);
    board.chooseFuture(view, wanted.future);
    board.chooseSet(view, wanted.set);
    const standing = board.standingOf(view);
    all(view.weights, wanted.weights, `${name}: weights`);
    all(standing.values, wanted.overall, `${name}: overall`);
    all(standing.rank, wanted.ranks, `${name}: ranks`);
    wanted.bounds.forEach((pair, site) => {
      if (pair === null) return;
      const { low, high } = board.bounds(data.futures[wanted.future].values[site], view.weights);
      all([low, high], pair, `${name}: bounds`);
    });
    for (const switching of wanted.switching) sameSwitches(view, switching, name);
    for (const { nodes, regions, base } of wanted.ternary) {
      const map = board.ternaryOf(view, nodes);
      all(map.base, base, `${name}: ternary base`);
      sameRegions(map.regions, regions, `${name}: ternary ${nodes}`);
    }
    if (wanted.frontier) {
      const found = board.frontier(wanted.frontier.points);
      all(found.points.map(({ beaten }) => beaten === null), wanted.frontier.efficient, `${name}: efficient`);
      all(found.chain.map(({ cost }) => cost), wanted.frontier.chain, `${name}: frontier`);
    }
  }
}
console.log(`${cases.length} studies agree`);
