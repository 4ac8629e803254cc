"""Where in its country a site stands, as the facts and the rules name it."""

from __future__ import annotations

from types import MappingProxyType

from siting.errors import FactError, MethodError
from siting.facts import Knowledge
from siting.measures.context import Context
from siting.measures.inputs import attributes_of

__all__ = ["ITALIAN_REGIONS", "country_subject", "italian_region", "region_code"]

ITALIAN_REGIONS = MappingProxyType({
    "IT-21": "Piemonte", "IT-23": "Valle d'Aosta", "IT-25": "Lombardia", "IT-32": "Trentino-Alto Adige",
    "IT-34": "Veneto", "IT-36": "Friuli-Venezia Giulia", "IT-42": "Liguria", "IT-45": "Emilia-Romagna",
    "IT-52": "Toscana", "IT-55": "Umbria", "IT-57": "Marche", "IT-62": "Lazio", "IT-65": "Abruzzo", "IT-67": "Molise",
    "IT-72": "Campania", "IT-75": "Puglia", "IT-77": "Basilicata", "IT-78": "Calabria", "IT-82": "Sicilia",
    "IT-88": "Sardegna",
})  # fmt: skip
"""ISO 3166-2 code to the name that the rules use."""

_COUNTRY_FACTS = ("labour_cost_per_vehicle", "auto_industry_labour_cost_hour", "corporate_tax_rate")


def region_code(context: Context) -> str | None:
    """Return the ISO 3166-2 code of the site's state, province or region; None if the facts do not know it."""
    found = context.knowledge.find(context.subject, "iso_region")
    return str(found.value) if found is not None else None


def italian_region(context: Context) -> str:
    """Return the Italian region of a site, as the rules name it.

    Raises
    ------
    MethodError
        If the region is not known or not Italian.
    """
    code = region_code(context)
    if code is None:
        raise MethodError(f"the region of site {context.site_id!r} is not known: add a fact iso_region such as IT-72")
    if code not in ITALIAN_REGIONS:
        raise MethodError(f"{code!r} is no region of Italy; known: {', '.join(ITALIAN_REGIONS)}")
    return ITALIAN_REGIONS[code]


def country_subject(knowledge: Knowledge, country: str) -> str:
    """Return the subject of the facts that speaks of a country.

    Raises
    ------
    FactError
        If none does.

    Examples
    --------
    >>> from siting.facts import known
    >>> country_subject(known(), "US"), country_subject(known(), "IT")
    ('usa', 'italy')
    """
    for subject in knowledge.subjects:
        attributes = attributes_of(knowledge, subject)
        if "iso_country" in attributes and not attributes.isdisjoint(_COUNTRY_FACTS):
            named = knowledge.find(subject, "iso_country")
            if named is not None and named.value == country:
                return subject
    raise FactError(f"no costs of country {country} in the facts")
