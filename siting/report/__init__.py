"""A result, ready to hand over: everything one run finds, as files. Decides nothing and draws nothing itself."""

from siting.report.answer import Answer, answer
from siting.report.folder import result_files
from siting.report.record import record
from siting.report.results import results_document

__all__ = ["Answer", "answer", "record", "result_files", "results_document"]
