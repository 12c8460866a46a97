"""Does a log-linear model of lists have an estimate at all? (Chan, Silverman and Vincent; Fienberg and Rinaldo.)

A pair of lists of the model that never overlap has its effect at minus infinity: the cells that hold both are taken out.
For the rest the estimate exists when a table without any zero has the same sufficient sums, which a linear programme finds,
and it is the only one when the columns that are left are independent.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import linprog

from .draws import Floats


def exists(matrix: Floats, counts: Floats) -> bool:
    """Whether the sums of `counts` (cells x 1) under `matrix` (cells x effects) lie inside the cone, not on its edge."""
    cells, effects = matrix.shape
    if cells < effects or np.linalg.matrix_rank(matrix) < effects:
        return False
    if counts.min() > 0:
        return True  # The table itself is one without a zero.
    goal = np.zeros(cells + 1)
    goal[-1] = -1.0
    floor = np.column_stack([-np.eye(cells), np.ones(cells)])
    same = np.column_stack([matrix.T, np.zeros(effects)])
    scale = max(float(counts.sum()), 1.0)
    found = linprog(
        goal, A_ub=floor, b_ub=np.zeros(cells), A_eq=same, b_eq=matrix.T @ counts / scale,
        bounds=[(0, None)] * cells + [(0, 1)], method="highs",
    )  # fmt: skip
    return bool(found.status == 0 and -found.fun > 1e-9)
