"""How long the full study takes: with all futures, money and charts, and the comparison of two days.

Run with the project's environment: `.venv/bin/python benchmarks/full_study.py`. Prints the median and the best of
several whole processes; the aim for the full study is 6 s on two cores.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
DAYS = ("--as-of", "2023-04-30", "--as-of", "2026-11-22")
JOBS = {
    "siting run scenarios/alfa-e-segment": ("run", "scenarios/alfa-e-segment"),
    "siting compare scenarios/alfa-hindsight": ("compare", "scenarios/alfa-hindsight", *DAYS),
}


def seconds(arguments, folder):
    """Return wall time and processor time of one run as a fresh process."""
    before, start = os.times(), time.perf_counter()
    command = [sys.executable, "-m", "siting", *arguments, "--out", folder]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    wall, after = time.perf_counter() - start, os.times()
    return wall, after.children_user + after.children_system - before.children_user - before.children_system


def main():
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        for name, arguments in JOBS.items():
            wall, processor = zip(*(seconds(arguments, str(Path(folder) / "out")) for _ in range(5)), strict=True)
            print(
                f"{name:42s} median {statistics.median(wall):5.2f} s   best {min(wall):5.2f} s   "
                f"processor {min(processor):5.2f} s"
            )


if __name__ == "__main__":
    main()
