"""What a notebook shows of every result: an accessible table without script or colour, and one line of text."""

import copy
import importlib
import inspect
import pkgutil
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import siting
from siting import elicitation, groups, money, sensitivity
from siting.model import Study
from siting.money.routes import deliveries_of
from tests.money.plan import DOCUMENT

HOSTILE = "<script>alert(1)</script>"
SITES = [HOSTILE, "B & B", "\u0645\u0635\u0646\u0639"]
LONGEST = 140


def judged():
    """A study whose every name is a trap, with two stakeholders and a future."""
    table = pd.DataFrame({"<b>cost": [8.0, 5.0, 2.0], "skill": [2.0, 6.0, 5.0], "risk": [4.0, 1.0, 9.0]}, index=SITES)
    criteria = {name: {"range": {"worst": 0.0, "best": 10.0}} for name in table}
    document = {
        "title": HOSTILE,
        "sites": {site: {"title": site} for site in SITES},
        "criteria": criteria,
        "weights": {
            "first": {"title": HOSTILE, "points": dict.fromkeys(table, 1.0)},
            "second": {"points": {"<b>cost": 5.0, "skill": 1.0, "risk": 2.0}},
        },
        "futures": {"later": {"changes": {f"performance.{SITES[1]}.skill": 9.0}}},
    }
    return Study.build(document, given=Study.from_frame(table).given)


@pytest.fixture(scope="module")
def results():
    """One of every class that a cell of a notebook may end with."""
    study, priced = judged(), Study.build(copy.deepcopy(DOCUMENT))
    ev, appraisal = siting.evaluate(study), money.appraise(priced, samples=20)
    pairs = pd.DataFrame([[1, 2], [0.5, 1]], ["skill", "risk"], ["skill", "risk"])
    linear = siting.values.linear(0, 10)
    names, ranked = tuple(study.criteria), ev.ranks.index
    landed = {"production": [1.0, 2.0], "freight": 1.0, "duty_percent": 10.0, "customs_value": 1.0, "days": 3.0}
    timetable = money.Timetable(build_years=1, life_years=2)
    flows = money.cash_flow(timetable, volume=10.0, margin=2.0, capital=8.0, tax_percent=25.0)
    return [
        study, study.cell(SITES[0], "skill"), study.weight_set(), priced.programme, ev, siting.explain(ev, *ranked[:2]),
        siting.evaluation.change(ev, siting.evaluate(study.in_future("later"))),
        sensitivity.sweep(study, "skill"), sensitivity.ternary(study, names), sensitivity.two_way(study, names[:2]),
        sensitivity.acceptability(study), sensitivity.robustness(study),
        groups.group(study), groups.agreement(groups.group(study)),
        elicitation.pairwise(pairs), elicitation.best_worst({"skill": 1, "risk": 2}, {"skill": 2, "risk": 1}),
        elicitation.pairwise_hierarchy({"": pairs}),
        elicitation.trade_off({"skill": linear, "risk": linear}, [({"skill": 5, "risk": 2}, {"skill": 7, "risk": 1})]),
        appraisal, money.break_even(appraisal, "belvidere", "windsor"),
        money.money_change(appraisal, money.appraise(priced.overridden({"as_of": "2026-11-22"}), samples=20)),
        money.landed_cost(**landed, capital_rate=0.1), flows, deliveries_of(priced, "belvidere"),
        siting.report.answer(priced),
    ]  # fmt: skip


class Seen(HTMLParser):
    """Counts what an accessible table needs, and what must not be in one."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.scopes, self.styles, self.rows = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        self.tags.append(tag)
        self.styles.append(known.get("style", ""))
        assert not any(name.startswith("on") for name in known)
        if tag == "th":
            self.scopes.append(known.get("scope"))
        if tag == "tr":
            self.rows.append(0)
        if tag in {"th", "td"}:
            self.rows[-1] += 1


def public_results():
    """Every public class that a notebook shows as a table, or that can become one."""
    for module in pkgutil.walk_packages(siting.__path__, "siting."):
        if ".cli" in module.name or module.name.endswith("__main__"):
            continue
        found = importlib.import_module(module.name)
        for name, each in inspect.getmembers(found, inspect.isclass):
            shown = hasattr(each, "_repr_html_") or hasattr(each, "to_frame")
            if shown and each.__module__ == module.name and name in getattr(found, "__all__", ()):
                yield each


def test_every_result_is_shown_here(results):
    missing = {each.__name__ for each in public_results()} - {type(each).__name__ for each in results}
    assert missing <= {"BoardWidget", "WinnerMap"}  # the widget shows itself; the map is what ternary and two-way share


def test_every_result_is_an_accessible_table(results):
    for result in results:
        if not hasattr(result, "_repr_html_"):
            continue
        seen, name = Seen(result._repr_html_()), type(result).__name__
        assert {"table", "caption", "thead", "tbody"} <= set(seen.tags), name
        assert set(seen.tags) <= {"table", "caption", "thead", "tbody", "tr", "th", "td"}, name
        assert set(seen.scopes) == {"col", "row"}, name
        assert len(set(seen.rows)) == 1, name
        assert not any("color" in style or "background" in style for style in seen.styles), name


def test_every_result_is_one_line_of_text(results):
    for result in results:
        text, name = repr(result), type(result).__name__
        assert text.startswith(f"{name}("), name
        assert "\n" not in text, name
        assert len(text) <= LONGEST, (name, text)
        assert " at 0x" not in text, name


def test_what_a_result_says_of_itself():
    pairs = pd.DataFrame([[1, 2], [0.5, 1]], ["a", "b"], ["a", "b"])
    assert repr(elicitation.pairwise(pairs)) == "PairwiseWeights(2 points, pairwise, eigenvector)"
    stated = siting.WeightSet(statements=("cost > skill",), title="Sales")
    assert repr(stated) == "WeightSet('Sales', 1 statement, direct)"
    assert "cost &gt; skill" in stated._repr_html_()
    one = money.landed_cost(
        production=1.0, freight=1.0, duty_percent=0.0, customs_value=1.0, days=0.0, capital_rate=0.1
    )
    assert repr(one) == "LandedCost(1 case, total 2 per car)"
    assert one.to_frame().iloc[0].to_dict() == {
        "production": 1, "freight": 1, "duty": 0, "transit": 0, "credit": 0, "total": 2,
    }  # fmt: skip


def test_flows_are_told_year_by_year():
    timetable = money.Timetable(build_years=1, life_years=2)
    flows = money.cash_flow(timetable, volume=[10.0, 20.0], margin=2.0, capital=8.0, tax_percent=0.0)
    frame = flows.to_frame()
    assert frame[["case", "year"]].to_numpy().tolist() == [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]]
    assert frame["margin"].tolist() == [0, 20, 20, 0, 40, 40]
    assert frame["capital"].sum() == -16
    assert repr(flows) == "Flows(2 cases x 3 years)"


def test_records_show_what_differs_from_the_defaults():
    study = siting.load_study(Path(__file__).parents[1] / "scenarios" / "alfa-first-look")
    assert repr(study.sites["belvidere"]) == "Site(title='Belvidere')"
    assert repr(siting.report.answer(study)) == f"Answer({siting.evaluate(study)!r})"


def test_one_of_a_kind_is_told_as_one():
    study = siting.Study.from_frame(pd.DataFrame({"cost": [3.0]}, index=["A"]), ranges={"cost": (5, 0)})
    assert repr(study) == "Study(1 site x 1 criterion)"
    assert repr(siting.evaluate(study)).startswith("Evaluation(1 site x 1 criterion, best: A")
    assert repr(sensitivity.robustness(study)).startswith("Robustness(1 future, least regret: A")
    assert repr(sensitivity.acceptability(study)).startswith("Acceptability(1 site, A first in 100 %")
