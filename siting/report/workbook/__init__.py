"""The answer as an Excel workbook with live formulas: change a weight or a performance and see the ranking move."""

from siting.report.workbook.making import workbook_bytes, write_workbook

__all__ = ["workbook_bytes", "write_workbook"]
