"""Products of thin matrices with many columns, in pieces that are quicker on one thread than on several.

Linear-algebra libraries hand products beyond some size to several threads, which for thin matrices costs many times
what it saves; the pieces stay below that size.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from siting.values import FloatArray

__all__ = ["inner_product", "product"]

_SINGLE_THREAD = 200_000


def product(matrix: FloatArray, columns: FloatArray) -> FloatArray:
    """Return matrix @ columns.

    Examples
    --------
    >>> import numpy as np
    >>> product(np.array([[1.0, 2.0]]), np.array([[1.0, 0.0], [0.0, 1.0]])).tolist()
    [[1.0, 2.0]]
    """
    result = np.empty((len(matrix), columns.shape[1]))
    for piece in _pieces(columns.shape[1], matrix.size):
        result[:, piece] = matrix @ columns[:, piece]
    return result


def inner_product(left: FloatArray, right: FloatArray) -> FloatArray:
    """Return left @ right.T, both with many columns.

    Examples
    --------
    >>> import numpy as np
    >>> inner_product(np.array([[1.0, 2.0]]), np.array([[3.0, 4.0], [5.0, 6.0]])).tolist()
    [[11.0, 17.0]]
    """
    result = np.zeros((len(left), len(right)))
    for piece in _pieces(left.shape[1], result.size):
        result += left[:, piece] @ right[:, piece].T
    return result


def _pieces(columns: int, effort: int) -> Iterator[slice]:
    width = max(64, _SINGLE_THREAD // max(1, effort))
    return (slice(start, start + width) for start in range(0, columns, width))
