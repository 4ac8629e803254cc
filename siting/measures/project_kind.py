"""What kind of project a site means: a new plant, an idle one to be reopened, or one that runs."""

from __future__ import annotations

from typing import Literal, get_args

from siting.errors import MethodError
from siting.facts import Knowledge
from siting.measures.capacity import operating_status
from siting.measures.context import Context
from siting.measures.freight import JUDGED
from siting.measures.inputs import Input, attributes_of, from_fact
from siting.measures.steps import Trace
from siting.measures.tables import read_table

__all__ = ["KINDS", "ProjectKind", "planned", "project_kind"]

ProjectKind = Literal["greenfield", "idle brownfield", "running line"]

KINDS: tuple[ProjectKind, ...] = get_args(ProjectKind)

_OF_STATE: dict[str, ProjectKind] = {
    "idle": "idle brownfield",
    "retooling": "idle brownfield",
    "active": "running line",
}


def project_kind(context: Context, trace: Trace) -> ProjectKind:
    """Return the kind of project: the study's fact ``project_kind`` of the site, else by the plant's status on the day.

    A plant of which only output is known runs.

    Raises
    ------
    MethodError
        If nothing tells the kind.
    """
    if "project_kind" in attributes_of(context.knowledge, context.subject):
        stated = context.knowledge.fact(context.subject, "project_kind")
        kind = next((kind for kind in KINDS if kind == stated.value), None)
        if kind is None:
            raise MethodError(f"project_kind of {context.subject!r} must be one of {', '.join(KINDS)}")
        trace.say(f"kind of project: {kind}, as the study says", [stated])
        return kind
    known = context.subject in context.knowledge.subjects
    status = operating_status(context.subject, context.knowledge) if known else None
    if status is not None and status.state in _OF_STATE:
        trace.say(
            f"kind of project: {_OF_STATE[status.state]}, {status.sentence}", [status.fact] if status.fact else []
        )
        return _OF_STATE[status.state]
    if context.knowledge.find(context.subject, "production_vehicles") is not None:
        output = context.knowledge.fact(context.subject, "production_vehicles")
        trace.say(f"kind of project: running line, by its output of {output.period}", [output])
        return "running line"
    raise MethodError(
        f"the status of {context.subject!r} is not known: give the site a fact project_kind, one of {', '.join(KINDS)}"
    )


def planned(knowledge: Knowledge, name: str, kind: ProjectKind) -> Input:
    """Return a planning value for a kind of project, with a range that also holds the precedents known on the day.

    Examples
    --------
    >>> from siting.facts import known
    >>> months = planned(known(), "months_to_launch", "greenfield")
    >>> months.value, months.low, months.high
    (42.0, 29.0, 66.0)
    """
    row = next(row for row in read_table("project_parameters.csv") if (row["name"], row["kind"]) == (name, kind))
    value, low, high = (float(row[key]) for key in ("value", "low", "high"))
    plan = Input(
        name=name,
        value=value,
        low=low,
        high=high,
        unit=row["unit"],
        flags=(JUDGED,),
        note=f"{kind}, {row['note']}",
    )
    precedents = [from_fact(knowledge, *reference.split()) for reference in row["precedents"].split("|") if reference]
    return plan.widened(*(entry for entry in precedents if entry is not None))
