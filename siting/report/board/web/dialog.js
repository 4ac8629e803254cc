// A window above the board: evidence of a cell, or text to copy. Escape closes it and gives the focus back.

import { html } from "./elements.js";

export function makeDialog(prefix) {
  const title = html("h2", { id: `${prefix}-dialog` });
  const body = html("div", { class: "sb-dialog-body" });
  const close = html("button", { type: "button", class: "sb-close", "aria-label": "Close" }, "\u2715");
  const element = html("dialog", { class: "sb-dialog", "aria-labelledby": `${prefix}-dialog` }, html("header", {}, title, close), body);
  close.addEventListener("click", () => element.close());
  element.addEventListener("click", (event) => {
    if (event.target === element) element.close();
  });
  function show(heading, ...content) {
    title.replaceChildren(...[heading].flat());
    body.replaceChildren(...content.flat(Infinity).filter((part) => part !== null));
    element.showModal();
    body.scrollTop = 0;
  }
  return { element, show };
}
