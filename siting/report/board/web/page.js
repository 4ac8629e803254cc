// The board as a page of its own: a model that keeps the view in the fragment of the address.

import { board } from "./board.js";
import { globalWeights } from "./numbers.js";

const LISTS = ["locked"];

// Weights travel by place and in full, so that a mailed address shows the same numbers.
function written(state, data) {
  const query = new URLSearchParams();
  for (const key of ["future", "weight_set", "vary"]) if (state[key]) query.set(key, state[key]);
  for (const key of LISTS) for (const id of state[key] ?? []) query.append(key, id);
  const weights = data.nodes.slice(0, data.tree.count).map(({ id }) => state.weights?.[id] ?? 0);
  const place = (entries, id) => Math.max(0, entries.findIndex((entry) => entry.id === id));
  const points = data.futures[place(data.futures, state.future)].points[place(data.weight_sets, state.weight_set)];
  const own = globalWeights(data.tree, points);
  if (weights.some((weight, criterion) => Math.abs(weight - own[criterion]) > 1e-12)) query.set("w", weights.join(" "));
  return query.toString();
}

function read(fragment, data) {
  const query = new URLSearchParams(fragment.replace(/^#/, ""));
  const numbers = (query.get("w") ?? "").split(" ").map(Number);
  const criteria = data.nodes.slice(0, data.tree.count);
  const known = query.has("w") && numbers.length === criteria.length && numbers.every((number) => number >= 0);
  return {
    future: query.get("future") ?? "",
    weight_set: query.get("weight_set") ?? "",
    vary: query.get("vary") ?? "",
    locked: query.getAll("locked"),
    weights: known ? Object.fromEntries(criteria.map(({ id }, place) => [id, numbers[place]])) : {},
  };
}

export function openPage() {
  const data = JSON.parse(document.getElementById("board-data").textContent);
  const listeners = new Set();
  let state = read(location.hash, data);
  const model = {
    get: (key) => (key === "data" ? data : state[key]),
    set: (key, value) => (state[key] = value),
    on: (event, callback) => listeners.add(callback),
    off: (event, callback) => listeners.delete(callback),
    save_changes() {
      const fragment = written(state, data);
      history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
    },
  };
  addEventListener("hashchange", () => {
    state = read(location.hash, data);
    for (const callback of listeners) callback();
  });
  document.title = data.title || "Siting board";
  board.render({ model, el: document.body });
}
