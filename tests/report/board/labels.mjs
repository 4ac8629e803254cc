// Labels beside points: `node labels.mjs MODULE`. None covers a point or another label, all are inside the frame.
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";

const board = await import(pathToFileURL(process.argv[2]));
const frame = { left: 40, right: 500, top: 10, bottom: 300 };
let state = 1;
const random = () => (state = (state * 16807) % 2147483647) / 2147483647;
const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;

let [placed, dropped] = [0, 0];
for (let round = 0; round < 200; round += 1) {
  const points = Array.from({ length: 2 + (round % 14) }, (_, place) => ({
    x: 40 + 460 * random(), y: 10 + 290 * random(), radius: place % 2 ? 5 : 7, words: "x".repeat(1 + Math.floor(18 * random())),
  }));
  const labels = board.placeLabels(points, frame);
  const boxes = labels.flatMap((label) => (label ? [label.box] : []));
  boxes.forEach((box, place) => {
    assert.ok(box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom);
    for (const other of boxes.slice(place + 1)) assert.ok(apart(box, other));
    for (const { x, y, radius: r } of points) {
      assert.ok(apart(box, { left: x - r, right: x + r, top: y - r, bottom: y + r }));
    }
  });
  placed += boxes.length;
  dropped += labels.length - boxes.length;
}
assert.ok(placed > 20 * dropped, `${placed} placed, ${dropped} dropped`);

// Alone, a name stands to the right of its point; at the right edge to its left.
const alone = (x) => board.placeLabels([{ x, y: 100, radius: 5, words: "Melfi" }], frame)[0];
assert.deepEqual([alone(100).anchor, alone(100).x], ["start", 109]);
assert.deepEqual([alone(495).anchor, alone(495).x], ["end", 486]);

// Names in the middle of regions: what would cover an earlier one is left out.
const names = [[100, 100], [110, 105], [100, 130], [180, 100]].map(([x, y]) => ({ x, y, words: "Cassino" }));
assert.deepEqual(board.uncovered(names), [names[0], names[2], names[3]]);
