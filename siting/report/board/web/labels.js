// Direct labels in drawings, placed so that none covers another.

import { svg } from "./elements.js";
import { shorten } from "./wording.js";

const LETTER = 6.8;
const LINE = 14;

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

const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

// Beside a point first, then above and below it.
function candidates({ x, y, radius }, wide) {
  const gap = radius + 4;
  const starts = { start: 0, middle: -wide / 2, end: -wide };
  const at = (anchor, across, top) => {
    const left = x + across + starts[anchor];
    return { anchor, x: x + across, y: y + top + 11, box: { left, right: left + wide, top: y + top, bottom: y + top + LINE } };
  };
  const over = [-gap - LINE, gap].flatMap((top) => [at("middle", 0, top), at("end", radius, top), at("start", -radius, top)]);
  return [at("start", gap, -LINE / 2), at("end", -gap, -LINE / 2), ...over];
}

// Beside each point { x, y, radius, words } a place for its words that covers no point and no other label; null where
// there is none. Earlier points choose first.
export function placeLabels(points, frame) {
  const dots = points.map(({ x, y, radius: r }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r }));
  const taken = [];
  return points.map((point) => {
    const free = ({ box }) =>
      box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom
      && ![...dots, ...taken].some((other) => meet(box, other));
    const found = candidates(point, LETTER * [...point.words].length).find(free) ?? null;
    if (found) taken.push(found.box);
    return found;
  });
}

// Of words that stand in the middle of { x, y }, those that cover no earlier ones.
export function uncovered(words) {
  const taken = [];
  return words.filter(({ x, y, words: said }) => {
    const half = (LETTER * [...said].length) / 2;
    const box = { left: x - half, right: x + half, top: y - LINE, bottom: y };
    if (taken.some((other) => meet(box, other))) return false;
    taken.push(box);
    return true;
  });
}

export function text(words, x, y, attributes = {}) {
  const { longest = 22, ...rest } = attributes;
  const short = shorten(words, longest);
  const label = svg("text", { x, y, ...rest }, short);
  if (short !== words) label.append(svg("title", {}, words));
  return label;
}
