import numpy as np
import pandas as pd
import pytest

import siting
from siting import elicitation as e
from siting import sensitivity as s
from siting.errors import StudyError
from siting.files import read_study, write_excel, write_toml
from siting.files.edit import set_weight_set
from siting.model import Study

NAMES = ["cost", "skill", "rail"]
ROWS = [[1.0, 0.0, 0.2], [0.0, 1.0, 0.2], [0.6, 0.5, 0.9]]


def study_saying(*said, tree=None, **more):
    table = pd.DataFrame(ROWS, index=["A", "B", "C"], columns=NAMES)
    base = Study.from_frame(table, ranges=dict.fromkeys(NAMES, (0, 1)), tree=tree)
    return Study.build({**base.model_dump(), "weights": {"town": {"statements": said, **more}}}, given=base.given)


def centre(*said, **more):
    return siting.evaluate(s.settled(study_saying(*said, **more))).weights.tolist()


@pytest.mark.parametrize(
    ("said", "weights"),
    [
        (["cost > skill > rail"], e.rank_order_centroid(NAMES).weights.tolist()),
        (["cost between 0.5 and 1"], [2 / 3, 1 / 6, 1 / 6]),  # triangle (1,0,0) (1/2,1/2,0) (1/2,0,1/2)
        (["cost > skill = rail"], [2 / 3, 1 / 6, 1 / 6]),  # (1 - 2t, t, t) with t from 0 to 1/3
        (["cost = skill = rail"], [1 / 3, 1 / 3, 1 / 3]),
        (["cost at least 3 times skill", "rail between 0.2 and 0.2"], [0.7, 0.1, 0.2]),  # skill from 0 to 0.2
    ],
)
def test_the_centre_of_what_was_said_by_hand(said, weights):
    assert centre(*said) == pytest.approx(weights, abs=1e-9)


def test_the_centre_is_the_mean_of_weights_drawn_blindly():
    said = ["cost > rail", "skill at least 1.5 times rail", "cost between 0.1 and 0.5"]
    drawn = np.random.default_rng(0).dirichlet(np.ones(3), size=400_000)
    cost, skill, rail = drawn.T
    kept = drawn[(cost >= rail) & (skill >= 1.5 * rail) & (cost >= 0.1) & (cost <= 0.5)]
    error = kept.std(axis=0) / np.sqrt(len(kept))
    assert (np.abs(kept.mean(axis=0) - centre(*said)) < 5 * error).all()


def test_in_a_tree_the_statements_are_about_weights_of_the_whole():
    tree = {"people": ["skill", "rail"]}
    assert centre("cost > skill > rail", tree=tree) == pytest.approx(e.rank_order_centroid(NAMES).weights.tolist())


def test_points_that_were_given_stay():
    study = study_saying("cost > rail", points={"cost": 3, "skill": 1, "rail": 1})
    assert s.settled(study) is study
    assert s.settled(study_saying("cost > rail")).weights["town"].method == "centre of statements"


def test_statements_alone_are_no_weights():
    with pytest.raises(StudyError, match="says something about the weights, but has no points") as caught:
        siting.evaluate(study_saying("cost > rail"))
    assert caught.value.problems[0].place == "weights.town"


def test_acceptability_over_the_space_of_a_ranking_by_hand():
    # cost > skill and no weight on rail: A has 1 - b, C has 0.6 - 0.1 b with b the weight of skill from 0 to 1/2;
    # A is ahead up to b = 4/9, so with 8/9 of the weights
    study = s.settled(study_saying("cost > skill", "rail between 0 and 0"))
    found = s.acceptability(study, s.stated_space(study))
    assert found.first_rank.to_dict() == pytest.approx({"A": 8 / 9, "B": 0.0, "C": 1 / 9})
    assert found.method == "exact"


def test_a_set_without_statements_leaves_all_weights_open():
    study = study_saying(points={"cost": 1, "skill": 1, "rail": 1})
    assert s.stated_space(study) is None
    assert s.settled(study) is study
    table = pd.DataFrame(ROWS, index=["A", "B", "C"], columns=NAMES)
    assert s.stated_space(Study.from_frame(table)) is None


def test_each_weight_set_has_its_own_space():
    base = study_saying("cost > rail")
    sets = {**base.weights, "works": {"statements": ["rail between 0.2 and 0.4"]}}
    study = Study.build({**base.model_dump(), "weights": sets}, given=base.given)
    assert repr(s.stated_space(study)) == "WeightSpace(cost, skill, rail: cost >= rail)"
    assert repr(s.stated_space(study, "works")) == "WeightSpace(cost, skill, rail: rail >= 0.2, rail <= 0.4)"


STUDY = """\
[sites.A]
[sites.B]
[criteria.cost]
range = { worst = 0, best = 10 }
[criteria.skill]
range = { worst = 0, best = 10 }
[weights.town]
statements = [
  "cost > skill",
  "STATEMENT",
]
"""
CELLS = "site,criterion,value\nA,cost,9\nA,skill,1\nB,cost,2\nB,skill,8\n"


@pytest.fixture
def written(tmp_path):
    def write(statement):
        (tmp_path / "study.toml").write_text(STUDY.replace("STATEMENT", statement), encoding="utf-8")
        (tmp_path / "performance.csv").write_text(CELLS, encoding="utf-8")
        return tmp_path

    return write


def test_a_study_file_may_hold_statements_instead_of_points(written):
    study = siting.load_study(written("skill between 0.2 and 1"))
    assert siting.evaluate(study).weights.tolist() == pytest.approx([0.65, 0.35])  # skill from 0.2 to 0.5


def test_a_wrong_statement_is_told_at_its_line(written):
    with pytest.raises(StudyError) as caught:
        siting.load_study(written("cost at least 2 times skil"))
    (problem,) = caught.value.problems
    assert (problem.line, problem.column) == (10, 3)
    assert problem.expected.startswith("one of ")
    assert problem.fix == "did you mean 'skill'?"


def test_statements_written_by_a_script_are_read_back(written):
    folder = written("skill between 0.2 and 1")
    said = e.statements(["cost", "skill"], e.AtLeast("skill", "cost", 4), ranges={"cost": (0, 10)})
    set_weight_set(folder, "works", said.weight_set)
    study = siting.load_study(folder)
    assert study.weights["works"].statements == ("skill at least 4 times cost",)
    assert siting.evaluate(study, weight_set="works").weights.tolist() == pytest.approx([0.1, 0.9])


@pytest.mark.parametrize("write", [write_toml, write_excel])
def test_statements_survive_every_kind_of_study_file(tmp_path, write):
    swing = {"cost": {"worst": 0.0, "best": 1.0}}
    study = study_saying("cost at least 2 times skill", "rail between 0.1 and 0.2", ranges=swing)
    assert read_study(write(study, tmp_path / "study.xlsx")).weights == study.weights
