"""The study looked at again: the same as the original in 2023, and a story that says what its numbers say."""

import subprocess
import sys
from pathlib import Path

import pytest

import siting
from siting.evaluation import change
from siting.facts import known
from siting.labels import format_number
from siting.money import appraise, break_even, frontier
from siting.narrate import money as say

ROOT = Path(__file__).parents[2]
STUDY = ROOT / "scenarios" / "alfa-hindsight"
ORIGINAL = ROOT / "scenarios" / "alfa-e-segment"
STORY = " ".join((STUDY / "README.md").read_text(encoding="utf-8").split())


def looked_at(**overrides):
    evaluation = siting.evaluate(siting.load_study(STUDY, overrides=overrides))
    return evaluation, appraise(evaluation.study, sites=evaluation.overall.index)


@pytest.fixture(scope="module")
def then():
    return looked_at(as_of="2023-04-30")


@pytest.fixture(scope="module")
def now():
    return looked_at()


def test_in_2023_it_is_the_original(then):
    evaluation, money = then
    original = siting.evaluate(siting.load_study(ORIGINAL))
    assert evaluation.overall.to_dict() == pytest.approx(original.overall.to_dict())
    assert evaluation.screened["site"].tolist() == original.screened["site"].tolist()
    same = appraise(original.study, sites=original.overall.index)
    assert money.value["npv"].to_dict() == pytest.approx(same.value["npv"].to_dict())
    for field in ("programme", "money", "weights", "tree"):
        assert getattr(evaluation.study, field) == getattr(original.study, field)


def test_no_judgement_is_used_before_its_day(then):
    own = {fact.id: fact for fact in then[0].study.facts}
    used = {name for cell in then[0].study.measured.values() for step in cell.trace for name in step.facts}
    assert used & own.keys()
    assert all(own[name].known_from <= then[0].study.as_of for name in used & own.keys())


def test_the_table_is_that_of_the_story(then, now):
    lines = (STUDY / "README.md").read_text(encoding="utf-8").splitlines()
    rows = {
        line.split("|")[1].strip(): [cell.strip() for cell in line.split("|")[2:-1]] for line in lines if "|" in line
    }
    study = now[0].study
    for site in now[0].overall.index:
        expected = []
        for name, shown in (("ranks", str), ("overall", "{:.3f}".format)):
            for evaluation, _ in (then, now):
                values = getattr(evaluation, name)
                expected.append(shown(values[site]) if site in values.index else "out" if name == "ranks" else "")
        for _, money in (then, now):
            expected.append(format_number(round(money.value.loc[site, "npv"])) if site in money.names else "")
        assert rows[study.site_title(site)] == expected


def test_windsor_leads_on_both_days_and_the_money_turns(then, now):
    assert [evaluation.best for evaluation, _ in (then, now)] == ["windsor", "windsor"]
    assert [money.best for _, money in (then, now)] == ["toluca", "belvidere"]
    assert now[1].value.loc[["toluca", "windsor"], "rank"].tolist() == [6, 7]
    gained = now[0].overall - then[0].overall
    assert gained.index[gained > 0].tolist() == ["toluca"]
    assert len(now[1].names) == 8


def test_the_duties_are_those_of_the_story(then, now):
    more = (now[1].cost["duty"] - then[1].cost["duty"]).round()
    told = f"costs Windsor {more['windsor']:,.0f} USD more duty a car over all markets, Cassino {more['cassino']:,.0f} "
    assert f"{told}and Belvidere {more['belvidere']:,.0f}" in STORY
    percent = {(entry.site, route.market): route.duty.value for entry in now[1].sites for route in entry.routes}
    assert percent["cassino", "usa"] == 15
    assert percent["windsor", "usa"] == percent["toluca", "usa"] == 25
    assert percent["belvidere", "china"] == 49
    assert percent["belvidere", "germany"] == 0


def test_the_gaps_and_prices_are_those_of_the_story(now):
    evaluation, money = now
    cassino, windsor = (break_even(money, site, "belvidere") for site in ("cassino", "windsor"))
    millions = [f"{gap.incentive / 1e6:.0f}" for gap in (cassino, windsor)]
    told = f"Cassino would need {millions[0]} million USD at the start, Windsor {millions[1]}"
    assert told in STORY
    duties = f"{say.percent(cassino.tariff)} instead of 15 % would do for Cassino, one of {say.percent(windsor.tariff)}"
    assert f"A U.S. duty of {duties} instead of 25 % for Windsor" in STORY
    npv = money.value["npv"]
    table = frontier(evaluation.overall[money.names], npv.max() - npv)
    assert table.index[table["supported"]].tolist() == ["belvidere", "cassino", "windsor"]
    first, second = (f"{table.loc[site, 'price'] / 100:.1f} million" for site in ("cassino", "windsor"))
    assert f"from Belvidere to Cassino each 0.01 of merit costs {first} USD, from Cassino to Windsor {second}" in STORY


def test_the_other_way_to_count_labour(now):
    _, money = looked_at(**{"money.labour_by": "vehicle"})
    gaps = [(m.cost.loc["cassino", "labour"] - m.cost.loc["belvidere", "labour"]) for m in (money, now[1])]
    assert f"{gaps[0]:,.0f} USD a car dearer than American instead of {-gaps[1]:.0f} cheaper" in STORY
    npv = money.value["npv"].round()
    assert money.best == "toluca"
    assert (
        f"Toluca is worth most with {npv['toluca']:.0f} million USD, Belvidere has {npv['belvidere']:.0f} million"
        in STORY
    )
    assert f"{format_number(npv['cassino'])} million" in STORY


def test_what_changed_names_the_facts(then, now):
    found = change(then[0], now[0])
    facts = set(found.facts.loc[found.facts["event"] == "gained", "fact"])
    assert "us_30d_availability.credit_available@2025-10-01" in facts
    assert any(name.startswith("belvidere.product_announced@2025-10") for name in facts)
    assert set(found.cells.loc[found.cells["criterion"] == "platform", "site"]) == {"toluca"}
    effects = found.effects.round(3)
    assert effects["buyer_credit"].to_dict() == {
        "belvidere": -0.133, "cassino": -0.070, "pomigliano": -0.070, "melfi": -0.070, "mirafiori": -0.070,
        "windsor": -0.133, "brampton": -0.133, "toluca": -0.133,
    }  # fmt: skip
    assert effects.loc["windsor", "duty_free_demand"] == -0.071
    free = found.cells[found.cells["criterion"] == "duty_free_demand"].set_index("site")
    for site, words in (("windsor", "from {} to {} %"), ("belvidere", "from {} to {} %, since the EU")):
        assert words.format(*(f"{free.loc[site, side]:.1f}" for side in ("before", "after"))) in STORY


def test_what_happened_is_in_the_fact_base():
    told = {fact.period: str(fact.value) for fact in known().series("alfa-e-segment", "site_status")}
    assert "Cassino" in told["2024-07"]
    assert told["2025-10-23"].startswith("abandoned")


@pytest.mark.parametrize(("day", "percent"), [("2024-12-31", 2.5), ("2025-05-01", 27.5), ("2026-11-22", 15)])
def test_it_runs_on_any_day_with_the_duty_of_that_day(day, percent):
    evaluation, money = looked_at(as_of=day)
    assert evaluation.best == "windsor"
    duties = {
        route.market: route.duty.value for entry in money.sites for route in entry.routes if entry.site == "cassino"
    }
    assert duties["usa"] == percent


def test_the_script_runs(tmp_path):
    done = subprocess.run(
        [sys.executable, str(STUDY / "run.py")], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "abandoned" in done.stdout
    assert (tmp_path / "results/alfa-hindsight-script/change.png").is_file()
