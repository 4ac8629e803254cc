import numpy as np
import pandas as pd
import pytest

from siting import charts, narrate, sensitivity
from siting.model import Study


@pytest.fixture
def result():
    table = pd.DataFrame({"risk": [1.0, 0.75, 0.0], "skill": [0.0, 0.5, 1.0]}, index=["A", "B", "C"])
    return sensitivity.acceptability(Study.from_frame(table, ranges={"risk": (0, 1), "skill": (0, 1)}))


def test_bars_are_the_rank_shares(result):
    drawn = {patch.get_label(): patch for patch in charts.rank_acceptability(result).patches}
    assert len(drawn) == 9
    for site, row in result.ranks.iterrows():
        for rank, share in row.items():
            assert drawn[f"{site}: {rank}"].get_width() == pytest.approx(share, abs=1e-12)


def test_the_site_that_is_most_often_first_is_on_top(result):
    ax = charts.rank_acceptability(result)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["C", "A", "B"]
    assert ax.yaxis_inverted()


def test_first_ranks_are_darkest(result):
    shades = [patch.get_facecolor()[:3] for patch in charts.rank_acceptability(result).patches[:3]]
    assert [sum(shade) for shade in shades] == sorted(sum(shade) for shade in shades)


def test_cells_of_the_heat_map_say_who_beats_whom(result):
    ax = charts.pairwise(result)
    shown = {patch.get_label(): text.get_text() for patch, text in zip(ax.patches, ax.texts, strict=True)}
    assert len(shown) == 6
    for row in "ABC":
        for column in set("ABC") - {row}:
            assert shown[f"{row} beats {column}"] == f"{100 * result.pairwise.at[row, column]:.0f} %"


def test_the_heat_map_is_ordered_by_expected_rank(result):
    rows = [label.get_text() for label in charts.pairwise(result).get_yticklabels()]
    assert rows == list(result.expected_rank.sort_values().index)


def test_opposite_cells_have_opposite_colours(result):
    colours = {patch.get_label(): np.array(patch.get_facecolor()[:3]) for patch in charts.pairwise(result).patches}
    best = max(colours, key=lambda label: result.pairwise.at[label[0], label[-1]])
    loser = colours[f"{best[-1]} beats {best[0]}"]
    assert colours[best][2] > colours[best][0]
    assert loser[0] > loser[2]


def test_words_give_the_shares(result):
    assert narrate.rank_acceptability(result) == (
        "C is first with 40 % of the weights considered; A with 33 % and B with 27 %."
    )
    assert narrate.precision(result) == "Exact shares."


def test_words_say_where_uncertain_figures_are_drawn_too():
    table = pd.DataFrame({"risk": [0.2, 0.5], "skill": [0.2, 0.5]}, index=["A", "B"])
    spread = {("A", "risk"): ("uniform", 0, 1), ("A", "skill"): ("uniform", 0, 1)}
    study = Study.from_frame(table, ranges={"risk": (0, 1), "skill": (0, 1)}, uncertainty=spread)
    result = sensitivity.acceptability(study, samples=4096)
    # A's overall value is symmetric about 0.5, B's is 0.5
    assert narrate.rank_acceptability(result) in {
        f"{first} is first in {one} % of the draws of weights and uncertain figures; {second} in {other} %."
        for first, second in ("AB", "BA")
        for one, other in ((50, 50), (51, 49), (52, 48))
    }
    assert narrate.pairwise(result).endswith(" of the draws of weights and uncertain figures.")


def test_words_of_the_heat_map(result):
    # expected ranks: A 2.17, B 1.73, C 2.10; B beats A with w < 2/3 and C with w > 2/5
    assert narrate.pairwise(result) == (
        "B has the best expected rank (1.7); its hardest rival is C, "
        "which it beats with 60 % of the weights considered."
    )


def test_sampled_shares_come_with_their_error(result):
    sampled = sensitivity.acceptability(result.study, samples=4096)
    error = 100 * sampled.standard_error.to_numpy().max()
    assert narrate.precision(sampled) == f"From 4,096 draws; standard error at most {error:.2g} percentage points."
    assert "standard error" in charts.rank_acceptability(sampled).figure.texts[1].get_text()


def test_the_footnote_says_which_weights_are_meant(result):
    study = Study.build(
        {
            **result.study.model_dump(),
            "weights": {"town": {"points": {"risk": 2, "skill": 1}, "statements": ["risk > skill"]}},
        },
        given=result.study.given,
    )
    everything = sensitivity.acceptability(study)
    said = sensitivity.acceptability(study, sensitivity.stated_space(study))
    own = sensitivity.acceptability(study, sensitivity.WeightSpace.bounded({"skill": 0.3}))
    for shares, words in (
        (everything, "Over all weights."),
        (said, "Over all weights that agree with the 1 statement of town."),
        (own, "Over a given space of weights."),
    ):
        for draw in (charts.rank_acceptability, charts.pairwise):
            assert words in " ".join(draw(shares).figure.texts[1].get_text().split())
