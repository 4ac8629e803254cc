"""How long the board works from a moved slider to the repainted page, and how large its file is.

Run with the project's environment and Chromium: `.venv/bin/python benchmarks/board.py`. A browser hands over a moved
slider just before it makes a frame. So the time of a move is what its handling takes, and what the next frame takes
from its start until style, layout and paint are done; the wait between the two is left out. Moves come one at a time,
with frames between them in which the maps catch up, or in every frame, as in a fast drag, where a frame also paints a
map of the move before. Beside it stands the processor time of the page's main thread a move, which other work on the
machine lengthens less. The aims are 16 ms at 50 sites x 12 criteria, and 300 kB for the full study.
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
PAUSES = {"one at a time": 4, "in every frame": 0}
"""Frames between two moves."""

TIMED_MOVES = """
new Promise((done) => {
  const slider = document.querySelectorAll('input[type=range]')[%d];
  const shares = %s;
  const pause = %d;
  const painted = new MessageChannel();
  const times = [];
  let [handled, frame, rest] = [0, 0, 0];
  function move() {
    slider.value = shares[times.length] * slider.max;
    const start = performance.now();
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    handled = performance.now() - start;
  }
  function start() {
    frame = performance.now();
    painted.port2.postMessage(0);
    if (times.length < shares.length) requestAnimationFrame(start);
  }
  painted.port1.onmessage = () => {
    if (!rest) times.push(handled + performance.now() - frame);
    if (times.length === shares.length) return done(times);
    rest = rest ? rest - 1 : pause;
    if (!rest) move();
  };
  requestAnimationFrame(start);
  move();
})
"""


def moves(page, slider, pause):
    """Move one slider some times, and return how long each move took, in milliseconds."""
    shares = [0.05 + 0.9 * (move * 37 % 100) / 100 for move in range(slider * MOVES_EACH, (slider + 1) * MOVES_EACH)]
    return page.js(TIMED_MOVES % (slider, shares, pause))


def processor(page):
    """Return the processor time that the page's main thread has used, in milliseconds."""
    metrics = page.send("Performance.getMetrics")["metrics"]
    return 1000 * next(entry["value"] for entry in metrics if entry["name"] == "TaskDuration")


def show(browser, name, study, folder):
    """Move the sliders of a study's board, some times each, and print how long a move takes."""
    page = browser.tab()
    page.open(siting.report.write_board(study, Path(folder) / "board.html").as_uri())
    page.send("Performance.enable", timeDomain="threadTicks")
    moves(page, 0, 0)
    for way, pause in PAUSES.items():
        before = processor(page)
        times = sorted(time for slider in range(SLIDERS) for time in moves(page, slider, pause))
        used = (processor(page) - before) / len(times)
        high = times[int(0.95 * len(times))]
        found = f"median {statistics.median(times):.1f} ms, 95 % {high:.1f} ms, processor {used:.1f} ms a move"
        print(f"{name}, moved {way}: {found}")
    page.send("Page.close")


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
