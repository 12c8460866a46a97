"""Indicators as data, the populations they count in, and the SQL they come to."""

from .catalogue import catalogue as catalogue
from .derived import derived as derived
from .grammar import read as read
from .indicator import Condition as Condition
from .indicator import Indicator as Indicator
from .indicator import Measure as Measure
from .indicator import Suppression as Suppression
from .populations import POPULATIONS as POPULATIONS
from .populations import Field as Field
from .populations import Population as Population
from .sql import counted_sql as counted_sql
from .sql import sql as sql
