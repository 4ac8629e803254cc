import pandas as pd
import pytest

import siting
from siting import narrate, sensitivity
from siting.model import Measurement, Source, Study
from siting.narrate.wording import listed, share, shorten, weight


def evaluation(rows, *, weights=None, **more):
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["market", "labour", "risk"]).astype(float)
    ranges = dict.fromkeys(table.columns, (0, 10))
    return siting.evaluate(Study.from_frame(table, weights=weights, ranges=ranges, **more))


def gated(rows, **requirements):
    study = evaluation(rows).study
    return siting.evaluate(Study.build({**study.model_dump(), "requirements": requirements}, given=study.given))


def test_a_clear_lead_names_margin_and_reason():
    # contributions: A 0.30 0.20 0.10, B 0.10 0.20 0.20
    ev = evaluation({"A": [9, 6, 3], "B": [3, 6, 6]})
    assert narrate.headline(ev) == "A leads with 0.600, 0.100 ahead of B, thanks to market; B does better on risk."


def test_a_reason_is_as_long_as_it_must_be():
    # gains 0.10, 0.0667, 0.0333: two of them make 83 %
    ev = evaluation({"A": [8, 7, 6], "B": [5, 5, 5]})
    assert narrate.lead(ev) == "A leads with 0.700, 0.200 ahead of B, thanks to market and labour."


def test_a_near_tie_is_called_one():
    ev = evaluation({"A": [9, 6, 3.5], "B": [6, 6, 6]})
    assert narrate.lead(ev) == "A and B nearly tie: 0.617 against 0.600."


def test_a_tie_is_called_one():
    ev = evaluation({"A": [9, 6, 3], "B": [6, 6, 6], "C": [0, 0, 0]})
    assert narrate.lead(ev) == "A and B tie for first with 0.600."


def test_two_runners_up_are_both_named():
    ev = evaluation({"A": [9, 9, 9], "B": [6, 6, 6], "C": [9, 6, 3]})
    assert narrate.lead(ev) == "A leads with 0.900, 0.300 ahead of B and C."


def test_the_only_site_does_not_lead():
    assert narrate.headline(evaluation({"A": [9, 9, 9]})) == "A is the only site that can be ranked, with 0.900."


def test_a_site_with_a_gap_that_could_still_lead():
    ev = evaluation({"A": [9, 9, 0], "B": [3, 3, 3], "C": [8, 8, None]})
    assert narrate.headline(ev) == (
        "Among the ranked sites, A leads with 0.600, 0.300 ahead of B, thanks to market and labour; "
        "B does better on risk. "
        "C is not ranked for want of risk: its overall value may be 0.533 to 0.867, so it could still lead."
    )


def test_a_site_with_a_gap_that_cannot_lead():
    ev = evaluation({"A": [9, 9, 9], "B": [3, 3, 3], "C": [1, 1, None]})
    assert narrate.exclusions(ev) == ["C is not ranked for want of risk: its overall value may be 0.067 to 0.400."]


def test_a_site_with_a_gap_that_leads_in_any_case():
    ev = evaluation({"A": [3, 3, 3], "B": [2, 2, 2], "C": [9, 9, None]})
    assert narrate.exclusions(ev)[0].endswith("may be 0.600 to 0.933, so it leads in any case.")


def test_a_gap_that_no_weight_falls_on_costs_nothing():
    ev = evaluation({"A": [9, 9, 9], "C": [1, 1, None]}, weights={"market": 1, "labour": 1, "risk": 0})
    assert narrate.exclusions(ev) == []


def test_a_site_that_is_screened_out_is_named_with_the_reason():
    ev = gated({"A": [9, 9, 9], "B": [3, 3, 3]}, room={"criterion": "risk", "at_least": 5.0})
    (sentence,) = narrate.exclusions(ev)
    assert sentence.startswith("B is screened out: ")
    assert "3" in sentence
    assert sentence.endswith(".")
    assert not sentence.endswith("..")


def test_screened_sites_with_one_reason_share_a_sentence_and_many_are_counted():
    rows = {f"S{number}": [1, 1, 1] for number in range(20)}
    (sentence,) = narrate.exclusions(gated({"A": [9, 9, 9], **rows}, room={"criterion": "risk", "at_least": 5.0}))
    assert sentence == "S0, S1, S2, S3, S4, S5, S6 and 13 more are screened out: Risk is 1, at least 5 is required."


def test_more_reasons_than_a_page_holds_are_counted():
    rows = {f"S{number}": [1, 1, number / 10] for number in range(20)}
    sentences = narrate.exclusions(gated({"A": [9, 9, 9], **rows}, room={"criterion": "risk", "at_least": 5.0}))
    assert len(sentences) == 6
    assert sentences[-1] == "15 more sites are screened out."


def test_nothing_ranked():
    ev = evaluation({"A": [9, 9, None], "B": [None, 3, 3]})
    assert narrate.headline(ev).startswith("No site can be ranked. A is not ranked for want of risk")


def test_ranking_lists_values_and_weights():
    ev = evaluation({"A": [9, 6, 3], "B": [3, 6, 6]}, weights={"market": 2, "labour": 1, "risk": 1})
    assert narrate.ranking(ev) == "Ranking: 1. A 0.675, 2. B 0.450. Weights: market 50 %, labour 25 %, risk 25 %."


def test_profile_says_where_each_site_is_best():
    ev = evaluation({"A": [9, 6, 3], "B": [3, 6, 6], "C": [1, 1, 1]})
    assert narrate.profile(ev) == (
        "Of all criteria, A is best on market and labour; B is best on labour and risk; C is best on none."
    )


def test_profile_counts_where_there_are_many_criteria():
    names = [f"c{place}" for place in range(6)]
    table = pd.DataFrame([[9, 9, 9, 9, 5, 5], [9, 1, 1, 1, 6, 4], [1] * 6], index=["A", "B", "C"], columns=names)
    ev = siting.evaluate(Study.from_frame(table, ranges=dict.fromkeys(names, (0, 10))))
    assert narrate.profile(ev) == "A is best, or level with the best, on 5 of 6 criteria; B on 2 and C on none."


def two_criteria(a, b, points):
    table = pd.DataFrame({"cost": [a[0], b[0]], "skill": [a[1], b[1]]}, index=["A", "B"])
    return Study.from_frame(table, weights=points, ranges={"cost": (0, 10), "skill": (0, 10)})


def test_a_switch_point_above():
    # A: 8 w + 2 (1 - w), B: 4 w + 5 (1 - w); equal at w = 3/7
    study = two_criteria((8.0, 2.0), (4.0, 5.0), {"cost": 3, "skill": 7})
    assert narrate.switches(sensitivity.sweep(study, "cost")) == (
        "B leads at the study's weight of 30 % on cost; above 42.9 % A takes over."
    )


def test_a_switch_point_below():
    study = two_criteria((8.0, 2.0), (4.0, 5.0), {"cost": 6, "skill": 4})
    assert narrate.switches(sensitivity.sweep(study, "cost")) == (
        "A leads at the study's weight of 60 % on cost; below 42.9 % B takes over."
    )


def test_a_study_that_sits_on_a_switch_point():
    study = two_criteria((8.0, 2.0), (4.0, 5.0), {"cost": 3, "skill": 4})
    assert narrate.switches(sensitivity.sweep(study, "cost")) == (
        "The study's weight of 42.9 % on cost is itself a switch point: B and A tie there."
    )


def test_no_switch_point():
    study = two_criteria((8.0, 6.0), (4.0, 5.0), {"cost": 3, "skill": 4})
    assert narrate.switches(sensitivity.sweep(study, "cost")) == "A leads whatever weight is given to cost."


def test_switch_points_on_both_sides():
    table = pd.DataFrame({"cost": [0.0, 6.0, 10.0], "skill": [10.0, 6.0, 0.0]}, index=["A", "B", "C"])
    study = Study.from_frame(table, ranges={"cost": (0, 10), "skill": (0, 10)})
    assert narrate.switches(sensitivity.sweep(study, "cost")) == (
        "B leads at the study's weight of 50 % on cost; below 40 % A and above 60 % C take over."
    )


def test_stability_names_the_weight_with_the_least_room():
    study = two_criteria((8.0, 2.0), (4.0, 5.0), {"cost": 6, "skill": 4})
    intervals = sensitivity.stability_intervals(study)
    assert narrate.stability(intervals, siting.evaluate(study)) == (
        "A stays first until the weight of cost falls below 42.9 % (60 % now), where B takes over: "
        "no other weight has less room."
    )


def test_stability_of_a_site_that_always_leads():
    study = two_criteria((8.0, 6.0), (4.0, 5.0), None)
    intervals = sensitivity.stability_intervals(study)
    assert narrate.stability(intervals, siting.evaluate(study)) == (
        "A stays first whatever weight is given to any one criterion."
    )


def test_ternary_shares():
    # B wins where b + c > a: three quarters of the triangle
    table = pd.DataFrame({"a": [1.0, 0.0], "b": [0.0, 1.0], "c": [0.0, 1.0]}, index=["A", "B"])
    result = sensitivity.ternary(Study.from_frame(table), ("a", "b", "c"))
    assert narrate.ternary(result) == "B wins on 75 % of all weightings of a, b and c; A on 25 %."


def test_sites_left_out_of_a_sensitivity_are_named():
    study = evaluation({"A": [9, 6, 3], "B": [3, 6, 6], "C": [1, None, 1]}).study
    assert narrate.left_out(sensitivity.sweep(study, "market")) == ["Left out for want of evidence: C."]
    complete = evaluation({"A": [9, 6, 3], "B": [3, 6, 6]}).study
    assert narrate.left_out(sensitivity.sweep(complete, "market")) == []


def test_evidence_counts_every_cell_once():
    study = evaluation({"A": [9, 6, 3], "B": [3, 6, None]}).study
    source = Source(id="s", title="S")
    study = study.with_measured(
        {
            ("A", "market"): Measurement(value=9.0, kind="computed", sources=(source,)),
            ("A", "labour"): Measurement(value=6.0, kind="estimated", flags=("unsourced estimate",)),
            ("B", "labour"): Measurement(value=None, kind="measured"),
        }
    )
    assert narrate.evidence(study) == (
        "Of 6 cells 1 is computed, 1 estimated, 2 given without evidence and 2 missing. "
        "Flagged: unsourced estimate (1 cell)."
    )


def test_footnote_counts_sources_once_and_names_estimates():
    study = evaluation({"A": [9, 6, 3], "B": [3, 6, 4]}).study
    source, own = Source(id="s", title="S"), Source(id="the study's own id", title="S")
    study = study.with_measured(
        {
            ("A", "market"): Measurement(value=9.0, kind="computed", sources=(source,)),
            ("B", "market"): Measurement(value=3.0, kind="computed", sources=(source, own)),
            ("A", "labour"): Measurement(value=6.0, kind="estimated"),
            ("A", "risk"): Measurement(value=3.0, kind="judged"),
            ("B", "risk"): Measurement(value=4.0, kind="judged"),
        }
    )
    assert narrate.footnote(study) == "Sources: 1. Judged: risk. Estimated: labour of A."


def test_cells_of_one_kind_are_all_of_it():
    assert narrate.evidence(evaluation({"A": [9, 6, 3]}).study) == "All 3 cells are given without evidence."


def test_footnote_names_warnings():
    study = evaluation({"A": [9, 6, 3]}).study
    flagged = Measurement(value=9.0, kind="computed", flags=("law not verified",))
    assert narrate.footnote(study.with_measured({("A", "market"): flagged})) == (
        "Sources: none given. Flagged: law not verified (1 cell)."
    )


@pytest.mark.parametrize(
    ("published", "later"),
    [
        ("", 0),
        ("2022-12", 0),
        ("2023", 0),
        ("2023-04", 0),
        ("2023-04-30", 0),
        ("2023-05", 1),
        ("2023-05-01", 1),
        ("2024", 1),
    ],
)
def test_footnote_counts_what_surely_appeared_after_the_day(published, later):
    study = evaluation({"A": [9, 6, 3]}).study.overridden({"as_of": "2023-04-30"})
    cell = Measurement(value=9.0, kind="computed", sources=(Source(id="s", title="S", published=published),))
    since = " (1 published later, on what was so by then)" if later else ""
    assert narrate.footnote(study.with_measured({("A", "market"): cell})) == (
        f"Sources: 1, as known on 2023-04-30{since}."
    )


def test_footnote_without_sources_says_so():
    assert narrate.footnote(evaluation({"A": [9, 6, 3]}).study) == "Sources: none given."


def test_judged_inputs_of_the_programme_are_named():
    study = evaluation({"A": [9, 6, 3]}).study
    programme = {
        "launch": "2027-06-01",
        "volume": {"value": 50000.0, "kind": "judged"},
        "msrp_usd": {"value": 75000.0, "kind": "estimated"},
        "lease_share": {"value": 0.5, "kind": "judged"},
    }
    study = Study.build({**study.model_dump(), "programme": programme, "as_of": "2023-04-30"}, given=study.given)
    assert narrate.footnote(study) == (
        "Sources: none given, as known on 2023-04-30. Judged: planned volume and lease share. Estimated: list price."
    )


@pytest.mark.parametrize(
    ("area", "text"),
    [(0.0, "0 %"), (1e-6, "less than 1 %"), (0.5, "50 %"), (0.9999, "more than 99 %"), (1.0, "100 %")],
)
def test_a_little_is_never_nothing_and_nearly_all_never_all(area, text):
    assert share(area) == text


def test_weights_have_a_decimal_where_it_says_something():
    assert [weight(w) for w in (0.4, 0.29999999, 0.3478, 0.0004)] == ["40 %", "30 %", "34.8 %", "0 %"]


def test_long_names_are_cut_in_sentences():
    ev = evaluation({"A" * 300: [9, 9, 9], "B": [3, 3, 3]})
    assert len(narrate.lead(ev)) < 200
    assert shorten("x " * 100, 9) == "x x x x…"


def test_lists_are_counted_beyond_four():
    assert listed("ABCD") == "A, B, C and D"
    assert listed("ABCDE") == "A, B, C and 2 more"
