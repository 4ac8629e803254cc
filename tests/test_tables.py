import pandas as pd
import pytest

import siting
from siting import sensitivity, tables
from siting.model import Measurement, Source, Study


@pytest.fixture
def study():
    table = pd.DataFrame(
        {"market": [9.0, 3.0, 5.0], "cost": [1250.5, 900.0, None]}, index=["<b>Belvidere</b>", "Cassino", "Toluca"]
    )
    return Study.from_frame(table, ranges={"market": (0, 10), "cost": (2000, 0)})


def test_ranking_puts_ranked_sites_before_unranked_ones(study):
    table = tables.ranking(siting.evaluate(study))
    assert table["Site"].tolist() == ["<b>Belvidere</b>", "Cassino", "Toluca"]
    assert table["Rank"].tolist() == ["1", "2", ""]
    # 0.5 x 0.9 + 0.5 x 0.37475; 0.5 x 0.3 + 0.5 x 0.55; 0.5 x 0.5 and half the scale open
    assert table["Overall value"].tolist() == ["0.637", "0.425", "0.250 to 0.750"]
    assert "cost" in table["Note"][2]


def test_ranking_puts_screened_sites_last_with_the_reason(study):
    document = {**study.model_dump(), "requirements": {"near": {"criterion": "market", "at_least": 4.0}}}
    table = tables.ranking(siting.evaluate(Study.build(document, given=study.given)))
    assert table["Site"].tolist() == ["<b>Belvidere</b>", "Toluca", "Cassino"]
    assert table["Overall value"].tolist()[-1] == "screened out"
    assert table["Note"].tolist()[-1]


def test_missing_figures_say_so(study):
    table = tables.performance(study)
    assert table["cost"].tolist() == ["1,250", "900", "missing"]


def test_switch_points_are_written_in_percent():
    frame = pd.DataFrame({"cost": [8.0, 4.0], "skill": [2.0, 5.0]}, index=["A", "B"])
    study = Study.from_frame(frame, ranges={"cost": (0, 10), "skill": (0, 10)})
    table = tables.switches(sensitivity.sweep(study, "cost"))
    assert table.to_dict("records") == [{"Weight of cost": "42.9 %", "Leads below": "B", "Leads above": "A"}]


def test_stability_names_nobody_where_nobody_takes_over():
    frame = pd.DataFrame({"cost": [8.0, 4.0], "skill": [2.0, 5.0]}, index=["A", "B"])
    study = Study.from_frame(frame, ranges={"cost": (0, 10), "skill": (0, 10)}, weights={"cost": 6, "skill": 4})
    table = tables.stability(sensitivity.stability_intervals(study), study)
    assert table.iloc[0].tolist() == ["cost", "60.0 %", "42.9 %", "100.0 %", "B", "nobody"]


def test_evidence_has_a_row_per_cell_with_range_source_and_flags(study):
    cell = Measurement(
        value=3.0,
        unit="days",
        low=2.0,
        high=4.0,
        kind="computed",
        sources=(Source(id="s", title="A source"),),
        flags=("x",),
    )
    table = tables.evidence(study.with_measured({("Cassino", "market"): cell}))
    assert len(table) == 6
    row = table[(table["Site"] == "Cassino") & (table["Criterion"] == "market")].iloc[0]
    assert row.tolist() == ["Cassino", "market", "3 days", "2 to 4", "Computed", "A source", "", "x"]


def test_html_escapes_and_has_scopes(study):
    html = tables.as_html(tables.ranking(siting.evaluate(study)), caption="Who is <first>")
    assert "<caption>Who is &lt;first&gt;</caption>" in html
    assert "<b>" not in html
    assert html.count('scope="col"') == 4
    assert html.count("<td") == 3 * 3


def test_text_columns_line_up_whatever_the_letters():
    text = tables.as_text(pd.DataFrame({"Site": ["工場", "Café", "Cafe\u0301"], "Rank": ["1", "2", "10"]}))
    assert text.splitlines() == ["Site  Rank", "工場     1", "Café     2", "Cafe\u0301    10"]


def test_text_is_free_of_control_characters_and_overlong_cells():
    text = tables.as_text(pd.DataFrame({"Site": ["a\x1b[31mb\nc", "x" * 300]}))
    assert text.splitlines()[1] == "a[31mb c"
    assert len(text.splitlines()[2]) == 60


def test_an_empty_table_is_its_head():
    assert tables.as_text(pd.DataFrame({"Site": [], "Rank": []})) == "Site  Rank"
