from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

import siting
from siting.model import Measurement, Source, Study
from siting.model.performance import PerformanceTable

HOSTILE = (
    "<script>alert(1)</script> & Co",
    "W" * 300,
    "مصنع القاهرة الكبير",
    "Plant \N{ROCKET} $x_1$ and $y$ 工場",
    "Belvidere Assembly Plant, Boone County, Illinois, United States of America",
    "Cassino\nline\x00two",
)


def first_look():
    """Three plants on three criteria; the numbers are made up."""
    source = Source(id="a", title="A register")
    figures = {"belvidere": (9.0, 3000.0, 0.35), "cassino": (16.0, 900.0, 0.8), "mirafiori": (15.0, 900.0, 0.95)}
    criteria = {
        "market": {
            "title": "Market proximity",
            "unit": "days",
            "direction": "min",
            "range": {"worst": 30.0, "best": 2.0},
        },
        "credit": {"title": "EV tax credit", "unit": "USD/car", "range": {"worst": 0.0, "best": 7500.0}},
        "capacity": {"title": "Existing capacity", "range": {"worst": 0.0, "best": 1.0}},
    }
    cells = {
        (site, name): Measurement(value=value, kind="judged" if name == "capacity" else "computed", sources=(source,))
        for site, row in figures.items()
        for name, value in zip(criteria, row, strict=True)
    }
    document = {
        "title": "First look",
        "as_of": "2023-04-30",
        "sites": {
            "belvidere": {"title": "Belvidere"},
            "cassino": {"title": "Cassino"},
            "mirafiori": {"title": "Mirafiori"},
        },
        "criteria": criteria,
        "weights": {"board": {"points": {"market": 40.0, "credit": 25.0, "capacity": 35.0}}},
    }
    return Study.build(document, given=PerformanceTable.of_cells(cells))


def random_study(sites, criteria, *, seed=1, missing=(), names=None, titles=None):
    rng = np.random.default_rng(seed)
    names = names or [f"Site {number + 1}" for number in range(sites)]
    titles = titles or [f"Criterion {number + 1}" for number in range(criteria)]
    table = pd.DataFrame(rng.random((sites, criteria)), index=list(names), columns=titles)
    for row, column in missing:
        table.iloc[row, column] = np.nan
    weights = dict(zip(titles, rng.integers(5, 40, criteria).astype(float), strict=True))
    return Study.from_frame(table, weights=weights, ranges=dict.fromkeys(titles, (0.0, 1.0)))


def hostile():
    titles = ["Market proximity to the whole of North America and all of its ports", "$c^2$ costs", "<b>"]
    return random_study(6, 3, seed=8, names=HOSTILE, titles=titles)


def drawn_texts(ax):
    """Every text of the figure that is drawn, with its box in dots."""
    figure = ax.get_figure(root=True)
    figure.canvas.draw()
    ticks = {label for axis in (ax.xaxis, ax.yaxis) for label in axis.get_ticklabels(which="both")}
    renderer = figure.canvas.get_renderer()
    texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    return [(text, text.get_window_extent(renderer)) for text in texts if text not in ticks or _in_view(ax, text)]


def _in_view(ax, label):
    in_x = label in ax.get_xticklabels()
    low, high = sorted(ax.get_xlim() if in_x else ax.get_ylim())
    return low <= label.get_position()[0 if in_x else 1] <= high and ax.axison


def clipped(texts, size):
    width, height = size
    return [
        text.get_text()
        for text, box in texts
        if box.x0 < -0.5 or box.y0 < -0.5 or box.x1 > width + 0.5 or box.y1 > height + 0.5
    ]


def overlapping(texts):
    """Pairs of texts whose boxes share more than a fraction of a letter."""
    pairs = []
    for (one, box), (other, rival) in combinations(texts, 2):
        across = min(box.x1, rival.x1) - max(box.x0, rival.x0)
        along = min(box.y1, rival.y1) - max(box.y0, rival.y0)
        line = min(one.get_fontsize(), other.get_fontsize())
        if across > 0.1 * line and along > 0.25 * line:
            pairs.append((one.get_text(), other.get_text()))
    return pairs


@pytest.fixture
def study():
    return first_look()


@pytest.fixture
def ev(study):
    return siting.evaluate(study)


STUDIES = {
    "one site": lambda: random_study(1, 3),
    "two sites": lambda: random_study(2, 2),
    "first look": first_look,
    "eight sites": lambda: random_study(8, 6, seed=5, missing=[(1, 2), (4, 0)]),
    "twenty sites": lambda: random_study(20, 12, seed=2, missing=[(3, 3)]),
    "sixty sites": lambda: random_study(60, 4, seed=2),
    "hostile names": hostile,
}


@pytest.fixture(params=list(STUDIES))
def any_study(request):
    return STUDIES[request.param]()


@pytest.fixture
def hostile_study():
    return hostile()


@pytest.fixture
def layout():
    """What is wrong with a layout: texts beyond the sheet, and pairs of texts that overlap."""

    def check(ax):
        texts = drawn_texts(ax)
        return {"clipped": clipped(texts, ax.get_figure(root=True).bbox.size), "overlapping": overlapping(texts)}

    return check


@pytest.fixture
def tidy():
    return {"clipped": [], "overlapping": []}


@pytest.fixture
def make_study():
    return random_study
