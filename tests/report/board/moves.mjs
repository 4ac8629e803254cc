// What moving, locking and copying do to the weights: `node moves.mjs MODULE DATA`. Prints the TOML of the moved weights.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [moduleFile, dataFile] = process.argv.slice(2);
const board = await import(pathToFileURL(moduleFile));
const data = JSON.parse(readFileSync(dataFile, "utf8"));
const near = (found, wanted) =>
  found.forEach((weight, place) => assert.ok(Math.abs(weight - wanted[place]) < 1e-12, `${found} is not ${wanted}`));

// Four criteria a, b, c, d with weights 40, 30, 20 and 10 %; the objective "top" holds a and b.
const view = board.makeView(data);
near(view.weights, [0.4, 0.3, 0.2, 0.1]);

board.move(view, 0, 0.7);
near(view.weights, [0.7, 0.15, 0.1, 0.05]);
board.move(view, 0, 1);
near(view.weights, [1, 0, 0, 0]);
board.move(view, 0, 0.4); // one and the same move: the proportions it began with come back
near(view.weights, [0.4, 0.3, 0.2, 0.1]);

board.toggleLock(view, [1]);
board.move(view, 0, 0.55);
near(view.weights, [0.55, 0.3, 0.1, 0.05]);
board.move(view, 0, 0.9); // no more than what is not locked
near(view.weights, [0.7, 0.3, 0, 0]);
board.move(view, 0, 0);
near(view.weights, [0, 0.3, 0.7 * (2 / 3), 0.7 / 3]);
assert.equal(board.trackOf(view, 1).movable, false);

board.chooseSet(view, 0);
board.move(view, 4, 0.9); // the objective with b locked: only a makes up for it
near(view.weights, [0.6, 0.3, 0.2 / 3, 0.1 / 3]);
board.toggleLock(view, [1]);
board.chooseSet(view, 0);
board.move(view, 4, 0.35);
near(view.weights, [0.2, 0.15, 0.65 * (2 / 3), 0.65 / 3]);

process.stdout.write(board.weightsAsToml(view));
