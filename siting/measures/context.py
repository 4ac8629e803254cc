"""What a measure may look at: the study, one site, and the facts known on the study's day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from siting.errors import MethodError
from siting.facts import Knowledge, known
from siting.model import Measurement, Programme, Site, Study

__all__ = ["Context", "MeasureFunction", "locations"]


@dataclass(frozen=True, slots=True)
class Context:
    """One site of one study, seen with the knowledge of the study's day."""

    study: Study
    site_id: str
    knowledge: Knowledge
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def site(self) -> Site:
        """The site's entry in the study."""
        return self.study.sites[self.site_id]

    @property
    def subject(self) -> str:
        """Subject of the fact base that describes the site."""
        return self.site.facts or self.site_id

    @property
    def country(self) -> str:
        """Two-letter code of the site's country, from the study or the facts.

        Raises
        ------
        MethodError
            If neither names it.
        """
        if self.site.country:
            return self.site.country
        known = self.knowledge.find(self.subject, "iso_country")
        if known is None or not isinstance(known.value, str):
            raise MethodError(f'the country of site {self.site_id!r} is not known: add country = ".." to the site')
        return known.value

    @property
    def location(self) -> tuple[float, float]:
        """Latitude and longitude in degrees, from the study or the facts.

        Raises
        ------
        MethodError
            If neither places the site.
        """
        if self.site.latitude is not None and self.site.longitude is not None:
            return self.site.latitude, self.site.longitude
        found = [self.knowledge.find(self.subject, name) for name in ("latitude", "longitude")]
        degrees = [entry.value for entry in found if entry is not None and isinstance(entry.value, float)]
        if len(degrees) != 2:
            raise MethodError(f"site {self.site_id!r} has no place: add latitude and longitude to the site")
        return degrees[0], degrees[1]

    @property
    def programme(self) -> Programme:
        """The programme as it would be built in the site's country.

        Raises
        ------
        MethodError
            If the study has no programme.
        """
        if self.study.programme is None:
            raise MethodError("this measure needs a [programme] in the study")
        return self.study.programme.at(self.country)


MeasureFunction = Callable[[Context], Measurement]


def locations(study: Study) -> dict[str, tuple[float, float]]:
    """Return latitude and longitude of the the sites of a study that it or the facts place.

    Examples
    --------
    >>> document = {"sites": {"cassino": {}, "moon": {}}, "criteria": {"skill": {"unit": "points"}}}
    >>> locations(Study.build(document))
    {'cassino': (41.4983, 13.7523)}
    """
    knowledge = known(study.as_of, own=study.facts)
    return dict(_located(study, knowledge))


def _located(study: Study, knowledge: Knowledge) -> Iterator[tuple[str, tuple[float, float]]]:
    for site in study.sites:
        try:
            yield site, Context(study, site, knowledge).location
        except MethodError:
            continue
