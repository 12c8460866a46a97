"""Who may do what in the room, by what it is about."""

from .coding import access_passage as access_passage
from .coding import access_passage_set as access_passage_set
from .coding import access_quotation as access_quotation
from .coding import may_clear as may_clear
from .coding import may_code as may_code
from .coding import may_quote as may_quote
from .sets import access_frozen_set as access_frozen_set
from .sets import may_freeze as may_freeze
