"""Opening a study: read its files, apply a future and overrides, settle its weights, measure its cells."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from siting.errors import StudyError
from siting.files import found_brand, located, read_study
from siting.measures import measure
from siting.model import Study
from siting.records import replace

__all__ = ["load_study"]


def load_study(
    path: str | PathLike[str], *, overrides: Mapping[str, Any] | None = None, future: str | None = None
) -> Study:
    """Open a study, fill its measured cells, and give weights to sets that only hold statements.

    Parameters
    ----------
    path
        A study folder, or a ``.toml`` or ``.xlsx`` file.
    overrides
        Dotted keys to change before anything is computed, for example ``{"as_of": "2026-11-22"}``.
    future
        Name of one of the study's futures; its changes come before `overrides`.

    Raises
    ------
    StudyError
        With every mistake found, each at its place in the files.

    Examples
    --------
    >>> study = load_study("scenarios/alfa-first-look")
    """
    study = read_study(Path(path), overrides=None if future else overrides)
    try:
        study = _branded(study, Path(path))
        if future:
            study = study.in_future(future).overridden(overrides or {})
        return measure(_settled(study))
    except StudyError as error:
        raise located(error, path, overrides=overrides) from error


def _branded(study: Study, path: Path) -> Study:
    """Return the study with its brand's file read and its logo found."""
    if study.brand is None:
        return study
    return replace(study, brand=found_brand(study.brand, path if path.is_dir() else path.parent))


def _settled(study: Study) -> Study:
    """Return the study with points for every weight set; only statements need more than the files say."""
    if not any(weight_set.statements for weight_set in study.weights.values()):
        return study
    from siting.sensitivity import settled

    return settled(study)
