// Merit against cost: which sites no other beats on both, and the corners of the convex frontier.

function steeper([a, b], [c, d]) {
  return (b.merit - a.merit) * (d.cost - c.cost) >= (d.merit - c.merit) * (b.cost - a.cost);
}

function convexChain(points) {
  const chain = [];
  for (const point of [...points].sort((a, b) => a.cost - b.cost || b.merit - a.merit)) {
    if (chain.length && point.merit <= chain.at(-1).merit) continue;
    while (chain.length > 1 && steeper([chain.at(-1), point], [chain.at(-2), chain.at(-1)])) chain.pop();
    chain.push(point);
  }
  return chain;
}

const beats = (a, b) => a.merit >= b.merit && a.cost <= b.cost && (a.merit > b.merit || a.cost < b.cost);

// points: [{ merit, cost, ... }], best first. Returns the same points with `beaten`, the first that is no worse and no
// dearer (null on the frontier), and the chain of supported corners.
export function frontier(points) {
  const judged = points.map((point) => ({ ...point, beaten: points.find((other) => beats(other, point)) ?? null }));
  return { points: judged, chain: convexChain(judged) };
}
