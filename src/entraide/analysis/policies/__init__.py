"""Who may do what in the room, by what it is about."""

from .rates import access_rates as access_rates
from .coding import access_passage as access_passage
from .coding import access_passage_set as access_passage_set
from .coding import access_quotation as access_quotation
from .coding import may_clear as may_clear
from .coding import may_code as may_code
from .coding import may_quote as may_quote
from .cases import OPEN as OPEN
from .cases import access_case as access_case
from .cases import access_link as access_link
from .cases import access_own_case as access_own_case
from .cases import access_run as access_run
from .cases import access_upload as access_upload
from .cases import admits_case as admits_case
from .cases import may_judge as may_judge
from .cases import may_report as may_report
from .cases import own_side as own_side
from .cases import reads_cases as reads_cases
from .cases import reads_suspects as reads_suspects
from .cases import reads_whole as reads_whole
from .cases import reports_of as reports_of
from .sets import access_frozen_set as access_frozen_set
from .sets import access_results as access_results
from .sets import may_freeze as may_freeze
from .sets import reach as reach
