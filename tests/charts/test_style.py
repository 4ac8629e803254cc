from itertools import combinations

import numpy as np
import pytest

from siting.charts.style import COLOURS, Look, criterion_looks, document, site_look, slide


def test_the_first_thirty_sites_look_different(make_study):
    study = make_study(30, 2)
    looks = [site_look(study, site) for site in study.sites]
    assert len({(look.colour, look.hatch) for look in looks}) == 30
    assert len({(look.colour, look.dash) for look in looks}) == 30


def test_the_first_five_sites_have_plain_colours(make_study):
    study = make_study(6, 2)
    looks = [site_look(study, site) for site in study.sites]
    assert [look.colour for look in looks[:5]] == list(COLOURS)
    assert [bool(look.hatch) for look in looks] == [False] * 5 + [True]


@pytest.mark.parametrize("colour", COLOURS)
def test_site_colours_stand_out_from_white(colour):
    assert contrast(colour, "#FFFFFF") >= 3


@pytest.mark.parametrize("colour", COLOURS)
def test_letters_on_a_site_colour_can_be_read(colour):
    look = Look(colour)
    assert contrast(colour, {"white": "#FFFFFF", "black": "#000000"}[look.ink]) >= 4.5


def contrast(one, other):
    """WCAG contrast, computed channel by channel."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))


def test_criteria_differ_in_grey(make_study):
    looks = criterion_looks(make_study(2, 6)).values()
    for one, other in combinations(looks, 2):
        assert abs(luminance(one.colour) - luminance(other.colour)) > 0.015


def test_criteria_beyond_six_are_hatched(make_study):
    looks = list(criterion_looks(make_study(2, 14)).values())
    assert len({(look.colour, look.hatch) for look in looks}) == 14


def test_sheets_have_their_sizes():
    assert slide().figure.get_size_inches().tolist() == [13.333, 7.5]
    assert document().figure.get_size_inches().tolist() == [6.5, 4.2]
