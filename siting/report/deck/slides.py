"""The slides of a deck in their order, each with one question and the finding as its title."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from siting import charts, narrate
from siting.explanation import explain
from siting.labels import counted, format_percent, join_words
from siting.model import ROOT
from siting.narrate.explain import reason, reversal
from siting.narrate.wording import listed, site_name, value
from siting.report.answer import Answer
from siting.report.deck.money import add_money
from siting.report.deck.page import Page, add_page
from siting.report.deck.ranking import MOST_BARS, draw_ranking, ranked_sites
from siting.report.deck.robustness import add_acceptability, add_futures, add_stakeholders
from siting.report.deck.stability import draw_stability
from siting.report.deck.sweep import MOST_LINES, draw_sweep
from siting.report.deck.template import Template
from siting.report.deck.waterfall import draw_waterfall

__all__ = ["add_findings"]

MOST_SWEEPS = 4


def add_findings(template: Template, answer: Answer) -> None:
    """Add the slides that say what was found; where no site is ranked only the first."""
    _add_answer(template, answer)
    if answer.evaluation.tied:
        _add_ranking(template, answer)
        _add_reason(template, answer)
        for name in _swept(answer):
            _add_sweep(template, answer, name)
        _add_stability(template, answer)
        _add_ternary(template, answer)
        add_acceptability(template, answer)
        add_stakeholders(template, answer)
        add_money(template, answer)
        add_futures(template, answer)


def _add_answer(template: Template, answer: Answer) -> None:
    study, ev = answer.study, answer.evaluation
    page = add_page(template)
    page.write_title(narrate.lead(ev))
    told = [*_weights(answer), *_beyond_weights(answer), *_short(narrate.exclusions(ev)), narrate.evidence(study)]
    told += filter(None, [narrate.caution(answer.findings)])
    page.write_content([(study.question or study.title or "Which site?", True), *((words, False) for words in told)])
    page.write_footnote(narrate.footnote(study))
    page.write_notes(study.title, narrate.headline(ev), narrate.ranking(ev), narrate.evidence(study))


def _weights(answer: Answer) -> list[str]:
    """Say at which weights of branches another site leads, how far any weight may move, or why none is varied."""
    swept = [answer.sweeps[name] for name in _swept(answer)]
    switches = [narrate.switches(sweep) for sweep in swept if len(sweep.switches)]
    if switches or answer.stability.empty:
        return [*narrate.not_varied(answer.evaluation), *switches]
    return [narrate.stability(answer.stability, answer.evaluation)]


def _beyond_weights(answer: Answer) -> Iterator[str]:
    if answer.money is not None:
        yield narrate.present_value(answer.money.appraisal)
    if answer.robustness is not None:
        yield narrate.regret(answer.robustness)


def _short(sentences: list[str]) -> list[str]:
    """Keep the first three sentences; the others are on the slide about requirements, and in the notes."""
    rest = len(sentences) - 3
    return (
        [*sentences[:3], f"{counted(rest, 'more site')} not ranked, for reasons given below."]
        if rest > 0
        else sentences
    )


def _add_ranking(template: Template, answer: Answer) -> None:
    ev = answer.evaluation
    page = add_page(template)
    page.write_title(_places(answer))
    draw_ranking(page, ev)
    sites = len(ranked_sites(ev))
    capped = f"The first {MOST_BARS} of {sites} ranked sites are shown. " if sites > MOST_BARS else ""
    page.write_footnote(f"{capped}Overall value 0 to 1 behind the name. {narrate.footnote(answer.study)}")
    page.write_notes(narrate.headline(ev), narrate.ranking(ev))


def _places(answer: Answer) -> str:
    ev = answer.evaluation
    sites = [f"{site_name(ev.study, name)} {value(ev.overall[name])}" for name in ranked_sites(ev)]
    return f"Overall values, the best first: {listed(sites)}"


def _add_reason(template: Template, answer: Answer) -> None:
    ev = answer.evaluation
    sites = ranked_sites(ev)
    rivals = [name for name in sites if ev.ranks[name] > 1]
    if not rivals:
        return
    found = explain(ev, ev.best, rivals[0])
    page = add_page(template)
    page.write_title(reason(found))
    draw_waterfall(page, found)
    page.write_footnote(f"Steps: weight times difference in partial value. {narrate.footnote(answer.study)}")
    page.write_notes(reason(found), *reversal(found))


def _swept(answer: Answer) -> list[str]:
    """Return the branches at the top of the tree whose sweeps are shown, the least room first."""
    top = [name for name in answer.study.value_tree.children[ROOT] if name in answer.sweeps]

    def room(name: str) -> float:
        swept = answer.sweeps[name]
        gaps = (swept.switches["weight"].astype(float) - swept.base_weight).abs()
        return float(gaps.min()) if len(gaps) else 2.0

    return sorted(top, key=room)[:MOST_SWEEPS]


def _add_sweep(template: Template, answer: Answer, name: str) -> None:
    swept = answer.sweeps[name]
    page = add_page(template)
    page.write_title(narrate.switches(swept))
    draw_sweep(page, swept)
    drawn = swept.frame["site"].nunique()
    capped = [f"{MOST_LINES} of {drawn} sites are drawn."] if drawn > MOST_LINES else []
    notes = ["All other weights keep their proportions. Dots: another site takes the lead.", *capped]
    page.write_footnote(" ".join([*notes, *narrate.left_out(swept), narrate.footnote(answer.study)]))
    page.write_notes(narrate.switches(swept), *narrate.left_out(swept))


def _add_stability(template: Template, answer: Answer) -> None:
    if answer.stability.empty:
        return
    ev = answer.evaluation
    page = add_page(template)
    page.write_title(narrate.stability(answer.stability, ev))
    draw_stability(page, answer.stability, ev)
    keeps = f"Bars: weights, from 0 % to 100 %, at which {site_name(answer.study, ev.best)} stays first, one at a time"
    page.write_footnote(f"{keeps}; they change shade at the study's own weight. {narrate.footnote(answer.study)}")
    left = narrate.left_out(answer.weights.acceptability) if answer.weights else []
    page.write_notes(narrate.stability(answer.stability, ev), *_limits(answer.stability, answer), *left)


def _limits(intervals: pd.DataFrame, answer: Answer) -> Iterator[str]:
    study = answer.study
    for name, row in intervals.iterrows():
        rivals = [
            f"{site_name(study, str(row[rival]))} {side} {format_percent(float(row[limit]), digits=1)}"
            for side, limit, rival in (("below", "lower", "below"), ("above", "upper", "above"))
            if not pd.isna(row[rival])
        ]
        now = format_percent(float(row["weight"]), digits=1)
        yield f"{study.column_title(str(name))} ({now} now): {join_words(rivals) or 'nobody takes over'}."


def _add_ternary(template: Template, answer: Answer) -> None:
    if answer.ternary is None:
        return
    page = add_page(template)
    page.write_title(narrate.ternary(answer.ternary))
    _draw_ternary(page, answer)
    left_out = narrate.left_out(answer.ternary)
    page.write_footnote(" ".join(["Lines every 20 % of weight.", *left_out, narrate.footnote(answer.study)]))
    page.write_notes(narrate.ternary(answer.ternary), *left_out)


def _draw_ternary(page: Page, answer: Answer) -> None:
    """Put the map of winners as a picture: PowerPoint has no such chart. Its own title and footnote are cut off."""
    if answer.ternary is None:
        return
    axes = charts.ternary(answer.ternary)
    box = axes.get_position()
    crop = (1.0 - float(box.y1), float(box.y0))
    page.add_picture(charts.to_png(axes), shape=(13.333, 7.5), crop=crop, alt=charts.alt_text(axes))
