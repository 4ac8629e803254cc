import pytest

import siting
from siting import charts, sensitivity


@pytest.fixture
def intervals(study):
    return sensitivity.stability_intervals(study)


def test_bars_are_the_intervals_least_room_on_top(intervals, ev):
    ax = charts.stability(intervals, ev)
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert names == ["Existing capacity", "Market proximity", "EV tax credit"]
    ids = {"Existing capacity": "capacity", "Market proximity": "market", "EV tax credit": "credit"}
    for name, bar in zip(names, ax.patches, strict=True):
        row = intervals.loc[ids[name]]
        assert bar.get_x() == pytest.approx(row["lower"])
        assert bar.get_x() + bar.get_width() == pytest.approx(row["upper"])


def test_own_weights_are_ticked(intervals, ev):
    ticks = [line.get_xdata()[0] for line in charts.stability(intervals, ev).lines if line.get_label() == "own weight"]
    assert ticks == pytest.approx([0.35, 0.4, 0.25])


def test_the_rival_stands_at_the_end_where_it_takes_over(intervals, ev):
    texts = [text.get_text() for text in charts.stability(intervals, ev).texts]
    assert texts == ["Belvidere 28.5 %", "52.1 % Belvidere", "37.2 % Belvidere"]


def test_objectives_have_bars_too(make_study):
    study = make_study(4, 4)
    study = siting.Study.build(
        {**study.model_dump(), "tree": {"place": ["Criterion 1", "Criterion 2"]}, "weights": {}}, given=study.given
    )
    ax = charts.stability(sensitivity.stability_intervals(study), siting.evaluate(study))
    assert "place" in [label.get_text() for label in ax.get_yticklabels()]


def test_a_rival_near_the_end_of_the_axis_has_its_whole_name_on_the_sheet(make_study):
    study = make_study(20, 12, seed=2, missing=[(3, 3)])
    intervals = sensitivity.stability_intervals(study)
    ax = charts.stability(intervals, siting.evaluate(study))
    figure = ax.get_figure(root=True)
    figure.canvas.draw()
    upper = intervals["upper"][intervals["above"].notna()]
    ends = [text for text in ax.texts if text.xy[0] in set(upper)]
    assert len(ends) == len(upper)
    assert max(text.xy[0] for text in ends) > 0.9
    for text in ax.texts:
        assert figure.bbox.x0 <= text.get_window_extent().x0
        assert text.get_window_extent().x1 <= figure.bbox.x1
