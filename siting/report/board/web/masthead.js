// The head of the board: the question, what is looked at, what can be done, and the answer in one sentence.

import { html, say } from "./elements.js";
import { named } from "./looks.js";
import { headline } from "./sentences.js";
import { weightsAsToml } from "./toml.js";
import { futureOf, isOwn } from "./view.js";

function picker(label, entries, choose) {
  const select = html("select", {}, entries.map((entry, place) => html("option", { value: place }, entry.title)));
  select.addEventListener("change", () => choose(Number(select.value)));
  return { select, field: html("label", { class: "sb-field" }, label, select) };
}

function button(label, act) {
  return html("button", { type: "button", class: "sb-button", onclick: act }, label);
}

async function copied(area) {
  area.select();
  try {
    await navigator.clipboard.writeText(area.value);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}

async function offerToml(view, dialog) {
  const area = html("textarea", { readonly: true, rows: 8, "aria-label": "Weights as TOML", spellcheck: "false" });
  area.value = weightsAsToml(view);
  const status = html("p", { role: "status" });
  dialog.show("Weights as TOML", html("p", {}, "Paste this into study.toml to keep these weights."), area, status);
  say(status, (await copied(area)) ? "Copied." : "Select the text and copy it.");
}

export function masthead(view, act, dialog) {
  const { data } = view;
  const future = picker("Future", data.futures, act.future);
  const set = picker("Weights of", data.weight_sets, act.set);
  const lead = html("p", { class: "sb-lead" });
  const moved = html("p", { class: "sb-note" });
  const live = html("p", { class: "sb-live", role: "status", "aria-live": "polite" });
  const tools = html(
    "div",
    { class: "sb-tools" },
    future.field,
    set.field,
    button("Reset", act.reset),
    button("Copy weights as TOML", () => offerToml(view, dialog)),
    button("Print", () => window.print()),
  );
  const title = html("h1", {}, named(data.title || "Siting board"));
  const question = data.question ? html("p", { class: "sb-question" }, named(data.question)) : null;
  const logo = data.brand?.logo ? html("img", { class: "sb-logo", src: data.brand.logo, alt: "" }) : null;
  const element = html("header", { class: "sb-head" }, html("div", { class: "sb-titles" }, logo, title, question), tools, lead, moved, live);

  function paint(standing) {
    future.select.value = view.future;
    set.select.value = view.set;
    say(lead, headline(view, standing));
    say(moved, [notes(), isOwn(view) ? "" : "Weights moved from those of this set."].filter(Boolean).join(" "));
  }

  function notes() {
    const day = data.record.as_of ? `As known on ${futureOf(view).as_of}.` : "";
    return [day, futureOf(view).note].filter(Boolean).join(" ");
  }
  return { element, paint, settle: (standing) => say(live, headline(view, standing)) };
}
