// The weights of a view as a TOML table to paste into a study.

import { isOwn } from "./view.js";

const DIGITS = 12;

const quoted = (text) => JSON.stringify(text).replace(/\x7f/g, "\\u007F");

export function weightsAsToml(view) {
  const set = view.data.weight_sets[view.set];
  const own = isOwn(view) && set.id !== "";
  const title = own ? set.title : `${set.title}, moved on the board`;
  const points = view.weights.map((weight, criterion) => `${quoted(view.data.nodes[criterion].id)} = ${Number(weight.toPrecision(DIGITS))}`);
  return [
    own ? `[weights.${quoted(set.id)}]` : '[weights."from the board"]',
    `title = ${quoted(title)}`,
    'method = "direct"',
    `points = { ${points.join(", ")} }`,
    "",
  ].join("\n");
}
