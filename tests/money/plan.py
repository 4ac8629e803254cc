"""A small study with money; its numbers are made up."""

DOCUMENT = {
    "as_of": "2023-04-30",
    "sites": {"belvidere": {}, "cassino": {}, "windsor": {}},
    "criteria": {"skill": {"unit": "points"}},
    "programme": {
        "launch": "2027-06-01",
        "volume": {"value": 50_000.0, "low": 30_000.0, "high": 80_000.0},
        "msrp_usd": 75_000,
        "customs_value_usd": {"value": 40_000.0, "low": 35_000.0, "high": 50_000.0},
        "demand": {"usa": 3.0, "germany": 1.0},
    },
    "money": {
        "net_price_usd": {"value": 60_000.0, "low": 55_000.0, "high": 64_000.0},
        "common_cost_usd": 45_000,
        "discount_rate": 0.08,
        "build_years": 2,
        "life_years": 4,
        "ramp_up": [0.5, 1.0],
        "claims": {"CA": {"usmca_origin": True, "fta_origin": True}},
        "own": {
            "labour": {"US": {"value": 2_000.0, "low": 1_500.0, "high": 3_000.0}, "IT": 2_600, "CA": 1_900},
            "energy": {"US": 150, "IT": 500, "CA": 120},
            "parts_duty": {"US": 100, "IT": 0, "CA": 0},
            "capital": {
                "belvidere": 8_000,
                "cassino": {"value": 5_000.0, "low": 4_000.0, "high": 9_000.0},
                "CA": 6_000,
            },
            "tax": {"US": 28, "IT": 27.9, "CA": 25},
        },
    },
}
