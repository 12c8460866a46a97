"""What may be printed together: small cells, sums of few, and everything that subtraction would give back."""

from .cells import Cell as Cell
from .cells import Rules as Rules
from .cells import Sum as Sum
from .cells import protect as protect
from .contributors import protect_sums as protect_sums
from .contributors import worked_out as worked_out
from .reasons import reason as reason
from .reasons import reasons as reasons
from .together import protect_results as protect_results
from .together import rules_of as rules_of
from .together import sums_between as sums_between
