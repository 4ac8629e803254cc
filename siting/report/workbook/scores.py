"""Overall value and rank as formulas, with the rules of the evaluation for missing values and ties."""

from __future__ import annotations

from siting.evaluation import TIE

__all__ = ["NOT_RANKED", "overall_formula", "rank_formula"]

NOT_RANKED = "not ranked"


def overall_formula(weights: str, values: str) -> str:
    """Return the sum of weights times partial values; a site with a missing value that counts has none.

    >>> overall_formula("B1:C1", "B2:C2")
    'IF(SUMPRODUCT((B1:C1>0)*NOT(ISNUMBER(B2:C2)))>0,"not ranked",SUMPRODUCT(B1:C1,B2:C2))'
    """
    missing = f"SUMPRODUCT(({weights}>0)*NOT(ISNUMBER({values})))"
    return f'IF({missing}>0,"{NOT_RANKED}",SUMPRODUCT({weights},{values}))'


def rank_formula(own: str, everyone: str) -> str:
    """Return one more than the number of sites that are ahead by more than a tie.

    >>> rank_formula("B2", "B$2:B$4")
    'IF(ISNUMBER(B2),1+SUMPRODUCT(ISNUMBER(B$2:B$4)*(B$2:B$4>B2+1e-09)),"not ranked")'
    """
    ahead = f"SUMPRODUCT(ISNUMBER({everyone})*({everyone}>{own}+{TIE:.0e}))"
    return f'IF(ISNUMBER({own}),1+{ahead},"{NOT_RANKED}")'
