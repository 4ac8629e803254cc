// Numbers and names as people read them; the same rules as in the tables and sentences that Python writes.

const MINUS = "\u2212";

// Decimal places as Python writes them: what lies exactly half way goes to the even digit.
function fixed(value, places) {
  const text = value.toFixed(places);
  if (!/^50*$/.test(value.toFixed(places + 30).slice(-30))) return text;
  const below = value.toFixed(places + 1).slice(0, -1).replace(/\.$/, "");
  return Number(text.at(-1)) % 2 ? below : text;
}

export function formatNumber(value, digits = 3) {
  if (value === 0) return "0";
  const size = Math.abs(value);
  const whole = size >= 100 || Number.isInteger(value);
  const places = whole ? 0 : Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  const text = fixed(size, places);
  const short = whole ? text : text.replace(/\.?0+$/, "");
  const [units, ...decimals] = short.split(".");
  return (value < 0 ? MINUS : "") + [units.replace(/\B(?=(\d{3})+$)/g, ","), ...decimals].join(".");
}

export const formatValue = (value) => fixed(value, 3);

export function formatPercent(share) {
  const percent = 100 * share;
  return `${fixed(percent, Math.abs(percent - Math.round(percent)) < 0.05 ? 0 : 1)} %`;
}

export function formatQuantity(value, unit) {
  if (value === null || value === undefined) return "missing";
  return `${typeof value === "string" ? value : formatNumber(value)} ${unit}`.trim();
}

export function shorten(text, longest) {
  const line = [...text.replace(/\s+/g, " ").trim()];
  return line.length <= longest ? line.join("") : `${line.slice(0, longest - 1).join("").trimEnd()}\u2026`;
}

// Isolated, so that a name written from right to left does not turn the sentence around it.
export const isolated = (name) => `\u2068${name}\u2069`;

export function listed(names, longest = 4) {
  const words = names.length <= longest ? names : [...names.slice(0, longest - 1), `${names.length - longest + 1} more`];
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
