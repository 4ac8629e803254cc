"""What the audit finds, counted in words."""

from __future__ import annotations

import pandas as pd

from siting.labels import join_words

__all__ = ["caution"]


def caution(findings: pd.DataFrame) -> str:
    """Count the errors and warnings of an audit by check; empty where there is none.

    Parameters
    ----------
    findings
        As `siting.audit` gives them.

    Examples
    --------
    >>> import pandas as pd
    >>> checks = ["near-gate", "near-tie", "near-tie", "decides-nothing"]
    >>> caution(pd.DataFrame({"check": checks, "level": ["error", "warning", "warning", "info"]}))
    'Look at before you rely on this: near-gate (1) and near-tie (2).'
    """
    counts = findings.loc[findings["level"] != "info", "check"].value_counts(sort=False)
    names = join_words([f"{name} ({number})" for name, number in counts.items()])
    return f"Look at before you rely on this: {names}." if names else ""
