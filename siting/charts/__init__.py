"""Charts: a result in, matplotlib Axes out; computes nothing beyond layout and needs no pyplot.

Without `ax` a chart comes on a `Sheet` of slide size, which a notebook shows when it is the last value of a cell;
`ax=document()` makes it small enough for a text column, and any other Axes are drawn into as they are. The Axes carry
their alternative text (`alt_text`), and `to_svg` and `to_png` put it into the picture.
"""

from siting.charts.contributions import contributions
from siting.charts.evidence import evidence
from siting.charts.files import to_png, to_svg
from siting.charts.pairwise import pairwise
from siting.charts.profile import profile
from siting.charts.rank_acceptability import rank_acceptability
from siting.charts.sheet import alt_text
from siting.charts.stability import stability
from siting.charts.style import document, slide
from siting.charts.sweep import sweep
from siting.charts.ternary import ternary
from siting.charts.two_way import two_way
from siting.charts.value_function import value_function

__all__ = [
    "alt_text",
    "contributions",
    "document",
    "evidence",
    "pairwise",
    "profile",
    "rank_acceptability",
    "slide",
    "stability",
    "sweep",
    "ternary",
    "to_png",
    "to_svg",
    "two_way",
    "value_function",
]
