"""What notebooks add: `siting.board`, for which the extra `notebook` has to be installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.errors import MissingExtra
from siting.model import Study

if TYPE_CHECKING:
    from siting.board_widget import BoardWidget

__all__ = ["board"]


def board(study: Study) -> BoardWidget:
    """Show a study as a board in a notebook: the page of `siting.report.write_board` as a widget.

    Parameters
    ----------
    study
        As `siting.load_study` gives it.

    Returns
    -------
    BoardWidget
        Its `weights`, `future`, `weight_set` and `locked` follow what is done on the board, and the board follows
        what is set; `global_weights` is the Series of weights, sum 1.

    Raises
    ------
    MissingExtra
        If anywidget is not installed.
    StudyError, MethodError
        If the study, or one of its futures, cannot be evaluated.

    Examples
    --------
    >>> import pandas as pd
    >>> study = Study.from_frame(pd.DataFrame({"risk": [1.0, 0.0]}, index=["A", "B"]))
    >>> board(study).global_weights.to_dict()
    {'risk': 1.0}
    """
    try:
        from siting.board_widget import BoardWidget
    except ModuleNotFoundError as error:
        raise MissingExtra("the board in a notebook", "notebook") from error
    return BoardWidget(study)
