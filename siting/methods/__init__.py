"""Second opinions: other published methods on a study's own performances, directions and weights.

They never enter the result. Each takes the sites that pass every gate and have no missing cell; `attrs["left_out"]`
names the others with the reason. Scores within 1e-9 of each other are tied; a rank is 1 plus the number of better ones.
"""

from siting.methods.compare import agreement, compare_methods, winners
from siting.methods.electre_iii import electre_iii
from siting.methods.multiplicative import master_constant
from siting.methods.promethee import preference_indices, promethee, promethee_order
from siting.methods.topsis import topsis
from siting.methods.vikor import vikor
from siting.methods.weighted_product import weighted_product

__all__ = [
    "agreement",
    "compare_methods",
    "electre_iii",
    "master_constant",
    "preference_indices",
    "promethee",
    "promethee_order",
    "topsis",
    "vikor",
    "weighted_product",
    "winners",
]
