"""How long the board works from a moved slider to the repainted page, and how large its file is.

Run with the project's environment and Chromium: `.venv/bin/python benchmarks/board.py`. A slider is dragged frame after
frame, in jumps. A browser hands over a moved slider just before it makes a frame. So the time of a move is what its
handling takes, and what the next frame takes from its start until style, layout and paint are done, with what panels
have to catch up from the move before; the wait between the two is left out. Beside it stands the processor time of the
page's main thread a move, which other work on the machine lengthens less. The aims are 16 ms at 50 sites x 12 criteria,
and 300 kB for the full study.
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

TIMED_DRAG = """
new Promise((done) => {
  const slider = document.querySelectorAll('input[type=range]')[%d];
  const shares = %s;
  const painted = new MessageChannel();
  const times = [];
  let [handled, frame] = [0, 0];
  function move() {
    slider.value = shares[times.length] * slider.max;
    const start = performance.now();
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    handled = performance.now() - start;
  }
  function start() {
    frame = performance.now();
    painted.port2.postMessage(0);
    if (times.length < shares.length - 1) requestAnimationFrame(start);
  }
  painted.port1.onmessage = () => {
    times.push(handled + performance.now() - frame);
    if (times.length < shares.length) move();
    else done(times);
  };
  requestAnimationFrame(start);
  move();
})
"""


def dragged(page, slider):
    """Drag one slider, and return how long each of its moves took, in milliseconds."""
    shares = [0.05 + 0.9 * (move * 37 % 100) / 100 for move in range(slider * MOVES_EACH, (slider + 1) * MOVES_EACH)]
    return page.js(TIMED_DRAG % (slider, shares))


def processor(page):
    """Return the processor time that the page's main thread has used, in milliseconds."""
    metrics = page.send("Performance.getMetrics")["metrics"]
    return 1000 * next(entry["value"] for entry in metrics if entry["name"] == "TaskDuration")


def show(browser, name, study, folder):
    """Move the sliders of a study's board, some times each, and print how long a move takes."""
    page = browser.tab()
    page.open(siting.report.write_board(study, Path(folder) / "board.html").as_uri())
    page.send("Performance.enable", timeDomain="threadTicks")
    dragged(page, 0)
    before = processor(page)
    times = sorted(time for slider in range(SLIDERS) for time in dragged(page, slider))
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
