// Direct labels in drawings, moved apart so that none covers another.

import { svg } from "./elements.js";
import { shorten } from "./wording.js";

// Places no closer than `gap`, in the order of the wanted ones and inside low..high where there is room.
export function spreadOut(wanted, gap, low, high) {
  const order = wanted.map((_, place) => place).sort((a, b) => wanted[a] - wanted[b]);
  const found = [...wanted];
  let floor = low;
  for (const place of order) {
    found[place] = Math.max(found[place], floor);
    floor = found[place] + gap;
  }
  let ceiling = high;
  for (const place of [...order].reverse()) {
    found[place] = Math.min(found[place], ceiling);
    ceiling = found[place] - gap;
  }
  return found;
}

export function text(words, x, y, attributes = {}) {
  const short = shorten(words, attributes.longest ?? 22);
  const { longest: _, ...rest } = attributes;
  const label = svg("text", { x, y, ...rest }, short);
  if (short !== words) label.append(svg("title", {}, words));
  return label;
}
