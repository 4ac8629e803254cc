"""What every way of eliciting gives can be written into a study's file, and is read back with its whole record."""

import pytest

import siting
from siting import elicitation as e
from siting import values
from siting.files.edit import set_weight_set
from siting.model import WeightSet

NAMES = ["cost", "skill", "rail"]
SWINGS = {"cost": (900, 100), "skill": (0, 10), "rail": (40, 0)}
STUDY = """\
[sites.A]
[sites.B]
[criteria.cost]
direction = "min"
range = { worst = 900, best = 100 }
[criteria.skill]
range = { worst = 0, best = 10 }
[criteria.rail]
direction = "min"
range = { worst = 40, best = 0 }
[tree]
people = ["skill"]
"""
CELLS = "site,criterion,value\nA,cost,300\nA,skill,2\nA,rail,5\nB,cost,500\nB,skill,8\nB,rail,30\n"

RATIOS = {("cost", "skill"): 3, ("skill", "rail"): 2, ("cost", "rail"): 4}
LINES = {name: values.linear(*swing) for name, swing in SWINGS.items()}
PAIRS = [({"cost": 500, "skill": 2}, {"cost": 600, "skill": 5}), ({"rail": 10, "skill": 2}, {"rail": 20, "skill": 4})]
MADE = {
    "direct": e.direct({"cost": 60, "skill": 25, "rail": 15}, ranges=SWINGS),
    "swing": e.swing({"cost": 100, "skill": 60, "rail": 40}, ranges=SWINGS),
    "equal": e.equal(NAMES, ranges=SWINGS),
    "centroid": e.rank_order_centroid(["cost", ["skill", "rail"]], ranges=SWINGS),
    "rank sum": e.rank_sum(NAMES),
    "rank reciprocal": e.rank_reciprocal(NAMES),
    "pairwise": e.pairwise(e.comparison_matrix(NAMES, RATIOS), ranges=SWINGS),
    "hierarchy": e.pairwise_hierarchy(
        {
            "": e.comparison_matrix(
                ["cost", "people", "rail"], {("cost", "people"): 3, ("people", "rail"): 2, ("cost", "rail"): 5}
            ),
            "people": e.comparison_matrix(["skill"], {}),
        }
    ),
    "best-worst": e.best_worst({"cost": 1, "skill": 2, "rail": 8}, {"cost": 8, "skill": 4, "rail": 1}, ranges=SWINGS),
    "minimax": e.best_worst({"cost": 1, "skill": 3, "rail": 8}, {"cost": 8, "skill": 4, "rail": 1}, model="minimax"),
    "trade-off": e.trade_off(LINES, PAIRS),
    "statements": e.statements(NAMES, e.Ranked(NAMES), e.AtLeast("cost", "rail", 2), ranges=SWINGS).weight_set,
}


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_a_weight_set_is_read_back_with_its_record_and_used(tmp_path, made):
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    (tmp_path / "performance.csv").write_text(CELLS, encoding="utf-8")
    file = set_weight_set(tmp_path, "team", made)
    assert file.read_text(encoding="utf-8").startswith(STUDY)
    study = siting.load_study(tmp_path)
    read, said = (
        {name: getattr(found, name) for name in WeightSet.model_fields} for found in (study.weights["team"], made)
    )
    open_still = ("points", "method") if made.statements else ()
    assert {name: read[name] for name in read if name not in open_still} == {
        name: said[name] for name in said if name not in open_still
    }
    if made.points:
        assert siting.evaluate(study).weights.to_dict() == pytest.approx(made.weights.to_dict())
    assert siting.audit(study).query("level == 'error' or check == 'inconsistent-judgements'").empty
