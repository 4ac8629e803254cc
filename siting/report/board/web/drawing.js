// A drawing as wide as its place, so that its letters keep their size. In print it is scaled as it was drawn last.

import { put, svg } from "./elements.js";

const WIDE_AT_FIRST = 480;

export function makeDrawing(high, redraw) {
  const element = svg("svg", { class: "sb-drawing", role: "img", height: high });
  const drawing = { element, high, wide: 0 };
  function fit(wide) {
    if (!wide || wide === drawing.wide) return false;
    drawing.wide = wide;
    put(element, "viewBox", `0 0 ${wide} ${high}`);
    return true;
  }
  fit(WIDE_AT_FIRST);
  new ResizeObserver(([{ contentRect }]) => {
    if (fit(Math.round(contentRect.width))) redraw();
  }).observe(element);
  return drawing;
}

// The part of a drawing between its margins. The names at the right get less room in a narrow drawing.
export function frameOf({ wide, high }, { left, right, top, bottom }) {
  const names = Math.min(right, Math.round(0.3 * wide));
  const frame = { left, right: wide - names, edge: wide, top, bottom: high - bottom, longest: Math.floor((names - 12) / 7) };
  frame.across = (share) => frame.left + share * (frame.right - frame.left);
  frame.upward = (share) => frame.bottom - share * (frame.bottom - frame.top);
  return frame;
}

const LEVELS = [0, 0.25, 0.5, 0.75, 1];

// Level lines and their numbers for overall values from 0 to 1.
export function valueAxis(frame) {
  return LEVELS.map((level) => [
    svg("path", { d: `M${frame.left} ${frame.upward(level)}H${frame.right}` }),
    svg("text", { x: frame.left - 6, y: frame.upward(level) + 4, "text-anchor": "end" }, String(level)),
  ]);
}
