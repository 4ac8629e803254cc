"""Which colour a site and a criterion have in decks and workbooks: the brand's, else the charts'."""

from __future__ import annotations

from dataclasses import replace

from siting.charts.style import Look, criterion_looks, site_look
from siting.model import Study

__all__ = ["criterion_looks", "look_of_site"]


def look_of_site(study: Study, site: str) -> Look:
    """Return the look of a site, the same in every output of a study.

    Examples
    --------
    >>> import pandas as pd
    >>> study = Study.from_frame(pd.DataFrame({"cost": [1.0, 2.0]}, index=["A", "B"]))
    >>> look_of_site(study.overridden({"brand": {"colours": ["#123456"]}}), "B").colour
    '#123456'
    """
    look = site_look(study, site)
    own = study.brand.colours if study.brand else ()
    return replace(look, colour=own[list(study.sites).index(site) % len(own)]) if own else look
