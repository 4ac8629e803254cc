"""Where a site's cars go: a map of the world with every leg from plant to port to market, the wider the more cars."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes

from siting.charts.inset import Inset, enlargement
from siting.charts.lettering import fitted
from siting.charts.map_labels import Label, Pane, write_labels
from siting.charts.placing import Box
from siting.charts.sheet import Margins, frame, points, type_size
from siting.charts.style import GREY, INK, site_look, slide, study_style
from siting.charts.world import FloatArray, View, draw_ground, land_line, sea_line, world_view
from siting.labels import format_number, format_percent
from siting.measures.context import locations
from siting.measures.demand import Outlet
from siting.measures.freight import Deliveries
from siting.measures.geography import great_circle_km
from siting.measures.legs import Leg, Stop, legs, stops
from siting.measures.sea import ports
from siting.model import Study
from siting.narrate import money as words
from siting.narrate.wording import site_name

__all__ = ["flow_map"]

WIDEST = 0.75
"""Width of a line that carries every car, in units of the type size."""
_NEAR_KM = 2_000.0
"""Stops this near to the plant belong into the inset, as do those on its land mass."""
_MARKS = {"plant": (0.8, INK, "white", 8), "port": (0.36, "white", INK, 6), "market": (0.32, INK, INK, 7)}
"""Width in units of the type size, colour, edge and order of the marks."""
_RIVAL, _EVERY_CAR = 0.34, 3.0
"""Width of another site's mark, and of the mark for a place that takes every car, in units of the type size."""
_CLEAR = 0.25
"""Ground around the middle of a mark that labels leave free, in units of the type size."""
_FRAME = 0.05
"""Width of the frames, in units of the type size."""
_LONGEST, _SMALL = 13.0, 0.68
"""Room for a name, and the type size of what is only named where there is room, in units of the type size."""


def flow_map(deliveries: Deliveries, study: Study, site: str, ax: Axes | None = None) -> Axes:
    """Draw the way of a site's cars to each market through its ports; what is crowded around the plant is enlarged.

    The states of the USA are drawn as one market, with Hawaii apart; the other sites of the study are grey triangles.

    Parameters
    ----------
    deliveries
        What `siting.measures.market_proximity` returns.
    study, site
        The study and site, for names and colours.
    ax
        Where to draw; a new slide if left out.
    """
    with study_style(study), rc_context({"lines.scale_dashes": False}):
        ax = slide() if ax is None else ax
        scene = _Scene(deliveries, study, site)
        _frame(ax, scene)
        world = Pane(ax, scene.world, type_size(ax), points(ax))
        _draw(world, scene, "leg")
        for side in ("left", "bottom"):
            ax.spines[side].set_visible(False)
        if scene.inset is None:
            names = [*scene.labels(), *scene.names()]
            write_labels(world, names, lines=scene.lines(scene.world), taken=_marks(world, scene))
        else:
            _enlarge(world, scene, scene.inset)
    return ax


@dataclass(frozen=True)
class _Scene:
    """What there is to show, on the whole map and enlarged."""

    deliveries: Deliveries
    study: Study
    site: str

    @cached_property
    def legs(self) -> tuple[Leg, ...]:
        return legs(self.deliveries)

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        return stops(self.legs)

    @cached_property
    def curves(self) -> list[FloatArray]:
        return [_curve(leg) for leg in self.legs]

    @cached_property
    def rivals(self) -> dict[str, tuple[float, float]]:
        """Degrees east and north of the other sites."""
        return {site: place[::-1] for site, place in locations(self.study).items() if site != self.site}

    @cached_property
    def spread(self) -> list[Outlet]:
        """The places of the markets that have many."""
        counts = Counter(outlet.market for outlet in self.deliveries.outlets)
        return [outlet for outlet in self.deliveries.outlets if counts[outlet.market] > 1]

    @cached_property
    def world(self) -> View:
        return world_view(self.curves, [leg.share for leg in self.legs])

    @cached_property
    def inset(self) -> Inset | None:
        near = [stop for stop in self.stops if _is_near(stop, self.stops[0])]
        return enlargement(self.world, self.world.brought_in(_degrees(near)), self.lines(self.world))

    def lines(self, view: View) -> FloatArray:
        """Return points along all lines as a view has them."""
        return np.vstack([view.copies(curve) for curve in self.curves])

    @cached_property
    def markets(self) -> pd.DataFrame:
        """Share of all cars, cost and days by market."""
        table = self.deliveries.to_frame()
        table[["usd", "days"]] = table[["usd", "days"]].mul(table["weight"], axis="index")
        sums = table.groupby("market", sort=False)[["weight", "usd", "days"]].sum()
        return sums.assign(usd=sums["usd"] / sums["weight"], days=sums["days"] / sums["weight"])

    def labels(self) -> list[Label]:
        """Return what is named first: the plant, each market where most of its cars go, the ports of loading."""
        weight: Counter[Stop] = Counter()
        for leg in self.legs:
            weight[leg.end] += leg.share  # type: ignore[assignment]
        found = [Label(self._name(self.site), _at(self.stops[0]), weight="bold")]
        for market, row in self.markets.iterrows():
            ends = [stop for stop in self.stops if stop.kind == "market" and stop.name == market]
            found.append(Label(_text(str(market), row), _at(max(ends, key=weight.__getitem__))))
        return [*found, *(_port_label(stop) for stop in self._ports(loading=True))]

    def names(self) -> list[Label]:
        """Return what is named only where there is room right beside it: the other ports, the other sites."""
        rivals = (Label(self._name(site), at, colour=GREY, scale=_SMALL) for site, at in self.rivals.items())
        return [replace(label, spare=True) for label in (*map(_port_label, self._ports(loading=False)), *rivals)]

    def _ports(self, *, loading: bool) -> list[Stop]:
        """Return the ports that cars reach from the plant, or all others."""
        first = {leg.end for leg in self.legs if leg.start.kind == "plant"}
        return [stop for stop in self.stops if stop.kind == "port" and (stop in first) == loading]

    def _name(self, site: str) -> str:
        return fitted(site_name(self.study, site), 1.0, _LONGEST)


def _frame(ax: Axes, scene: _Scene) -> None:
    title = words.flows(scene.study, scene.site, scene.deliveries)
    listing = ", ".join(
        f"{words.market_name(str(market))} {format_percent(row['weight'])} for {format_number(row['usd'])}"
        for market, row in scene.markets.iterrows()
    )
    calls = words.ports_of_call(scene.deliveries)
    day = f", as known on {scene.deliveries.as_of}" if scene.deliveries.as_of else ""
    frame(
        ax,
        title=title,
        notes=[
            "Width of a line: its square is the share of all cars. Lines at sea are not the ships' course.",
            *_marks_in_words(scene),
            f"Freight per car and days at the plan's rates{day}. Outlines: Natural Earth.",
        ],
        alt=f"{title} Map of the flows, share of cars and USD per car: {listing}. {calls}",
        margins=Margins(),
    )


def _marks_in_words(scene: _Scene) -> Iterator[str]:
    rivals = ", triangles the other sites" if scene.rivals else ""
    yield f"Rings are ports, black dots markets{rivals}."
    if scene.inset is not None:
        seen = scene.inset.view.holds(scene.inset.view.brought_in(_degrees(scene.spread)))
        yield f"The framed part is enlarged{', pale marks are the states by their cars' if seen.any() else ''}."


def _draw(pane: Pane, scene: _Scene, name: str) -> None:
    """Draw lands, lines and marks; the ids of the lines begin with a name."""
    ax, size = pane.ax, pane.size
    draw_ground(ax, pane.view)
    look = site_look(scene.study, scene.site)
    for leg, curve in zip(scene.legs, scene.curves, strict=True):
        wide, seen = max(WIDEST * size * leg.share**0.5, 1.0), pane.view.copies(curve)
        ax.plot(
            *seen.T, color=look.colour, linestyle=look.dash, linewidth=wide, alpha=0.75, solid_capstyle="butt",
            gid=f"{name} {leg.start.name} {leg.end.name}",
        )  # fmt: skip
    rivals = pane.view.brought_in(np.array(list(scene.rivals.values())).reshape(-1, 2))
    ax.scatter(
        rivals[:, 0], rivals[:, 1], s=(_RIVAL * size) ** 2, marker="^", color=GREY, zorder=4, gid=f"{name} rivals"
    )
    for kind, (wide, face, edge, order) in _MARKS.items():
        marks = pane.view.brought_in(_degrees([stop for stop in scene.stops if stop.kind == kind]))
        ax.scatter(
            marks[:, 0], marks[:, 1], s=(wide * size) ** 2, color=face, edgecolor=edge, zorder=order,
            gid=f"{name} {kind}s", linewidth=0.07 * size,
        )  # fmt: skip


def _enlarge(world: Pane, scene: _Scene, inset: Inset) -> None:
    """Draw the inset and what part of the world it is; what it holds is labelled there if there is room."""
    west, south, east, north = inset.box
    ax = world.ax.inset_axes((west, south, east - west, north - south))
    for spine in ax.spines.values():
        spine.set(visible=True, color=GREY, linewidth=_FRAME * world.size)
    part = Pane(ax, inset.view, world.size, points(ax))
    world.ax.plot(*inset.outline.T, color=GREY, linewidth=_FRAME * world.size, zorder=3, gid="enlarged")
    _draw(part, scene, "inset")
    _draw_places(part, scene)
    plant, *others = [*scene.labels(), *scene.names()]
    inside = [label for label in others if label.is_in(inset.view)]
    left = write_labels(part, [plant, *inside], lines=scene.lines(inset.view), taken=_marks(part, scene))
    beyond = [label for label in others if label not in inside and label.at not in scene.rivals.values()]
    hidden = west * world.area[0], south * world.area[1], east * world.area[0], north * world.area[1]
    beyond += [label for label in left if label is not plant]
    lines = np.vstack([scene.lines(scene.world), inset.outline])
    write_labels(world, [plant, *beyond], lines=lines, taken=[hidden, *_marks(world, scene)])


def _marks(pane: Pane, scene: _Scene) -> list[Box]:
    """Return a box around each mark."""
    marks = pane.on_sheet(pane.view.brought_in(np.array([*map(_at, scene.stops), *scene.rivals.values()])))
    half = _CLEAR * pane.size
    return [(x - half, y - half, x + half, y + half) for x, y in marks.tolist()]


def _draw_places(pane: Pane, scene: _Scene) -> None:
    """Draw the places over which a market spreads, as marks whose area is their share of all cars."""
    at = pane.view.brought_in(_degrees(scene.spread))
    area = (_EVERY_CAR * pane.size) ** 2 * np.array([outlet.share for outlet in scene.spread])
    look = site_look(scene.study, scene.site)
    pane.ax.scatter(
        at[:, 0], at[:, 1], s=area, color=look.colour, marker=look.marker, alpha=0.45, linewidth=0, zorder=1,
        gid="places",
    )  # fmt: skip


def _curve(leg: Leg) -> FloatArray:
    start, end = _degrees([leg.start, leg.end])
    return sea_line(start, end, leg.sea_nm) if leg.sea_nm else land_line(start, end)


def _is_near(stop: Stop, plant: Stop) -> bool:
    ends = [(place.latitude, place.longitude) for place in (stop.place, plant.place)]
    return stop.place.land_mass == plant.place.land_mass or float(great_circle_km(*ends)) < _NEAR_KM


def _at(stop: Stop | Outlet) -> tuple[float, float]:
    """Return degrees east and north."""
    return stop.place.longitude, stop.place.latitude


def _degrees(places: Iterable[Stop | Outlet]) -> FloatArray:
    """Return degrees east and north, shape (n, 2)."""
    return np.array([_at(stop) for stop in places], dtype=float).reshape(-1, 2)


def _text(market: str, row: pd.Series[float]) -> str:
    name = _short(market)
    return f"{name} {format_percent(row['weight'])}\n{format_number(round(row['usd']))} USD, {row['days']:.0f} days"


def _port_label(stop: Stop) -> Label:
    """Name a port, without what explains its name."""
    return Label(re.split(r" [(/]", ports()[stop.name].title)[0], _at(stop), scale=_SMALL)


def _short(market: str) -> str:
    name = words.market_name(market).removeprefix("the ")
    return name[:1].upper() + name[1:]
