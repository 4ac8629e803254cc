// The evidence: every cell of every site, and on a click all that is known of it.

import { card, html, put } from "./elements.js";
import { named } from "./looks.js";
import { futureOf } from "./view.js";
import { formatQuantity } from "./wording.js";

const cellOf = (view, site, criterion) => view.data.cells[futureOf(view).cells[site][criterion]];
const safeLink = (url) => /^https?:\/\//i.test(url);

function sourceItem({ title, url, published }) {
  const linked = url && safeLink(url);
  const link = linked ? html("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, url) : url || "no address";
  return html("li", {}, html("bdi", {}, title), published ? ` (${published})` : "", html("br"), link);
}

function definitions(cell) {
  const unit = cell.unit ?? "";
  const range = [cell.low, cell.high].map((bound) => formatQuantity(bound ?? null, unit));
  const entries = [
    ["Value", formatQuantity(cell.value ?? null, unit)],
    ["Range", cell.low === undefined && cell.high === undefined ? "none given" : `${range[0]} to ${range[1]}`],
    ["Kind", cell.kind],
    ["Confidence", cell.confidence ?? "not stated"],
    ["Known as of", cell.as_of ?? "no day"],
    ["Flags", (cell.flags ?? []).join("; ") || "none"],
  ];
  return html("dl", {}, entries.map(([name, text]) => [html("dt", {}, name), html("dd", {}, text)]));
}

function section(title, items, list) {
  return items.length ? [html("h3", {}, title), html(list, {}, items)] : [];
}

// Paper cannot be clicked: print lists what the cells of the chosen future rest on.
function usedSources(view) {
  const used = new Set(futureOf(view).cells.flat().flatMap((cell) => view.data.cells[cell].sources ?? []));
  return [...used].sort((a, b) => a - b).map((source) => view.data.sources[source]);
}

export function evidencePanel(view, looks, dialog) {
  const head = view.weights.map((_, criterion) => {
    const { title, unit } = view.data.nodes[criterion];
    return html("th", { scope: "col" }, named(title), html("small", {}, unit));
  });
  const buttons = view.data.sites.map((site, place) =>
    view.weights.map((_, criterion) => html("button", { type: "button", class: "sb-cell", onclick: () => open(place, criterion) })),
  );
  const rows = view.data.sites.map((site, place) => {
    const name = html("th", { scope: "row" }, looks.siteMark(place), named(site.title));
    return html("tr", {}, name, buttons[place].map((button) => html("td", {}, button)));
  });
  const hint = html("p", { class: "sb-hint sb-on-screen" }, "Choose a figure to see where it comes from.");
  const table = html("table", { "aria-label": "Performance of each site" }, html("thead", {}, html("tr", {}, html("th", { scope: "col" }, "Site"), head)));
  table.append(html("tbody", {}, rows));
  const legend = html("p", { class: "sb-hint" }, "Italic: estimated or judged. \u2691: carries a warning.");
  const element = card("Evidence", `${looks.prefix}-evidence`, hint, html("div", { class: "sb-scroll" }, table), legend);
  const sources = html("ol");
  element.append(html("div", { class: "sb-sources" }, html("h3", {}, "Sources"), sources));
  element.classList.add("sb-evidence");
  let shown = null;

  function open(site, criterion) {
    const cell = cellOf(view, site, criterion);
    const title = [view.data.sites[site].title, view.data.nodes[criterion].title].map((text) => named(text));
    const origins = (cell.sources ?? []).map((source) => sourceItem(view.data.sources[source]));
    const steps = (cell.trace ?? []).map((step) => html("li", {}, view.data.steps[step]));
    dialog.show(
      [title[0], " \u00b7 ", title[1]],
      definitions(cell),
      cell.note ? html("p", {}, cell.note) : null,
      section("Sources", origins.length ? origins : [html("li", {}, "none")], "ul"),
      section("How it was found", steps, "ol"),
    );
  }

  function paint() {
    if (shown === view.future) return;
    shown = view.future;
    buttons.forEach((row, site) => row.forEach((button, criterion) => paintCell(button, site, criterion)));
    sources.replaceChildren(...usedSources(view).map(sourceItem));
  }

  function paintCell(button, site, criterion) {
    const cell = cellOf(view, site, criterion);
    const flagged = (cell.flags ?? []).length > 0;
    const text = formatQuantity(cell.value ?? null, "");
    button.textContent = flagged ? `${text}\u00a0\u2691` : text;
    put(button, "data-kind", cell.kind);
    const names = [view.data.sites[site].title, view.data.nodes[criterion].title].join(", ");
    put(button, "aria-label", `${names}: ${formatQuantity(cell.value ?? null, cell.unit ?? "")}, ${cell.kind}${flagged ? ", with a warning" : ""}`);
  }
  return { element, paint };
}
