import subprocess
import sys

import pytest

import siting


def run_python(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_importing_the_package_loads_no_plotting_and_no_heavy_library():
    loaded = run_python("import siting, sys; print(*sys.modules)").split()
    assert not {"matplotlib", "matplotlib.pyplot", "scipy", "pandas", "pydantic", "rich", "click"} & set(loaded)


def test_help_loads_no_numeric_library():
    code = "import sys, siting.cli; print(*sys.modules)"
    assert not {"numpy", "pandas", "scipy", "matplotlib", "pydantic"} & set(run_python(code).split())


def test_a_whole_evaluation_loads_no_plotting():
    code = (
        "import siting, pandas as pd, sys;"
        "s = siting.Study.from_frame(pd.DataFrame({'a': [1., 2.]}, index=['x', 'y']));"
        "siting.evaluate(s); siting.sensitivity; print(*sys.modules)"
    )
    assert "matplotlib" not in run_python(code).split()


@pytest.mark.parametrize("name", siting.__all__)
def test_every_public_name_is_there(name):
    assert getattr(siting, name) is not None
    assert name in dir(siting)


def test_public_names_are_sorted():
    assert sorted(siting.__all__) == siting.__all__


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = siting.nonsense
