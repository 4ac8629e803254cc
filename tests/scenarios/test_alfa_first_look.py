"""The first study: its numbers by hand, and a story that says what the numbers say."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import siting

ROOT = Path(__file__).parents[2]
STUDY = ROOT / "scenarios" / "alfa-first-look"
READMES = (STUDY / "README.md", ROOT / "README.md")


@pytest.fixture(scope="module")
def then():
    return siting.load_study(STUDY)


@pytest.fixture(scope="module")
def now():
    return siting.load_study(STUDY, overrides={"as_of": "2026-11-22"})


def test_overall_values_by_hand(then):
    weights = {"ev_credit": 100 / 240, "existing_capacity": 80 / 240, "market_proximity": 60 / 240}
    evaluation = siting.evaluate(then)
    assert evaluation.weights.to_dict() == pytest.approx(weights)
    # Belvidere: 60 % bought x 60 % within the caps x 7,500 + 40 % leased x 7,500; 280,000 free for 60,000
    credit, cover = 0.6 * 0.6 * 7500 + 0.4 * 7500, 280 / 60
    assert then.performance.loc["belvidere", ["ev_credit", "existing_capacity"]].tolist() == pytest.approx(
        [credit, cover]
    )
    # Cassino: only the lease counts; 300,000 less the 55,000 built in 2022
    assert then.performance.loc["cassino", ["ev_credit", "existing_capacity"]].tolist() == pytest.approx(
        [3000, 245 / 60]
    )
    days = then.performance["market_proximity"]
    expected = {
        "belvidere": (60 - days["belvidere"]) / 50 * weights["market_proximity"]
        + credit / 7500 * weights["ev_credit"]
        + weights["existing_capacity"],
        "pomigliano": (60 - days["pomigliano"]) / 50 * weights["market_proximity"]
        + 0.4 * weights["ev_credit"]
        + (0.6 + 0.25 * 0.75) * weights["existing_capacity"],
    }
    for site, value in expected.items():
        assert evaluation.overall[site] == pytest.approx(value)


def test_in_2023_no_weights_change_the_leader(then):
    assert siting.evaluate(then).best == "belvidere"
    for criterion in then.criteria:
        assert siting.sensitivity.switch_points(then, criterion).empty
    dominance = siting.dominance(then)
    assert dominance.loc["belvidere", ["cassino", "pomigliano"]].all()


def test_today_the_credit_is_gone_and_capacity_decides(now):
    assert (now.performance["ev_credit"] == 0).all()
    (switch,) = siting.sensitivity.switch_points(now, "existing_capacity").itertuples()
    assert (switch.from_site, switch.to_site) == ("belvidere", "cassino")


@pytest.mark.parametrize("future", ["sedan", "sourcing-missed"])
def test_what_takes_the_credit_s_advantage_away(future):
    credit = siting.load_study(STUDY, future=future).performance["ev_credit"]
    assert credit.tolist() == [3000, 3000, 3000]


def test_a_price_above_the_limit_takes_it_too():
    credit = siting.load_study(STUDY, overrides={"programme.msrp_usd": 80_001}).performance["ev_credit"]
    assert credit.tolist() == [3000, 3000, 3000]


def test_china_first_takes_the_edge_in_delivery(then):
    days = siting.load_study(STUDY, future="china-first").performance["market_proximity"]
    assert then.performance["market_proximity"].idxmin() == "belvidere"
    assert days["belvidere"] > days["pomigliano"]


def test_nothing_known_later_is_used(then):
    for site in then.sites:
        for criterion in then.criteria:
            for step in then.cell(site, criterion).trace:
                for name in step.facts:
                    fact = next(fact for fact in siting.facts.load().facts if fact.id == name)
                    assert fact.known_from is None or fact.known_from <= then.as_of, name


def test_every_cell_has_a_source_or_a_flag_and_a_trace(then):
    evidence = then.provenance()
    assert len(evidence) == 9
    assert (evidence["trace"] != "").all()
    assert ((evidence["source"] != "") | (evidence["flags"] != "")).all()


@pytest.mark.parametrize("path", READMES, ids=["study", "project"])
def test_the_story_agrees_with_the_numbers(path, then, now):
    story = path.read_text(encoding="utf-8").split("## The full answer")[0]
    told = {float(number) for number in re.findall(r"\b0\.\d{3}\b", story)}
    overall = {round(float(v), 3) for study in (then, now) for v in siting.evaluate(study).overall}
    assert told
    assert told <= overall
    limits = siting.sensitivity.stability_intervals(now)
    assert f"{100 * limits['upper']['existing_capacity']:.1f} %" in story


def test_the_table_of_the_story_agrees_with_the_cells(then):
    story = READMES[0].read_text(encoding="utf-8")
    for site, title in (("belvidere", "Belvidere"), ("cassino", "Cassino"), ("pomigliano", "Pomigliano d'Arco")):
        days, credit, cover = then.performance.loc[site]
        assert f"| {title} | {days:.1f} days | {credit:,.0f} USD a car | {cover:.2f} times the plan |" in story


def test_the_picture_of_the_readme_is_of_this_answer(then):
    description = siting.charts.alt_text(siting.charts.contributions(siting.evaluate(then)))
    assert description.encode("latin-1") in (ROOT / "docs" / "pictures" / "first-look.png").read_bytes()


def test_the_script_runs(tmp_path):
    done = subprocess.run(
        [sys.executable, str(STUDY / "run.py")], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Belvidere leads" in done.stdout
    assert (tmp_path / "results" / "alfa-first-look-script" / "contributions.png").stat().st_size > 10_000
