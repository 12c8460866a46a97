"""Every write of the room, by what it is about."""

from .cases import correct_case as correct_case
from .cases import load_cases as load_cases
from .cases import normalise_again as normalise_again
from .cases import report_case as report_case
from .cases import take_cases as take_cases
from .cases import upload_cases as upload_cases
from .cases import withdraw_case as withdraw_case
from .judgements import judge as judge
from .judgements import state as state
from .judgements import take_back as take_back
from .linking import ask_linking as ask_linking
from .linking import fail_linking as fail_linking
from .linking import find_links as find_links
from .linking import keep_links as keep_links
from .linking import note_step as note_step
from .sets import Gathered as Gathered
from .sets import Rebuilt as Rebuilt
from .sets import close_and_freeze as close_and_freeze
from .sets import freeze_late as freeze_late
from .sets import gather as gather
from .sets import in_first_format as in_first_format
from .sets import open_set as open_set
from .sets import rebuild as rebuild
from .sets import shut_set as shut_set
