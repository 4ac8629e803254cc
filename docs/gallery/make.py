"""Draw every chart of the gallery and write its page: `python docs/gallery/make.py`, from the top of the checkout."""

import runpy
from pathlib import Path

from siting import charts

HERE = Path(__file__).parent
TITLES = {
    "1-who-leads": "Who leads, and why?",
    "2-weights": "Which weights would change it?",
    "3-evidence": "What does it rest on?",
    "4-money": "What does it cost?",
    "5-futures": "What if things turn out otherwise?",
}
INTRODUCTION = """# Charts by the question they answer

Each picture comes from the script below it, run from the top of the checkout. Every chart takes a result and returns
matplotlib Axes; `siting.charts.to_png(ax)` and `to_svg(ax)` make files of it, `ax=siting.charts.document()` makes it
small enough for a text column. `python docs/gallery/make.py` draws them all anew.
"""


def scripts():
    """Return the scripts, in the order of the page."""
    return sorted(HERE.glob("*/*.py"))


def drawn(script):
    """Run a script and return the Axes that it leaves behind."""
    return runpy.run_path(str(script))["ax"]


def page():
    """Return the page of the gallery."""
    parts = [INTRODUCTION]
    for folder, title in TITLES.items():
        parts.append(f"## {title}\n")
        for script in sorted((HERE / folder).glob("*.py")):
            heading, _, sentence, *_ = script.read_text(encoding="utf-8").removeprefix('"""').split("\n")
            place = f"{folder}/{script.stem}"
            parts.append(f"### {heading}\n\n{sentence}\n\n![{heading}]({place}.png)\n\n[`{place}.py`]({place}.py)\n")
    return "\n".join(parts)


if __name__ == "__main__":
    for script in scripts():
        script.with_suffix(".png").write_bytes(charts.to_png(drawn(script), dpi=60))
        print(script)
    (HERE / "README.md").write_text(page(), encoding="utf-8")
