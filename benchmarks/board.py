"""How long the board works from a moved slider to the repainted page, and how large its file is.

Run with the project's environment and Chromium: `.venv/bin/python benchmarks/board.py`. A browser hands over a moved
slider just before it makes a frame. So the time of a move is what its handling takes, and what the next frame takes
from its start until style, layout and paint are done; the wait between the two is left out. Beside it stands the
processor time of the page's main thread a move, which other work on the machine lengthens less. The aims are 16 ms
at 50 sites x 12 criteria, and 300 kB for the full study.
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
SLIDERS = 8
MOVES_EACH = 15
WARM = 10

TIMED_MOVE = """
new Promise((done) => {
  const slider = document.querySelectorAll('input[type=range]')[%d];
  const painted = new MessageChannel();
  let frame = 0;
  requestAnimationFrame(() => (frame = performance.now()));
  slider.value = %f * slider.max;
  const start = performance.now();
  slider.dispatchEvent(new Event('input', { bubbles: true }));
  const handled = performance.now() - start;
  painted.port1.onmessage = () => done(handled + performance.now() - frame);
  requestAnimationFrame(() => painted.port2.postMessage(0));
})
"""


def moved(page, move):
    return page.js(TIMED_MOVE % (move // MOVES_EACH, 0.05 + 0.9 * (move * 37 % 100) / 100))


def processor(page):
    """Return the processor time that the page's main thread has used, in milliseconds."""
    metrics = page.send("Performance.getMetrics")["metrics"]
    return 1000 * next(entry["value"] for entry in metrics if entry["name"] == "TaskDuration")


def show(browser, name, study, folder):
    """Move the sliders of a study's board, some times each, and print how long a move takes."""
    page = browser.tab()
    page.open(siting.report.write_board(study, Path(folder) / "board.html").as_uri())
    page.send("Performance.enable", timeDomain="threadTicks")
    for move in range(WARM):
        moved(page, move)
    before = processor(page)
    times = sorted(moved(page, move) for move in range(SLIDERS * MOVES_EACH))
    used = (processor(page) - before) / len(times)
    page.send("Page.close")
    high = times[int(0.95 * len(times))]
    print(f"{name}: median {statistics.median(times):.1f} ms, 95 % {high:.1f} ms, processor {used:.1f} ms a move")


def main():
    full = siting.load_study(ROOT / "scenarios" / "alfa-e-segment")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Browser(f"{folder}/profile")
        for sites, criteria in SIZES:
            show(browser, f"{sites} sites x {criteria} criteria", generated(sites, criteria, seed=1), folder)
        show(browser, "the full study, with money", full, folder)
        browser.close()
        size = siting.report.write_board(full, Path(folder) / "board.html").stat().st_size
        print(f"board of the full study: {size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
