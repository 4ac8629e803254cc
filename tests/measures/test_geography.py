import math

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from siting.errors import MethodError
from siting.measures.geography import centre_of_gravity, geodesic_km, great_circle_km, land_mass

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
places = st.tuples(latitudes, longitudes)

LANDS_END = (50 + 3 / 60 + 59 / 3600, -(5 + 42 / 60 + 53 / 3600))
JOHN_O_GROATS = (58 + 38 / 60 + 38 / 3600, -(3 + 4 / 60 + 12 / 3600))


def karney(a, b):
    return Geodesic.WGS84.Inverse(*a, *b)["s12"] / 1000


def test_published_great_circle():
    assert float(great_circle_km(LANDS_END, JOHN_O_GROATS)) == pytest.approx(968.9, abs=0.1)


def test_great_circle_of_known_arcs():
    quarter = math.pi / 2 * 6371
    assert great_circle_km((0, 0), [(0, 90), (90, 13), (0, 180)]) == pytest.approx([quarter, quarter, 2 * quarter])


def test_geodesic_of_known_places():
    assert float(geodesic_km((42.26, -88.84), (39.25, -76.58))) == pytest.approx(1086.8, abs=0.05)
    equator_degree = 2 * math.pi * 6378.137 / 360
    assert float(geodesic_km((0, 0), (0, 1))) == pytest.approx(equator_degree, rel=1e-12)
    assert float(geodesic_km((0, 0), (90, 0))) == pytest.approx(10001.965729, abs=1e-5)


@given(places, places)
def test_geodesic_agrees_with_karney(a, b):
    assert float(geodesic_km(a, b)) == pytest.approx(karney(a, b), abs=2e-6)


@given(places, st.floats(-1, 1), st.floats(-1, 1))
def test_geodesic_agrees_with_karney_near_the_antipode(a, north, east):
    opposite = (max(-90.0, min(90.0, north - a[0])), a[1] + 180 + east)
    assert float(geodesic_km(a, opposite)) == pytest.approx(karney(a, opposite), abs=2e-6)


@given(places, places)
def test_distances_are_symmetric_and_close_to_each_other(a, b):
    ellipsoid, sphere = float(geodesic_km(a, b)), float(great_circle_km(a, b))
    assert ellipsoid == pytest.approx(float(geodesic_km(b, a)), abs=1e-6)
    assert sphere == pytest.approx(float(great_circle_km(b, a)), abs=1e-6)
    assert abs(ellipsoid - sphere) <= 0.0057 * ellipsoid + 1e-3


@given(places)
def test_a_place_is_where_it_is(a):
    assert float(geodesic_km(a, a)) == 0
    assert float(great_circle_km(a, a)) == 0


@given(st.lists(places, min_size=1, max_size=4), st.lists(places, min_size=1, max_size=4))
def test_geodesic_broadcasts(origins, ends):
    table = geodesic_km(np.array(origins)[:, None], np.array(ends))
    assert table.shape == (len(origins), len(ends))
    assert table[-1, 0] == pytest.approx(float(geodesic_km(origins[-1], ends[0])), abs=1e-6)


@pytest.mark.parametrize("wrong", [(91, 0), (math.nan, 0), (0, math.inf), (1, 2, 3), 5.0])
@pytest.mark.parametrize("distance", [great_circle_km, geodesic_km])
def test_impossible_places_are_refused(distance, wrong):
    with pytest.raises(MethodError, match="degrees"):
        distance((0, 0), wrong)


def test_published_centre_of_gravity():
    assert centre_of_gravity([(5, 7), (6, 9), (3, 9), (9, 4)], [15, 20, 25, 30]).tolist() == [6.0, 7.0]


@given(
    st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50), st.floats(0.1, 9)), min_size=1, max_size=5),
    st.tuples(st.floats(-1, 1), st.floats(-1, 1)),
)
def test_no_nearby_point_has_less_squared_distance(rows, step):
    table = np.array(rows)

    def squared(at):
        return float(table[:, 2] @ ((table[:, :2] - at) ** 2).sum(axis=1))

    centre = centre_of_gravity(table[:, :2], table[:, 2])
    assert squared(centre) <= squared(centre + np.array(step)) + 1e-9


@pytest.mark.parametrize(
    ("points", "weights", "words"),
    [
        ([(1, 2)], [1, 2], "one weight for each point"),
        ([1, 2], [1, 2], "one weight for each point"),
        ([(1, math.nan)], [1], "missing"),
        ([(1, 2)], [-1], "zero or more"),
        ([(1, 2), (3, 4)], [0, 0], "above zero"),
    ],
)
def test_impossible_centres_are_refused(points, weights, words):
    with pytest.raises(MethodError, match=words):
        centre_of_gravity(points, weights)


def test_islands_are_land_masses_of_their_own():
    assert land_mass("US-AK") == land_mass("MX") == "north-america"
    assert len({land_mass(region) for region in ("US", "US-HI", "IT", "GB", "CN", "KR", "JP", "AE", "AU")}) == 9
    assert land_mass("FR") == land_mass("IT")


def test_a_region_out_of_reach_is_named():
    with pytest.raises(MethodError, match=r"'BR'.*north-america"):
        land_mass("BR")
