"""A file is replaced whole or left as it was."""

import os
from pathlib import Path

import pytest

from siting.errors import OutputError
from siting.placing import place_file


def test_folders_above_are_made_and_an_earlier_file_is_replaced(tmp_path):
    target = tmp_path / "a" / "b" / "answer.xlsx"
    assert place_file(target, b"first") == target
    assert place_file(target, b"second").read_bytes() == b"second"
    assert [path.name for path in target.parent.iterdir()] == ["answer.xlsx"]


def test_a_link_is_followed(tmp_path):
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    place_file(tmp_path / "link", b"new")
    assert (tmp_path / "real").read_bytes() == b"new"
    assert (tmp_path / "link").is_symlink()


def test_a_full_disk_leaves_the_earlier_file_and_nothing_else(tmp_path, monkeypatch):
    target = tmp_path / "answer.xlsx"
    target.write_bytes(b"earlier")
    whole = Path.write_bytes

    def half(path, content):
        whole(path, content[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(OutputError, match="no space left on device"):
        place_file(target, b"never seen")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"answer.xlsx": b"earlier"}


def test_what_is_no_plain_file_is_never_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    for name, message in (("pipe", "no file that can be replaced"), ("folder", "there is a folder of that name")):
        with pytest.raises(OutputError, match=message):
            place_file(tmp_path / name, b"x")
    with pytest.raises(OutputError, match="file is a file, not a folder"):
        place_file(tmp_path / "file" / "answer.xlsx", b"x")
    assert (tmp_path / "pipe").is_fifo()
