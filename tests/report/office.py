"""Shared by the tests of decks and workbooks: hostile studies, LibreOffice, a recalculated copy."""

import re
import shutil
import subprocess
import zipfile

import pandas as pd
from python_calamine import CalamineWorkbook

from siting.model import Study

HOSTILE = (
    "<script>alert(1)</script> & Co",
    "W" * 300,
    '=HYPERLINK("http://example.org","click")',
    "مصنع القاهرة الكبير",
    "Plant \N{ROCKET} 工場",
    "+Cassino\nline\x00two",
    "@sum",
)


def hostile_study():
    criteria = ["=1+1", "-cost", "x" * 300]
    table = pd.DataFrame(
        [[(7 * row + 3 * column) % 11 / 10 for column in range(3)] for row in range(len(HOSTILE))],
        index=list(HOSTILE),
        columns=criteria,
    )
    return Study.from_frame(table, ranges=dict.fromkeys(criteria, (0.0, 1.0)), title="=cmd|' /C calc'!A0")


def libreoffice(file, kind, folder):
    """Convert a file; a machine without LibreOffice fails here, it does not skip."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is needed: apt-get install libreoffice-calc libreoffice-impress poppler-utils"
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir", folder, file],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return folder / f"{file.stem}.{kind}"


def without_results(file, target, edits=None):
    """Copy a workbook without the results of its formulas, some numbers changed: {(sheet number, cell): number}."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            sheet = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
            if sheet:
                text = re.sub(r"(</f>)<v>[^<]*</v>", r"\1", content.decode())
                for (number, cell), value in (edits or {}).items():
                    if number == int(sheet[1]):
                        text, count = re.subn(rf'(<c r="{cell}"[^>]*><v>)[^<]*(</v>)', rf"\g<1>{value}\2", text)
                        assert count == 1, cell
                content = text.encode()
            new.writestr(name, content)
    return target


def cells(file):
    book = CalamineWorkbook.from_path(file)
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
