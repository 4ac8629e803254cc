import numpy as np
import pytest

import siting
from siting import charts
from siting.errors import MethodError


def test_lines_are_the_partial_values(ev):
    lines = {line.get_label(): line for line in charts.profile(ev).lines}
    for site, row in ev.values.iterrows():
        np.testing.assert_allclose(lines[site].get_ydata(), row)


def test_a_missing_cell_is_a_gap(make_study):
    ev = siting.evaluate(make_study(3, 4, missing=[(1, 2)]))
    line = next(line for line in charts.profile(ev).lines if line.get_label() == "Site 2")
    assert np.isnan(line.get_ydata()).tolist() == [False, False, True, False]


def test_heads_are_criteria_with_their_weights(ev):
    heads = [label.get_text().split("\n") for label in charts.profile(ev).get_xticklabels()]
    assert [head[-1] for head in heads] == ["40 %", "25 %", "35 %"]
    assert [" ".join(head[:-1]) for head in heads] == ["Market proximity", "EV tax credit", "Existing capacity"]


def test_long_heads_wrap_and_shrink_before_they_are_cut_and_are_told_whole(make_study):
    titles = [f"Demand without wall {number} experience" for number in range(10)]
    ax = charts.profile(siting.evaluate(make_study(3, 10, titles=titles)))
    heads = [label.get_text().split("\n") for label in ax.get_xticklabels()]
    assert [" ".join(head[:-1]) for head in heads] == titles
    assert max(len(head) for head in heads) == 1 + 4
    endless = [f"{title} {'and so on ' * 20}x" for title in titles]
    ax = charts.profile(siting.evaluate(make_study(3, 10, titles=endless)))
    assert ax.get_xticklabels()[0].get_text().split("\n")[3].endswith("…")
    assert all(title in charts.alt_text(ax) for title in endless)


def test_of_twenty_sites_the_best_twelve_are_shown(make_study):
    ev = siting.evaluate(make_study(20, 4))
    ax = charts.profile(ev)
    shown = {line.get_label() for line in ax.lines if not line.get_label().startswith("_")}
    assert shown == set(ev.overall.sort_values(ascending=False).index[:12])
    assert "The best 12 of 20 sites are shown." in ax.figure.texts[1].get_text()


def test_without_a_site_there_is_no_profile(make_study):
    study = make_study(2, 2)
    requirements = {"much": {"criterion": next(iter(study.criteria)), "at_least": 99.0}}
    gated = siting.Study.build({**study.model_dump(), "requirements": requirements}, given=study.given)
    with pytest.raises(MethodError, match="none does"):
        charts.profile(siting.evaluate(gated))
