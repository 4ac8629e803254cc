"""A folder is replaced whole or left as it was."""

import json
from pathlib import Path

import pytest

from siting.errors import OutputError
from siting.files import write_folder
from siting.files.folder import MANIFEST


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_are_written_with_a_manifest(tmp_path):
    target = tmp_path / "results" / "first"
    assert write_folder(target, {"a.txt": "grün", "charts/b.png": b"\x89PNG"}) == target
    found = contents(target)
    manifest = json.loads(found.pop(MANIFEST))
    assert found == {"a.txt": "grün".encode(), "charts/b.png": b"\x89PNG"}
    assert manifest == {"written_by": "siting", "files": ["a.txt", "charts/b.png"]}


def test_an_earlier_folder_of_ours_is_replaced_and_nothing_is_left_beside_it(tmp_path):
    write_folder(tmp_path / "out", {"old.txt": "1", "both.txt": "1"})
    write_folder(tmp_path / "out", {"new.txt": "2", "both.txt": "2"})
    assert set(contents(tmp_path / "out")) == {"new.txt", "both.txt", MANIFEST}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_same_files_give_the_same_bytes(tmp_path):
    files = {"b.txt": "x", "a.txt": "y"}
    first = contents(write_folder(tmp_path / "one", files))
    assert contents(write_folder(tmp_path / "two", dict(reversed(files.items())))) == first


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "out").mkdir()
    write_folder(tmp_path / "out", {"a.txt": "1"})
    assert (tmp_path / "out" / "a.txt").read_text() == "1"


def test_a_link_to_a_folder_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    write_folder(tmp_path / "link", {"a.txt": "1"})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "a.txt").read_text() == "1"


@pytest.mark.parametrize("with_manifest", [False, True])
def test_a_folder_with_files_of_somebody_else_is_left_alone(tmp_path, with_manifest):
    target = tmp_path / "out"
    if with_manifest:
        write_folder(target, {"ours.txt": "1"})
    target.mkdir(exist_ok=True)
    (target / "thesis.doc").write_text("years of work")
    before = contents(target)
    with pytest.raises(OutputError, match=r"holds files that siting did not write .*thesis\.doc"):
        write_folder(target, {"a.txt": "1"})
    assert contents(target) == before


@pytest.mark.parametrize("text", ["", "[]", '{"written_by": "somebody", "files": ["x"]}', '{"written_by": "siting"}'])
def test_a_manifest_that_is_not_ours_protects_the_folder(tmp_path, text):
    (tmp_path / MANIFEST).write_text(text)
    (tmp_path / "x").write_text("")
    with pytest.raises(OutputError, match="did not write"):
        write_folder(tmp_path, {"a.txt": "1"})


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(OutputError, match="there is a file of that name"):
        write_folder(tmp_path / "out", {"a.txt": "1"})
    assert (tmp_path / "out").read_text() == "mine"


def test_a_file_in_the_place_of_a_parent_is_refused(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(OutputError, match="not a directory"):
        write_folder(tmp_path / "file" / "out", {"a.txt": "1"})


def test_a_read_only_folder_is_refused(tmp_path, monkeypatch):
    write_folder(tmp_path / "out", {"a.txt": "1"})
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(OutputError, match="read-only"):
        write_folder(tmp_path / "out", {"a.txt": "2"})
    assert (tmp_path / "out" / "a.txt").read_text() == "1"


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "", ".", MANIFEST, "x/../../a"])
def test_a_path_that_leads_out_of_the_folder_is_refused(tmp_path, name):
    with pytest.raises(OutputError, match="does not name a file inside the folder"):
        write_folder(tmp_path / "out", {name: "1"})
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_earlier_folder_whole(tmp_path, monkeypatch):
    write_folder(tmp_path / "out", {"a.txt": "1", "b.txt": "1"})
    before = contents(tmp_path / "out")
    write = Path.write_bytes

    def full(path, content):
        if path.name == "b.txt":
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match="no space left on device"):
        write_folder(tmp_path / "out", {"a.txt": "2", "b.txt": "2"})
    assert contents(tmp_path / "out") == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_failure_between_the_renames_puts_the_earlier_folder_back(tmp_path, monkeypatch):
    write_folder(tmp_path / "out", {"a.txt": "1"})
    rename = Path.rename

    def fails_for_the_new_one(path, target):
        if path.name.endswith(".new"):
            raise OSError(5, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fails_for_the_new_one)
    with pytest.raises(OutputError, match="input/output error"):
        write_folder(tmp_path / "out", {"a.txt": "2"})
    assert (tmp_path / "out" / "a.txt").read_text() == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_stop_before_the_swap_leaves_the_earlier_folder_whole(tmp_path, monkeypatch):
    write_folder(tmp_path / "out", {"a.txt": "1"})

    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("siting.files.folder._swap", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "out", {"a.txt": "2"})
    assert (tmp_path / "out" / "a.txt").read_text() == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
