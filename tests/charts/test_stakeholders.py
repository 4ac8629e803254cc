import pytest

import siting
from siting import charts, groups
from siting.charts.style import RAMP


@pytest.fixture
def board(ev):
    names = list(ev.study.criteria)
    sets = {name: {"title": f"Friends of {name}", "points": {name: 1.0}} for name in names}
    for entry in sets.values():
        entry["points"] = {name: entry["points"].get(name, 0.0) for name in names}
    return groups.group(siting.Study.build({**ev.study.model_dump(), "weights": sets}, given=ev.study.given))


def cells(ax):
    return [patch.get_label().rsplit(": ", 2) for patch in ax.patches]


def test_every_rank_stands_in_its_cell_and_the_site_all_could_live_with_comes_first(board):
    ax = charts.stakeholders(board)
    shown = {(site, name): int(rank) for site, name, rank in cells(ax)}
    assert shown == {(site, name): board.ranks.at[site, name] for site in board.ranks.index for name in board.ranks}
    ordered = [board.study.site_title(site) for site in groups.common_ground(board).index]
    assert [label.get_text() for label in ax.get_yticklabels()] == ordered
    texts = [text.get_text() for text in ax.texts]
    assert texts[1] == f"{board.overall.loc[groups.common_ground(board).index[0]].iloc[0]:.3f}"


def test_the_first_is_darkest(board):
    colours = {
        int(patch.get_label().rsplit(": ", 1)[1]): patch.get_facecolor() for patch in charts.stakeholders(board).patches
    }
    assert colours[1] == pytest.approx(RAMP(0.0), abs=1 / 255)
    assert sum(colours[1][:3]) < sum(colours[2][:3])


def test_heads_are_the_titles_of_the_stakeholders(board):
    heads = [" ".join(label.get_text().split()) for label in charts.stakeholders(board).get_xticklabels()]
    assert heads == [f"Friends of {name}" for name in board.study.criteria]


def test_the_words_say_who_is_first_and_how_far_they_agree(board):
    ax = charts.stakeholders(board)
    assert charts.alt_text(ax).startswith(" ".join(ax.figure.texts[0].get_text().split()))
    assert "Kendall's W" in " ".join(ax.figure.texts[1].get_text().split())


def test_of_many_the_first_are_shown_and_the_note_says_so(make_study):
    study = make_study(20, 3)
    sets = {f"s{number}": {"points": dict.fromkeys(study.criteria, 1.0 + number)} for number in range(15)}
    many = groups.group(siting.Study.build({**study.model_dump(), "weights": sets}, given=study.given))
    ax = charts.stakeholders(many)
    assert len(ax.patches) == 14 * 12
    note = " ".join(ax.figure.texts[1].get_text().split())
    assert "The first 12 of 15 stakeholders are shown." in note
    assert "The best 14 of 20 sites are shown." in note
