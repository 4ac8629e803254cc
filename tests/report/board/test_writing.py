import hashlib
import re
from base64 import b64encode

import numpy as np
import pandas as pd
import pytest

from siting.errors import MethodError, OutputError
from siting.model import Measurement, Source, Study
from siting.report.board import board_data, board_page, module_text, write_board
from siting.report.board.web import MODULES


@pytest.fixture
def study(make_study):
    return make_study(6, 4, 0)


def test_the_page_may_run_its_own_script_and_nothing_else(study):
    page = board_page(board_data(study))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    script = re.search(r'<script type="module">(.*?)</script>', page, re.DOTALL)[1]
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    hashes = [f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in (script, style)]
    assert policy.split("; ") == [
        "default-src 'none'", f"script-src {hashes[0]}", f"style-src {hashes[1]}",
        "base-uri 'none'", "form-action 'none'",
    ]  # fmt: skip
    assert re.findall(r"""(?:src|href)=["']?[^\s>]+""", page.replace(script, "")) == []


def test_no_text_of_a_study_can_end_the_script(study):
    awkward = "</script><!-- ]]> \u2028\u2029 & \" '"
    page = board_page({**board_data(study), "question": awkward})
    assert page.count("</script>") == 2
    data = re.search(r'id="board-data">(.*?)</script>', page, re.DOTALL)[1]
    assert not set("<>&\u2028\u2029") & set(data)


def test_the_same_study_gives_the_same_bytes(study, make_study, tmp_path):
    first, second = write_board(study, tmp_path / "a.html"), write_board(make_study(6, 4, 0), tmp_path / "b.html")
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.html"]


def test_two_hundred_sites_stay_below_300_kb(make_study, tmp_path):
    assert write_board(make_study(200, 12, 0), tmp_path / "board.html").stat().st_size <= 300_000


def test_a_folder_or_a_file_in_the_way_is_told(study, tmp_path):
    with pytest.raises(OutputError, match="folder of that name"):
        write_board(study, tmp_path)
    (tmp_path / "file").write_text("kept")
    with pytest.raises(OutputError, match="file"):
        write_board(study, tmp_path / "file" / "board.html")
    assert (tmp_path / "file").read_text() == "kept"


def test_a_failed_write_keeps_the_earlier_board(study, tmp_path, monkeypatch):
    target = write_board(study, tmp_path / "board.html")
    before = target.read_bytes()

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(OutputError, match="no space left"):
        write_board(study, target)
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["board.html"]


def test_evidence_is_written_once_however_often_it_is_used():
    source = Source(id="s", title="One paper", url="https://example.org")
    table = pd.DataFrame({"x": [1.0, 2.0, 3.0]}, ["A", "B", "C"])
    cells = {(site, "x"): Measurement(value=value, sources=(source,)) for site, value in table["x"].items()}
    study = Study.build(
        {
            "sites": {site: {} for site in "ABC"},
            "criteria": {"x": {"range": {"worst": 0.0, "best": 4.0}}},
            "futures": {"later": {"changes": {"performance.A.x": 4.0}}},
        },
        given=Study.from_frame(table).given.updated(cells),
    )
    data = board_data(study)
    assert data["sources"] == [{"title": "One paper", "url": "https://example.org", "published": ""}]
    assert [future["cells"] for future in data["futures"]] == [[[0], [1], [2]], [[3], [1], [2]]]
    assert data["futures"][1]["values"] == [[1.0], [0.5], [0.75]]
    assert data["futures"][0]["values"] == [[0.25], [0.5], [0.75]]


def test_objectives_are_called_by_their_titles():
    table = pd.DataFrame(np.eye(2), ["A", "B"], ["x", "y"])
    document = {
        "sites": {"A": {}, "B": {}},
        "criteria": {name: {"range": {"worst": 0.0, "best": 1.0}} for name in "xy"},
        "tree": {"land_use": ["x"], "staff": ["y"]},
        "objectives": {"staff": {"title": "People and skills"}},
    }
    nodes = board_data(Study.build(document, given=Study.from_frame(table).given))["nodes"]
    assert [node["title"] for node in nodes] == ["x", "y", "Land use", "People and skills"]


def test_a_future_with_another_tree_is_refused():
    table = pd.DataFrame(np.eye(2), ["A", "B"], ["x", "y"])
    study = Study.build(
        {
            "sites": {"A": {}, "B": {}},
            "criteria": {name: {"range": {"worst": 0.0, "best": 1.0}} for name in "xy"},
            "tree": {"both": ["x"]},
            "futures": {"other": {"changes": {"tree.both": ["x", "y"]}}},
        },
        given=Study.from_frame(table).given,
    )
    with pytest.raises(MethodError, match="'other' changes the value tree"):
        board_data(study)


def test_every_front_end_file_is_in_the_module():
    from importlib.resources import files

    found = {
        path.name.removesuffix(".js")
        for path in files("siting.report.board.web").iterdir()
        if path.name.endswith(".js")
    }
    assert found == set(MODULES)
    assert "import " not in re.sub(r"//.*", "", module_text())
