"""The board: a study as one page to play with, from disk, without a network. The notebook widget shows the same."""

from siting.report.board.data import board_data
from siting.report.board.page import board_page, write_board
from siting.report.board.web import module_text, style_text

__all__ = ["board_data", "board_page", "module_text", "style_text", "write_board"]
