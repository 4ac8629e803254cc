"""The page of a results folder: the answer in words, every chart by the question it answers, and where the rest is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape
from urllib.parse import quote

from siting import narrate, tables
from siting.charts import alt_text
from siting.markup import html_table
from siting.model import Study
from siting.narrate import money as money_words
from siting.report.answer import Answer
from siting.report.dress import Dress, dress_of
from siting.report.futures import future_rows
from siting.report.pictures import Picture
from siting.report.record import record
from siting.report.worth import worth_heads, worth_rows

__all__ = ["index_page"]

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}{font}</style>
</head>
<body>
<header>
{logo}<p class="kind">Siting study</p>
<h1>{title}</h1>
<p class="question">{question}</p>
</header>
<main>
{body}
</main>
<footer>{footer}</footer>
</body>
</html>
"""

_STYLE = """
:root { color-scheme: light dark; --ink: #1d232a; --soft: #5b6570; --line: #d9dee3; --ground: #fff; --card: #f5f7f9;
  --link: #005a8c; --fonts: system-ui }
@media (prefers-color-scheme: dark) { :root { --ink: #e9edf1; --soft: #a9b4bf; --line: #3a434c; --ground: #15191d;
  --card: #1f252b; --link: #7cc4f0 } }
body { margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 68rem; font: 1rem/1.55 var(--fonts), system-ui,
  "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: var(--ink); background: var(--ground) }
h1 { margin: 0; font-size: 2rem; line-height: 1.2; text-wrap: balance }
h2 { margin: 3rem 0 1rem; font-size: 1.3rem }
.kind { margin: 0 0 .4rem; color: var(--soft); font-size: .85rem; letter-spacing: .06em; text-transform: uppercase }
.logo { display: block; max-width: 15rem; max-height: 3rem; margin-bottom: 1.2rem; object-fit: contain }
@media (prefers-color-scheme: dark) { .logo { background: #fff; outline: .4rem solid #fff; border-radius: 1px } }
.question, footer, figcaption, .note { color: var(--soft) }
.question { font-size: 1.1rem }
.lead { font-size: 1.3rem; line-height: 1.4; font-weight: 600; text-wrap: pretty }
a { color: var(--link) }
.documents { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0; list-style: none }
.documents a { display: block; padding: .8rem 1.1rem; border: 1px solid var(--line); border-radius: .5rem;
  background: var(--card); text-decoration: none }
.documents span { display: block; color: var(--soft); font-size: .9rem }
table { border-collapse: collapse; width: 100%; margin: 0 0 1.6rem; font-variant-numeric: tabular-nums }
caption { text-align: left; color: var(--soft); padding: 0 0 .4rem }
th, td { padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
summary { cursor: pointer }
figure { margin: 0 0 2rem; break-inside: avoid }
figure img { display: block; width: 100%; height: auto; background: #fff; border: 1px solid var(--line);
  border-radius: .5rem }
figcaption { font-size: .85rem; padding-top: .3rem }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .85rem }
"""

_DOCUMENTS = {
    "board.html": ("Board", "move the weights and watch the ranking; works offline"),
    "deck.pptx": ("Slides", "native charts and tables, notes, sources"),
    "workbook.xlsx": ("Workbook", "live formulas, every cell with its source"),
}


def index_page(answer: Answer, pictures: Sequence[Picture], files: Iterable[str]) -> str:
    """Return the page as HTML without a script; `files` are the names inside the folder that it may link to."""
    study, names = answer.study, list(files)
    body = [*_findings(answer), *_documents(names), *_answers(answer), *_charts(pictures), *_tables(names)]
    words = {
        "title": escape(study.title or "Siting study"),
        "question": escape(" ".join(filter(None, [study.question, f"With {_day(study)}."]))),
        "body": "\n".join(body),
        "footer": escape(_footer(answer)),
    }
    dress = dress_of(study, unescape("".join([*words.values(), _PAGE, _PAGE.upper()])))
    return _PAGE.format(style=_STYLE, font=_font(dress), logo=_logo(dress), **words)


def _font(dress: Dress) -> str:
    face = f"@font-face {{ font-family: '{dress.face.name}'; src: url({dress.face.source}) }}\n" if dress.face else ""
    return f"{face}:root {{ --fonts: {dress.fonts} }}\n" if dress.fonts else ""


def _logo(dress: Dress) -> str:
    return f'<img class="logo" src="{dress.logo}" alt="">\n' if dress.logo else ""


def _findings(answer: Answer) -> Iterator[str]:
    yield f'<p class="lead">{escape(narrate.lead(answer.evaluation))}</p>'
    for sentence in (*_on_weights(answer), *_on_futures(answer), *_on_money(answer), narrate.evidence(answer.study)):
        yield f"<p>{escape(sentence)}</p>"
    if caution := narrate.caution(answer.findings):
        told = answer.findings[answer.findings["level"] != "info"]
        items = "".join(f"<li>{escape(f'{each.where}: {each.message}')}</li>" for each in told.itertuples())
        yield f"<details><summary>{escape(caution)}</summary><ul>{items}</ul></details>"


def _on_weights(answer: Answer) -> Iterator[str]:
    yield from narrate.not_varied(answer.evaluation)
    if len(answer.stability):
        yield narrate.stability(answer.stability, answer.evaluation)
    if answer.weights is not None:
        considered = narrate.weights_considered(answer.study)
        yield f"{considered}: {narrate.rank_acceptability(answer.weights.acceptability)}"
        yield from narrate.left_out(answer.weights.acceptability)


def _on_futures(answer: Answer) -> Iterator[str]:
    if answer.robustness is not None:
        yield narrate.regret(answer.robustness)


def _on_money(answer: Answer) -> Iterator[str]:
    if answer.money is None:
        return
    yield money_words.present_value(answer.money.appraisal)
    yield from (
        money_words.break_even(answer.study, gap) for gap in answer.money.gaps if gap.a in answer.evaluation.tied
    )
    yield money_words.money_evidence(answer.money.appraisal)


def _documents(files: list[str]) -> Iterator[str]:
    made = [(name, *_DOCUMENTS[name]) for name in _DOCUMENTS if name in files]
    if made:
        items = (f'<li><a href="{name}">{title}<span>{what}</span></a></li>' for name, title, what in made)
        yield f'<ul class="documents">{"".join(items)}</ul>'


def _answers(answer: Answer) -> Iterator[str]:
    """Write the ranking, and who is worth what and leads where if the study asks for it."""
    if len(answer.study.sites):
        yield tables.as_html(tables.ranking(answer.evaluation), caption="The ranking")
    if answer.money is not None:
        heads = [f"{head[:1].upper()}{head[1:]}" for head in worth_heads(answer.money)]
        yield html_table(list(worth_rows(answer.money)), heads, caption="What each site is worth")
        yield f'<p class="note">{escape(money_words.money_basis(answer.money.appraisal))}</p>'
    if answer.robustness is not None:
        heads = ["Future", "First on merit", *(["Worth most", "Million USD"] if answer.money else [])]
        rows = [row[: len(heads)] for row in future_rows(answer)]
        yield html_table(rows, heads, caption="Who leads in each future")


def _charts(pictures: Sequence[Picture]) -> Iterator[str]:
    for question in dict.fromkeys(picture.question for picture in pictures):
        yield f"<h2>{escape(question)}</h2>"
        for picture in pictures:
            if picture.question == question:
                yield _figure(picture)


def _figure(picture: Picture) -> str:
    vector, raster = (quote(f"charts/{picture.name}.{kind}") for kind in ("svg", "png"))
    image = f'<img src="{vector}" alt="{escape(alt_text(picture.axes))}" width="960" height="540" loading="lazy">'
    return f'<figure>{image}<figcaption><a href="{vector}">SVG</a> · <a href="{raster}">PNG</a></figcaption></figure>'


def _tables(files: list[str]) -> Iterator[str]:
    shown = sorted(name for name in files if name.startswith("tables/") or name == "results.json")
    items = ", ".join(f'<a href="{quote(name)}">{escape(name.removeprefix("tables/"))}</a>' for name in shown)
    yield f'<h2>All numbers</h2>\n<p class="note">{items}</p>'


def _footer(answer: Answer) -> str:
    made, day = record(answer.study), _day(answer.study)
    changed = "".join(f"; {key} = {value}" for key, value in made["overrides"].items())
    weights = f"; weights of {answer.evaluation.weight_set}" if answer.evaluation.weight_set else ""
    return f"Made with {day}{weights}{changed}. Study {made['study_hash']}, siting {made['siting']}."


def _day(study: Study) -> str:
    return f"the knowledge of {study.as_of.isoformat()}" if study.as_of else "all that is known"
