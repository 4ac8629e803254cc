"""The files of a study: read with every mistake at its place, written whole or not at all."""

from siting.files.brand import found_brand
from siting.files.excel import write_excel
from siting.files.folder import write_folder
from siting.files.places import located
from siting.files.schema import schema
from siting.files.starting import new_study, new_workbook
from siting.files.study import read_study
from siting.files.writing import write_toml

__all__ = [
    "found_brand",
    "located",
    "new_study",
    "new_workbook",
    "read_study",
    "schema",
    "write_excel",
    "write_folder",
    "write_toml",
]
