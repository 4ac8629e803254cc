"""How weights arise from what people say; each way returns a weight set with its record of answers.

Reads no study and evaluates nothing. Weights mean swings: say from which worst to which best level (`ranges`).
"""

from siting.elicitation.best_worst import BestWorstWeights, best_worst
from siting.elicitation.direct import direct, equal, swing
from siting.elicitation.hierarchy import HierarchyWeights, pairwise_hierarchy
from siting.elicitation.pairwise import PairwiseWeights, comparison_matrix, pairwise
from siting.elicitation.ranked import rank_order_centroid, rank_reciprocal, rank_sum
from siting.elicitation.reading import read_statement, stated
from siting.elicitation.statements import AtLeast, Between, Ranked, Statements, statements
from siting.elicitation.trade_off import TradeOffWeights, trade_off

__all__ = [
    "AtLeast",
    "BestWorstWeights",
    "Between",
    "HierarchyWeights",
    "PairwiseWeights",
    "Ranked",
    "Statements",
    "TradeOffWeights",
    "best_worst",
    "comparison_matrix",
    "direct",
    "equal",
    "pairwise",
    "pairwise_hierarchy",
    "rank_order_centroid",
    "rank_reciprocal",
    "rank_sum",
    "read_statement",
    "stated",
    "statements",
    "swing",
    "trade_off",
]
