"""What errors suggest."""

from siting.errors import did_you_mean


def test_a_long_list_is_cut_and_counted():
    names = [f"market-{number}" for number in range(33)]
    said = did_you_mean("zzz", names)
    assert said.startswith("known: market-0, market-1, ")
    assert said.endswith("market-29 and 3 more")
    assert did_you_mean("zzz", names[:30]).endswith("market-28, market-29")


def test_nothing_known_is_nothing_suggested():
    assert did_you_mean("zzz", []) == ""
