"""Generated studies that use what study files can say: odd ids and texts, every value function, nested trees, cells."""

from datetime import date

from hypothesis import strategies as st

from siting.model import Measurement, PerformanceTable, Source, Study

LETTERS = st.characters(exclude_categories=["Cc", "Cs", "Cn"])
TEXTS = st.text(LETTERS | st.sampled_from("\n\t\"'=@[{#"), max_size=12)
"""Any text; a table of cells gives its texts back without outer blanks."""
PLAIN = TEXTS.map(lambda text: text.replace("\r", "").strip())
IDS = st.text(LETTERS | st.sampled_from(".\"'=-+[{#, "), min_size=1, max_size=8).map(str.strip).filter(bool)
NUMBERS = (st.floats(-1e12, 1e12, allow_subnormal=False) | st.integers(-(10**9), 10**9)).map(
    lambda number: number + 0.0
)
POINTS = st.integers(0, 100) | st.floats(0, 100, allow_subnormal=False)


@st.composite
def rising(draw, count):
    """Levels far enough apart for a line between them."""
    start = draw(st.integers(-(10**6), 10**6))
    return [float(start := start + draw(st.integers(1, 1000))) for _ in range(count)]


@st.composite
def criteria(draw):
    low, middle, high = draw(rising(3))
    shape = draw(
        st.sampled_from(
            [
                {},
                {"range": {"worst": low, "best": high}},
                {"direction": "min", "range": {"worst": high, "best": low}},
                {"value": {"shape": "linear", "worst": low, "best": high}},
                {"value": {"shape": "piecewise", "points": [[low, 0.0], [middle, 0.3], [high, 1.0]]}},
                {"value": {"shape": "target", "target": middle, "low": low, "high": high}},
                {"value": {"shape": "exponential", "worst": low, "best": high, "mid": low + (high - low) / 3}},
                {"value": {"shape": "levels", "levels": {"no": 0.0, "yes": 1.0}}},
            ]
        )
    )
    return {"title": draw(TEXTS), "unit": draw(PLAIN), "note": draw(TEXTS), **shape}


@st.composite
def cells(draw, criterion, sources):
    spread = {}
    if "levels" in criterion.get("value", {}):
        value = draw(st.sampled_from(["yes", "no"]))
    else:
        value = draw(NUMBERS)
        spread = draw(st.sampled_from([{}, {"low": value - 1.5}, {"low": value - 2.0, "high": value + 0.25}]))
    return Measurement(
        value=draw(st.sampled_from([value, None])) if not spread else value,
        unit=draw(st.sampled_from(["", criterion["unit"]])),
        kind=draw(st.sampled_from(["given", "measured", "computed", "estimated", "judged"])),
        confidence=draw(st.sampled_from([None, "high", "medium", "low"])),
        as_of=draw(st.none() | st.dates()),
        note=draw(PLAIN),
        sources=tuple(draw(st.lists(st.sampled_from(sources), max_size=2, unique_by=lambda source: source.id))),
        **spread,
    )


@st.composite
def studies(draw):
    sites = draw(st.lists(IDS, min_size=1, max_size=3, unique=True))
    names = draw(st.lists(IDS, min_size=2, max_size=4, unique=True))
    described = {name: draw(criteria()) for name in names}
    above = draw(IDS.filter(lambda name: name not in names))
    split = draw(st.integers(0, len(names) - 1))
    ids = st.text("abcdefgh-_", min_size=1, max_size=8).map(lambda name: f"x{name}")
    sources = [
        Source(id=name, title=draw(IDS), url=draw(TEXTS))
        for name in draw(st.lists(ids, min_size=1, max_size=3, unique=True))
    ]
    document = {
        "title": draw(TEXTS),
        "question": draw(TEXTS),
        "as_of": draw(st.none() | st.dates(min_value=date(2021, 1, 1))),
        "sites": {name: {"title": draw(TEXTS), "country": draw(st.sampled_from([None, "NO", "IT"]))} for name in sites},
        "criteria": described,
        "tree": {above: names[split:]} if split else {},
        "objectives": {above: {"title": draw(TEXTS), "note": draw(TEXTS)}} if split else {},
        "weights": {
            name: {"title": draw(TEXTS), "points": {names[0]: 1.0, **{other: draw(POINTS) for other in names[1:]}}}
            for name in draw(st.lists(IDS, max_size=2, unique=True))
        },
        "requirements": {
            draw(IDS.filter(lambda name: name != above)): {
                "criterion": names[0],
                "at_least": -1e13,
                "reason": draw(TEXTS),
            }
        }
        if "levels" not in described[names[0]].get("value", {})
        else {},
        "futures": {draw(IDS): {"title": draw(TEXTS), "changes": {"title": draw(TEXTS), "as_of": "2024-05"}}},
        "sources": {source.id: {"title": source.title, "url": source.url} for source in sources},
    }
    given = {
        (site, name): draw(cells(described[name], sources)) for site in sites for name in names if draw(st.booleans())
    }
    return Study.build(document, given=PerformanceTable.of_cells(given))
