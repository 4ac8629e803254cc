"""The files of a study: read with every mistake at its place, written whole or not at all."""

from siting.files.folder import write_folder
from siting.files.places import located
from siting.files.schema import schema
from siting.files.starting import new_study
from siting.files.study import read_study

__all__ = ["located", "new_study", "read_study", "schema", "write_folder"]
