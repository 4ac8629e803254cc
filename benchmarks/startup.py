"""How long a user waits: importing, asking for help, running the first study.

Run with the project's environment: `.venv/bin/python benchmarks/startup.py`. Prints the median of several whole
processes; the aims are 0.6 s, 0.25 s and 4 s on two cores.
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
SITING = [sys.executable, "-m", "siting"]


def seconds(command, *, repeats):
    """Return the wall time of each run of `command` as a fresh process."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        times.append(time.perf_counter() - start)
    return times


def main():
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out")
        jobs = {
            "empty interpreter": ([sys.executable, "-c", "pass"], 9),
            "import siting": ([sys.executable, "-c", "import siting"], 9),
            "import siting, evaluate": ([sys.executable, "-c", "import siting; siting.evaluate"], 5),
            "siting --help": ([*SITING, "--help"], 9),
            "siting run scenarios/alfa-first-look": ([*SITING, "run", "scenarios/alfa-first-look", "--out", out], 5),
        }
        for name, (command, repeats) in jobs.items():
            times = seconds(command, repeats=repeats)
            print(f"{name:40s} median {statistics.median(times):6.2f} s   best {min(times):6.2f} s")


if __name__ == "__main__":
    main()
