"""From facts, programme and site to a cell with its trace: one subject a module, each a law, a distance or a count."""

from siting.measures.battery_production import battery_production_credit
from siting.measures.car_loan_interest import car_loan_deduction
from siting.measures.clean_vehicle import clean_vehicle_credit
from siting.measures.commercial_vehicle import commercial_vehicle_credit
from siting.measures.context import Context
from siting.measures.duty import import_duty
from siting.measures.duty_table import import_duties
from siting.measures.freight import freight
from siting.measures.geography import centre_of_gravity, geodesic_km, great_circle_km
from siting.measures.parts_duty import net_parts_duty
from siting.measures.proximity import market_proximity
from siting.measures.registry import MEASURES, measure
from siting.measures.sea import sea_distance_nm
from siting.measures.vehicle import Buyer, Vehicle

__all__ = [
    "MEASURES",
    "Buyer",
    "Context",
    "Vehicle",
    "battery_production_credit",
    "car_loan_deduction",
    "centre_of_gravity",
    "clean_vehicle_credit",
    "commercial_vehicle_credit",
    "freight",
    "geodesic_km",
    "great_circle_km",
    "import_duties",
    "import_duty",
    "market_proximity",
    "measure",
    "net_parts_duty",
    "sea_distance_nm",
]
