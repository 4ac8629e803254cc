// The board: all panels over one view. Front end of the notebook widget, and of the page through a model of the same form.
//
// model: get(key), set(key, value), on(event, callback), off(event, callback), save_changes(). Keys: data (read only),
// future, weight_set, weights (global weight by criterion id; empty for the set's own), locked (criterion ids),
// vary (id of the branch whose weight is moved).

import { makeDialog } from "./dialog.js";
import { html } from "./elements.js";
import { evidencePanel } from "./evidence_panel.js";
import { dress, makeLooks } from "./looks.js";
import { masthead } from "./masthead.js";
import { moneyPanel } from "./money_panel.js";
import { sum } from "./numbers.js";
import { rankingPanel } from "./ranking_panel.js";
import { switchingPanel } from "./switching_panel.js";
import { ternaryPanel } from "./ternary_panel.js";
import { chooseFuture, chooseSet, makeView, move, setWeights, standingOf, toggleLock } from "./view.js";
import { weightsPanel } from "./weights_panel.js";

const KEYS = ["future", "weight_set", "weights", "locked", "vary"];
const SETTLED = 200;

const placeOf = (entries, id) => Math.max(0, entries.findIndex((entry) => entry.id === id));

function readWeights(view, given) {
  const known = new Map(Object.entries(given ?? {}));
  const weights = view.weights.map((_, criterion) => Number(known.get(view.data.nodes[criterion].id) ?? 0));
  const total = sum(weights);
  if (total > 0 && Number.isFinite(total) && weights.every((weight) => weight >= 0)) {
    const exact = Math.abs(total - 1) < 1e-9;
    setWeights(view, exact ? weights : weights.map((weight) => weight / total));
  }
}

// A future or a weight set that is chosen without new weights brings its own, as on the board itself.
function readModel(view, model) {
  const { data, tree } = view;
  const criteria = data.nodes.slice(0, tree.count);
  const future = placeOf(data.futures, model.get("future"));
  const set = placeOf(data.weight_sets, model.get("weight_set"));
  const given = model.get("weights");
  const kept = given === view.given;
  if (future !== view.future) chooseFuture(view, future);
  if (set !== view.set || !kept) chooseSet(view, set);
  if (!kept) readWeights(view, given);
  view.given = given;
  const locked = new Set(model.get("locked") ?? []);
  view.locked = new Set(criteria.flatMap(({ id }, place) => (locked.has(id) ? [place] : [])));
  const vary = data.nodes.findIndex((node) => node.id === model.get("vary"));
  if (vary >= 0) view.vary = vary;
}

function writeModel(view, model) {
  const { data, tree } = view;
  const id = (criterion) => data.nodes[criterion].id;
  model.set("future", data.futures[view.future].id);
  model.set("weight_set", data.weight_sets[view.set].id);
  view.given = Object.fromEntries(view.weights.map((weight, criterion) => [id(criterion), weight]));
  model.set("weights", view.given);
  model.set("locked", [...view.locked].filter((criterion) => criterion < tree.count).sort((a, b) => a - b).map(id));
  model.set("vary", id(view.vary));
  model.save_changes();
}

function actions(view, changed) {
  const doing = (change) => (...values) => {
    change(...values);
    changed();
  };
  return {
    move: doing((node, weight) => move(view, node, weight)),
    lock: doing((criteria) => toggleLock(view, criteria)),
    future: doing((future) => chooseFuture(view, future)),
    set: doing((set) => chooseSet(view, set)),
    divide: doing((nodes) => (view.three = nodes)),
    vary: doing((node) => {
      if (view.vary !== node) view.anchor = null;
      view.vary = node;
    }),
    reset: doing(() => {
      view.locked.clear();
      view.future = 0;
      chooseSet(view, 0);
    }),
  };
}

function layOut(view, looks, act) {
  const dialog = makeDialog(looks.prefix);
  const head = masthead(view, act, dialog);
  const weights = weightsPanel(view, looks, act);
  const ranking = rankingPanel(view, looks, standingOf(makeView(view.data)));
  const switching = switchingPanel(view, looks, act);
  const evidence = evidencePanel(view, looks, dialog);
  const behind = [
    ...(view.three ? [ternaryPanel(view, looks, act)] : []),
    ...(view.data.money ? [moneyPanel(view, looks)] : []),
  ];
  const main = [ranking, switching, ...behind, evidence].map((panel) => panel.element);
  const { record } = view.data;
  const day = record.as_of ? `, as of ${record.as_of}` : "";
  const footer = html("footer", {}, `siting ${record.siting}, study ${record.study_hash}${day}`);
  const columns = html("div", { class: "sb-columns" }, weights.element, html("main", {}, main));
  const root = html("div", { class: "sb" }, looks.sheet, html("div", { class: "sb-inner" }, head.element, columns, footer), dialog.element);
  return { root, ahead: [head, weights, ranking, switching, evidence], behind };
}

function render({ model, el }) {
  const view = makeView(model.get("data"));
  const looks = makeLooks(view.tree.count, view.data.brand);
  const waiting = new Set();
  let [frame, nextFrame, timer] = [0, 0, 0];
  let quiet = false;
  readModel(view, model);
  const { root, ahead, behind } = layOut(view, looks, actions(view, () => refresh(save)));
  dress(root, view.data.brand);
  const all = [...ahead, ...behind];

  function each(panels, step) {
    const standing = standingOf(view);
    for (const panel of panels) panel[step]?.(standing);
  }

  function refresh(then) {
    frame ||= requestAnimationFrame(paint);
    clearTimeout(timer);
    timer = setTimeout(() => {
      each(all, "settle");
      then?.();
    }, SETTLED);
  }
  function paint() {
    frame = 0;
    each(ahead, "paint");
    for (const panel of behind) waiting.add(panel);
    if (waiting.size) nextFrame ||= requestAnimationFrame(paintNext);
  }
  // The maps catch up one a frame, the one that has waited longest first: no frame has to paint everything.
  function paintNext() {
    const [panel] = waiting;
    waiting.delete(panel);
    each([panel], "paint");
    nextFrame = waiting.size ? requestAnimationFrame(paintNext) : 0;
  }
  function save() {
    quiet = true;
    writeModel(view, model);
    quiet = false;
  }
  function follow() {
    if (quiet) return;
    const before = view.weights;
    const { given } = view;
    readModel(view, model);
    refresh(given === view.given && before !== view.weights ? save : null);
  }
  for (const key of KEYS) model.on(`change:${key}`, follow);
  // What is pressed on a control of the board is no shortcut of the notebook around it.
  root.addEventListener("focusin", ({ target }) => target.setAttribute("data-lm-suppress-shortcuts", "true"));
  el.append(root);
  each(all, "paint");
  each(all, "settle");
  return () => {
    for (const key of KEYS) model.off(`change:${key}`, follow);
    cancelAnimationFrame(frame);
    cancelAnimationFrame(nextFrame);
    clearTimeout(timer);
    root.remove();
  };
}

export const board = { render };
