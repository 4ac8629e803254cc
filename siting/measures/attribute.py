"""One attribute of a site as the fact base knows it: employees, floor area, opening year ..."""

from __future__ import annotations

from siting.errors import MethodError, did_you_mean
from siting.measures.context import Context
from siting.model import Measurement

__all__ = ["measure"]


def measure(context: Context) -> Measurement:
    """Read one attribute of the site, with its rivals as range; missing where nothing is known of this site.

    Options: ``attribute``, the attribute's name in the fact base.

    Raises
    ------
    MethodError
        If the option is not given, or no subject at all has such an attribute.
    """
    attribute = context.options.get("attribute")
    if not isinstance(attribute, str) or set(context.options) != {"attribute"}:
        raise MethodError('this measure takes one option: attribute = "employees", or another attribute of the facts')
    knowledge = context.knowledge
    found = knowledge.find(context.subject, attribute)
    if found is not None:
        return found
    names = {fact.attribute for fact in (*knowledge.own, *knowledge.base.facts)}
    if attribute not in names:
        raise MethodError(f"no fact has the attribute {attribute!r}; {did_you_mean(attribute, sorted(names))}")
    day = f" as of {knowledge.as_of}" if knowledge.as_of else ""
    return Measurement(value=None, as_of=knowledge.as_of, note=f"{attribute} of {context.subject} is not known{day}")
