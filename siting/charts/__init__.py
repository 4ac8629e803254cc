"""Charts: a result in, matplotlib Axes out; computes nothing beyond layout and needs no pyplot.

Without `ax` a chart comes on a `Sheet` of slide size, which a notebook shows when it is the last value of a cell;
`ax=document()` makes it small enough for a text column, and any other Axes are drawn into as they are. The Axes carry
their alternative text (`alt_text`), and `to_svg` and `to_png` put it into the picture.
"""

from siting.charts.bump import bump
from siting.charts.change import change
from siting.charts.contributions import contributions
from siting.charts.cost_waterfall import cost_waterfall
from siting.charts.evidence import evidence
from siting.charts.files import to_png, to_pngs, to_svg
from siting.charts.flow_map import flow_map
from siting.charts.frontier import frontier
from siting.charts.landed_cost import landed_cost
from siting.charts.nearest_weights import nearest_weights
from siting.charts.pairwise import pairwise
from siting.charts.profile import profile
from siting.charts.rank_acceptability import rank_acceptability
from siting.charts.regret import regret
from siting.charts.sheet import alt_text
from siting.charts.stability import stability
from siting.charts.stakeholders import stakeholders
from siting.charts.style import document, slide
from siting.charts.sweep import sweep
from siting.charts.ternary import ternary
from siting.charts.tornado import tornado
from siting.charts.two_way import two_way
from siting.charts.value_function import value_function
from siting.charts.variance_shares import variance_shares
from siting.charts.waterfall import waterfall

__all__ = [
    "alt_text",
    "bump",
    "change",
    "contributions",
    "cost_waterfall",
    "document",
    "evidence",
    "flow_map",
    "frontier",
    "landed_cost",
    "nearest_weights",
    "pairwise",
    "profile",
    "rank_acceptability",
    "regret",
    "slide",
    "stability",
    "stakeholders",
    "sweep",
    "ternary",
    "to_png",
    "to_pngs",
    "to_svg",
    "tornado",
    "two_way",
    "value_function",
    "variance_shares",
    "waterfall",
]
