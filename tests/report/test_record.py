from datetime import date

import pandas as pd
from PIL import Image

from siting.files import new_study
from siting.model import Study
from siting.report import record
from siting.report.record import fingerprint
from siting.studies import load_study


def study(**changes):
    table = pd.DataFrame({"cost": [1.0, 2.0], "skill": [3.0, 1.0]}, index=["A", "B"])
    return Study.from_frame(table, directions={"cost": "min"}, **changes)


def test_the_same_study_has_the_same_fingerprint():
    assert fingerprint(study()) == fingerprint(study())


def test_weights_and_cells_change_the_fingerprint():
    base = fingerprint(study())
    assert fingerprint(study(weights={"cost": 2, "skill": 1})) != base
    assert fingerprint(study().overridden({"performance.A.cost": 1.5})) != base


def test_the_record_names_day_and_overrides():
    found = record(study().overridden({"as_of": "2023-04"}))
    assert found["as_of"] == "2023-04-30"
    assert found["overrides"] == {"as_of": "2023-04"}
    assert found["siting"]


def test_overrides_can_be_used_again_as_the_record_has_them():
    changed = study().overridden({"performance.A.cost": {"value": 1.5, "as_of": date(2023, 4, 30)}, "title": "Where?"})
    found = record(changed)["overrides"]
    assert found == {"performance.A.cost": {"value": 1.5, "as_of": "2023-04-30"}, "title": "Where?"}


def test_the_brand_changes_no_number_and_no_fingerprint():
    assert fingerprint(study().overridden({"brand": {"font": "Georgia"}})) == fingerprint(study())


def test_a_logo_is_found_beside_the_study(tmp_path):
    folder = new_study(tmp_path / "plants")
    file = folder / "study.toml"
    file.write_text(file.read_text(encoding="utf-8") + '\n[brand]\nlogo = "logo.png"\n', encoding="utf-8")
    Image.new("RGB", (30, 10)).save(folder / "logo.png")
    assert load_study(folder).brand.logo == str(folder / "logo.png")
    assert load_study(file).brand.logo == str(folder / "logo.png")
