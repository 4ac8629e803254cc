// What the board shows, in sentences.

import { branchWeight } from "./view.js";
import { formatPercent, formatValue, isolated, listed, shorten } from "./wording.js";

const NEAR_TIE = 0.02;

export const siteName = (view, site) => isolated(shorten(view.data.sites[site].title, 60));
export const nodeName = (view, node) => isolated(shorten(view.data.nodes[node].title, 60));

export function headline(view, standing) {
  const ranked = standing.order.filter((site) => standing.rank[site] !== null);
  if (!ranked.length) return "No site can be ranked.";
  const name = siteName(view, ranked[0]);
  const top = formatValue(standing.values[ranked[0]]);
  if (ranked.length === 1) return `${name} is the only site that can be ranked, with ${top}.`;
  const prefix = ranked.length < standing.order.length ? "Among the ranked sites, " : "";
  const first = ranked.filter((site) => standing.rank[site] === 1);
  if (first.length > 1) return `${prefix}${listed(first.map((site) => siteName(view, site)))} tie for first with ${top}.`;
  const second = ranked.filter((site) => standing.rank[site] === 2);
  const rivals = listed(second.map((site) => siteName(view, site)));
  const margin = standing.values[ranked[0]] - standing.values[second[0]];
  if (margin < NEAR_TIE) {
    return `${prefix}${name} and ${rivals} nearly tie: ${top} against ${formatValue(standing.values[second[0]])}.`;
  }
  return `${prefix}${name} leads with ${top}, ${formatValue(margin)} ahead of ${rivals}.`;
}

// Who leads from where to where as one weight moves, one sentence for each stretch.
export function stretches(view, switching, node) {
  const subject = nodeName(view, node);
  if (switching.first === null) return ["No site has evidence for every criterion."];
  if (!switching.movable) return [`${subject} cannot be moved: nothing else is free to make room.`];
  if (!switching.steps.length) return [`${siteName(view, switching.first)} leads whatever weight ${subject} is given.`];
  const winners = [switching.first, ...switching.steps.map((step) => step.to)];
  const edges = [null, ...switching.steps.map((step) => formatPercent(step.weight)), null];
  return winners.map((site, place) => {
    const [from, to] = [edges[place], edges[place + 1]];
    const stretch = from === null ? `below ${to}` : to === null ? `above ${from}` : `from ${from} to ${to}`;
    return `${siteName(view, site)} leads ${stretch}.`;
  });
}

export function sliderText(view, standing, node) {
  const leader = standing.order.find((site) => standing.rank[site] === 1);
  const lead = leader === undefined ? "no site is ranked" : `${siteName(view, leader)} leads`;
  return `${nodeName(view, node)} ${formatPercent(branchWeight(view, node))}, ${lead}`;
}
