// Where the winner changes as one weight moves. Overall values are straight lines over 0..1, given by their two ends;
// the winner is their upper envelope. A site takes over only if it is ahead by more than a tie further along.

import { TIE } from "./numbers.js";

const largest = (numbers) => numbers.reduce((most, number) => Math.max(most, number), -Infinity);

function furthest(one, level) {
  const best = largest(one.filter((_, site) => level[site]));
  return one.findIndex((value, site) => level[site] && value >= best - TIE);
}

export function firstWinner(zero, one) {
  const top = largest(zero);
  return furthest(one, zero.map((value) => value >= top - TIE));
}

function nextAbove(zero, one, site, weight) {
  const rivals = one.map((value, rival) => rival).filter((rival) => one[rival] - one[site] > TIE);
  if (!rivals.length) return null;
  const gain = (rival) => one[rival] - one[site];
  const lag = (rival) => zero[site] - zero[rival];
  const crossings = rivals.map((rival) => (lag(rival) > 0 ? lag(rival) / (lag(rival) + gain(rival)) : 0));
  const at = Math.max(-largest(crossings.map((crossing) => -crossing)), weight);
  const level = new Array(one.length).fill(false);
  for (const rival of rivals) level[rival] = at * gain(rival) - (1 - at) * lag(rival) >= -TIE;
  return { weight: at, from: site, to: furthest(one, level) };
}

// Every change of the winner from 0 to 1: { weight, from, to }, ascending.
export function switchPoints(zero, one) {
  const found = [];
  if (!zero.length) return found;
  let step = nextAbove(zero, one, firstWinner(zero, one), 0);
  while (step) {
    found.push(step);
    step = nextAbove(zero, one, step.to, step.weight);
  }
  return found;
}
