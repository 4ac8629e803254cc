"""A result, ready to hand over: everything one run finds, as files. Decides nothing and draws nothing itself."""

from siting.report.answer import Answer, answer
from siting.report.board import write_board
from siting.report.deck import write_deck
from siting.report.folder import all_files, result_files
from siting.report.record import record
from siting.report.results import results_document
from siting.report.workbook import write_workbook

__all__ = [
    "Answer",
    "all_files",
    "answer",
    "record",
    "result_files",
    "results_document",
    "write_board",
    "write_deck",
    "write_workbook",
]
