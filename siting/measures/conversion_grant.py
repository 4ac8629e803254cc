"""The federal grant for turning plants over to electric vehicles: selected for one site, never paid as far as known."""

from __future__ import annotations

from siting.labels import format_quantity
from siting.measures.context import Context
from siting.measures.formula import conclude
from siting.measures.inputs import check_options, law_day
from siting.measures.steps import Trace, number
from siting.model import Measurement

__all__ = ["NOT_AWARDED", "measure"]

NOT_AWARDED = "grant selected, not awarded"
"""Flag of a grant that is announced but not binding: nothing in the value, all of it in the high end."""

RULE = "us_doe_conversion_grant"


def measure(context: Context) -> Measurement:
    """Measure the grant in USD: 0 as long as it is not obligated, with the selected amount as high end.

    The rule names plants; a site has a part in it if its subject is one of them. Option ``on``: the day whose state
    counts, the launch if left out.

    Examples
    --------
    >>> from siting.facts import known
    >>> from siting.model import Study
    >>> programme = {"launch": "2027-06-01", "volume": 60_000, "msrp_usd": 75_000}
    >>> sites = {"belvidere": {"country": "US"}}
    >>> study = Study.build({"programme": programme, "sites": sites, "criteria": {"grant": {}}})
    >>> measure(Context(study, "belvidere", known()))
    Measurement(0 USD, 0 to 334,763,050, computed, grant selected, not awarded)
    """
    check_options(context, ("on",))
    trace, knowledge, day = Trace(), context.knowledge, law_day(context)
    chosen = knowledge.rule(RULE, "selected_amount_usd", on=day, plant=context.subject)
    if chosen is None:
        trace.say(f"no federal conversion grant for {context.subject} as far as known")
        return conclude(trace, 0.0, unit="USD", knowledge=knowledge)
    amount = number(chosen)
    trace.say(f"selected for negotiations on a grant of {format_quantity(amount, 'USD')}", [chosen])
    state = knowledge.rule(RULE, "obligated", on=day, plant=context.subject)
    if state is not None and state.value is True:
        trace.say("the grant is obligated", [state])
        return conclude(trace, amount, unit="USD", knowledge=knowledge)
    trace.say("the grant is not obligated: counted as 0, its amount as high end", [] if state is None else [state])
    trace.flag(NOT_AWARDED)
    return conclude(trace, 0.0, unit="USD", knowledge=knowledge, low=0.0, high=amount)
