"""The worked example of docs/study-files.md is a study."""

import re
from pathlib import Path

from siting.files import read_study

PAGE = Path(__file__).parents[2] / "docs" / "study-files.md"


def test_the_worked_example_is_read(tmp_path):
    blocks = re.findall(r"```(?:toml|csv)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    for name, text in zip(("study.toml", "performance.csv", "facts.csv"), blocks, strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    study = read_study(tmp_path)
    assert list(study.sites) == ["melfi", "toluca"]
    assert [fact.value for fact in study.facts] == [1900000.0, 2.0]
    assert study.in_future("tariff").programme.body == "other"
