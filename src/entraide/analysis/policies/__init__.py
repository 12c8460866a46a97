"""Who may do what in the room, by what it is about."""

from .sets import access_frozen_set as access_frozen_set
from .sets import access_results as access_results
from .sets import may_freeze as may_freeze
from .sets import reach as reach
