"""How long the board takes from a moved slider to the repainted page, and how large its file is.

Run with the project's environment and Chromium: `.venv/bin/python benchmarks/board.py`. Each move is made at the start
of a frame and timed until the frame is painted. The aims are 16 ms at 50 sites x 12 criteria, and 300 kB for the full
study.
"""

import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import siting  # noqa: E402
from tests.report.board.conftest import Browser, generated  # noqa: E402

SIZES = [(10, 8), (50, 12), (200, 12)]
MOVES = 120

TIMED_MOVE = """
new Promise((done) => requestAnimationFrame(() => {
  const slider = document.querySelectorAll('input[type=range]')[%d];
  const painted = new MessageChannel();
  const start = performance.now();
  painted.port1.onmessage = () => done(performance.now() - start);
  slider.value = %f * slider.max;
  slider.dispatchEvent(new Event('input', { bubbles: true }));
  requestAnimationFrame(() => {});
  painted.port2.postMessage(0);
}))
"""


def milliseconds(browser, study, folder):
    """Return the time of each move of a slider on the board of a study."""
    page = browser.tab()
    page.open(siting.report.write_board(study, Path(folder) / "board.html").as_uri())
    times = [page.js(TIMED_MOVE % (move % 8, 0.05 + 0.9 * (move * 37 % 100) / 100)) for move in range(MOVES)]
    page.send("Page.close")
    return times[10:]


def main():
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Browser(f"{folder}/profile")
        for sites, criteria in SIZES:
            times = sorted(milliseconds(browser, generated(sites, criteria, seed=1), folder))
            high = times[int(0.95 * len(times))]
            print(f"{sites} sites x {criteria} criteria: median {statistics.median(times):.1f} ms, 95 % {high:.1f} ms")
        browser.close()
        full = siting.load_study(ROOT / "scenarios" / "alfa-e-segment")
        size = siting.report.write_board(full, Path(folder) / "board.html").stat().st_size
        print(f"board of the full study: {size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
