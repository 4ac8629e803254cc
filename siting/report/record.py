"""The record that every output carries: which study, which version, which day, what was overridden."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from siting.model import Study
from siting.version import __version__

__all__ = ["fingerprint", "record"]


def record(study: Study) -> dict[str, Any]:
    """Return what is needed to make the same result again."""
    return {
        "study": study.title,
        "study_hash": fingerprint(study),
        "siting": __version__,
        "as_of": study.as_of.isoformat() if study.as_of else None,
        "overrides": json.loads(json.dumps(study.overrides, default=str)),
    }


def fingerprint(study: Study) -> str:
    """Return a short hash of all that the study says, its given cells and own facts included.

    The same study gives the same hash on every machine, whether a number is written 3 or 3.0; measured cells follow
    from the rest and the version. The brand changes no number and does not count.
    """
    content = {
        "study": study.model_dump(mode="json", exclude={"brand"}),
        "figures": study.given.figures.to_csv(),
        "evidence": [
            [site, column, cell.model_dump(mode="json")]
            for (site, column), cell in sorted(study.given.evidence.items())
        ],
        "facts": [fact.model_dump(mode="json") for fact in study.facts],
    }
    text = json.dumps(_plain(content), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(node: Any) -> Any:
    """Return the node with whole numbers as integers."""
    if isinstance(node, dict):
        return {key: _plain(entry) for key, entry in node.items()}
    if isinstance(node, list):
        return [_plain(entry) for entry in node]
    return int(node) if isinstance(node, float) and node.is_integer() else node
