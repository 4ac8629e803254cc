"""The package as users get it: built, installed into a clean environment, run away from the checkout."""

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]


def run(*command, cwd):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd=cwd, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_wheel_runs_the_first_study_outside_the_checkout(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    shutil.copytree(ROOT / "siting", source / "siting", ignore=shutil.ignore_patterns("__pycache__"))
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path / "dist", source, cwd=tmp_path)
    (wheel,) = (tmp_path / "dist").glob("*.whl")

    venv.create(tmp_path / "clean", with_pip=True)
    bin_folder = tmp_path / "clean" / ("Scripts" if os.name == "nt" else "bin")
    pip = [bin_folder / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run(*pip, "--constraint", ROOT / "constraints.txt", wheel, cwd=tmp_path)

    away = tmp_path / "away"
    shutil.copytree(ROOT / "scenarios" / "alfa-first-look", away / "study")
    run(bin_folder / "siting", "run", "study", "--out", "out", cwd=away)
    results = json.loads((away / "out" / "results.json").read_text(encoding="utf-8"))
    assert results["best"] == "belvidere"
    assert (away / "out" / "charts" / "contributions.png").stat().st_size > 10_000
