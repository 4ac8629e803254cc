import matplotlib as mpl
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

import siting
from siting import charts, sensitivity
from siting.errors import MethodError
from siting.explanation import explain
from siting.groups import group
from siting.sensitivity import robustness


def with_futures(study):
    """The study with two futures in which the weights of a stakeholder are others; the numbers are made up."""
    names = list(study.criteria)
    futures = {
        f"future-{place}": {
            "title": title,
            "changes": {"weights.board.points": {name: 1.0 + 9.0 * (name == names[place]) for name in names}},
        }
        for place, title in ((0, "A future with a name that is rather long"), (-1, "Another one"))
    }
    document = {**study.model_dump(), "weights": {"board": {"points": dict.fromkeys(names, 1.0)}}, "futures": futures}
    return siting.Study.build(document, given=study.given)


def with_ranges(study):
    """The study with a range around its first ten figures."""
    figures = study.performance
    cells = [(site, name) for name in figures for site in figures.index if figures.notna().at[site, name]][:10]
    spreads = {cell: ("normal", 0.02 + 0.1 * abs(figures.at[cell])) for cell in cells}
    return siting.Study.from_frame(figures, ranges=dict.fromkeys(figures, (0.0, 1.0)), uncertainty=spreads)


def nearest_weights(study, ax):
    """The last site cannot always win; where nobody else can, the chart says so and the sweep is drawn."""
    changes = sensitivity.smallest_change(study)
    if changes["distance"].isna().all():
        return DRAW["sweep"](study, ax)
    return charts.nearest_weights(changes, siting.evaluate(study), ax=ax)


def waterfall(study, ax):
    ev = siting.evaluate(study)
    first, *_, last = [*ev.ranks.dropna().sort_values(kind="stable").index, None]
    if last is None and len(ev.ranks.dropna()) < 2:
        return DRAW["sweep"](study, ax)
    return charts.waterfall(explain(ev, first, ev.ranks.dropna().astype(int).idxmax()), ax)


def stakeholders(study, ax):
    """Five made-up stakeholders, each of whom cares most for another criterion; one site alone has no group."""
    names = list(study.criteria)
    sets = {
        f"Stakeholder number {place}": {
            "points": {name: 1.0 + 9.0 * (at % 5 == place) for at, name in enumerate(names)}
        }
        for place in range(5)
    }
    try:
        found = group(siting.Study.build({**study.model_dump(), "weights": sets}, given=study.given))
    except MethodError:
        return DRAW["sweep"](study, ax)
    return charts.stakeholders(found, ax)


DRAW = {
    "bump": lambda study, ax: charts.bump(robustness(with_futures(study)), ax),
    "contributions": lambda study, ax: charts.contributions(siting.evaluate(study), ax),
    "evidence": charts.evidence,
    "nearest_weights": nearest_weights,
    "pairwise": lambda study, ax: charts.pairwise(sensitivity.acceptability(study, samples=256), ax),
    "profile": lambda study, ax: charts.profile(siting.evaluate(study), ax),
    "rank_acceptability": lambda study, ax: charts.rank_acceptability(
        sensitivity.acceptability(study, samples=256), ax
    ),
    "regret": lambda study, ax: charts.regret(robustness(with_futures(study)), ax),
    "stability": lambda study, ax: charts.stability(sensitivity.stability_intervals(study), siting.evaluate(study), ax),
    "stakeholders": stakeholders,
    "sweep": lambda study, ax: charts.sweep(sensitivity.sweep(study, next(iter(study.criteria))), ax),
    "ternary": lambda study, ax: charts.ternary(sensitivity.ternary(study, list(study.criteria)[:3]), ax),
    "tornado": lambda study, ax: charts.tornado(
        sensitivity.tornado(with_ranges(study)), siting.evaluate(with_ranges(study)), ax
    ),
    "two_way": lambda study, ax: charts.two_way(sensitivity.two_way(study, list(study.criteria)[:2]), ax),
    "value_function": lambda study, ax: charts.value_function(siting.evaluate(study), next(iter(study.criteria)), ax),
    "variance_shares": lambda study, ax: charts.variance_shares(
        sensitivity.variance_shares(with_ranges(study), next(iter(study.sites)), samples=64), with_ranges(study), ax
    ),
    "waterfall": waterfall,
}
MAPS = {"ternary", "two_way"}


@pytest.fixture(params=list(DRAW))
def draw(request, any_study):
    drawn = "sweep" if request.param in MAPS and len(any_study.criteria) < 3 else request.param
    return lambda ax: DRAW[drawn](any_study, ax)


def test_nothing_is_clipped_or_overlaps_on_a_slide(draw, layout, tidy):
    assert layout(draw(None)) == tidy


@pytest.mark.parametrize("name", list(DRAW))
def test_nothing_is_clipped_or_overlaps_in_a_document(name, hostile_study, layout, tidy):
    assert layout(DRAW[name](hostile_study, charts.document())) == tidy


@pytest.mark.parametrize("name", list(DRAW))
def test_every_chart_draws_into_axes_that_are_given(name, study):
    figure = Figure(figsize=(9, 6))
    FigureCanvasAgg(figure)
    ax = figure.subplots()
    before = ax.get_position().bounds
    assert DRAW[name](study, ax) is ax
    assert ax.get_position().bounds == before
    assert ax.get_title(loc="left")
    figure.canvas.draw()


@pytest.mark.parametrize("name", list(DRAW))
def test_every_chart_says_in_words_what_it_shows(name, study):
    alt = charts.alt_text(DRAW[name](study, None))
    title = " ".join(DRAW[name](study, None).figure.texts[0].get_text().split())
    assert alt.startswith(title)
    assert len(alt) > len(title)


@pytest.mark.parametrize("name", list(DRAW))
def test_the_same_study_gives_the_same_bytes(name, study):
    first, second = DRAW[name](study, None), DRAW[name](study, None)
    assert charts.to_svg(first) == charts.to_svg(second)
    assert charts.to_png(first, dpi=40) == charts.to_png(second, dpi=40)


@pytest.mark.parametrize("name", list(DRAW))
def test_the_style_of_the_caller_changes_nothing(name, study):
    plain = charts.to_svg(DRAW[name](study, None))
    with mpl.rc_context({"font.size": 30, "axes.spines.top": True, "text.parse_math": True, "svg.fonttype": "path"}):
        assert charts.to_svg(DRAW[name](study, None)) == plain


@pytest.mark.parametrize("name", ["contributions", "profile", "rank_acceptability", "stability", "sweep", "waterfall"])
def test_a_title_loses_its_last_clauses_before_a_word_is_cut(name, make_study):
    sites = [f"Assembly complex number {number} in the greater metropolitan area" for number in range(12)]
    criteria = [f"Skilled labour within an hour's drive, {number} of twelve" for number in range(12)]
    ax = DRAW[name](make_study(12, 12, seed=4, names=sites, titles=criteria), None)
    title = " ".join(ax.figure.texts[0].get_text().split())
    assert title.endswith(".")
    assert charts.alt_text(ax).startswith(title.removesuffix("."))
    assert not charts.alt_text(ax).startswith(title)


def test_the_footnote_names_sources_day_and_judged_inputs(ev):
    note = charts.contributions(ev).figure.texts[1].get_text()
    assert "Sources: 1, as known on 2023-04-30." in note
    assert "Judged: Existing capacity." in note


def test_a_result_without_any_ranked_site_is_a_clear_message(make_study):
    study = make_study(2, 2, missing=[(0, 0), (1, 1)])
    assert charts.contributions(siting.evaluate(study)).figure.texts[0].get_text() == "No site can be ranked."
    with pytest.raises(MethodError, match="at least one site"):
        sensitivity.sweep(study, "Criterion 1")


def test_a_study_that_no_site_passes(study, layout, tidy):
    document = {**study.model_dump(), "requirements": {"room": {"criterion": "capacity", "at_least": 5.0}}}
    ev = siting.evaluate(siting.Study.build(document, given=study.given))
    ax = charts.contributions(ev)
    assert ax.figure.texts[0].get_text() == "No site can be ranked."
    assert "Screened out by room: Belvidere, Cassino and Mirafiori." in " ".join(ax.figure.texts[1].get_text().split())
    assert layout(ax) == tidy
    with pytest.raises(MethodError, match="none does"):
        charts.profile(ev)
