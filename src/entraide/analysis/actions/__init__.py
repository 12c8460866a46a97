"""Every write of the room, by what it is about."""

from .coding import agree as agree
from .coding import code as code
from .coding import cut_passages as cut_passages
from .coding import disagree as disagree
from .coding import uncode as uncode
from .quotations import choose_quotation as choose_quotation
from .quotations import clear_quotation as clear_quotation
from .quotations import translate_quotation as translate_quotation
from .quotations import withdraw_quotation as withdraw_quotation
from .sets import close_and_freeze as close_and_freeze
from .sets import gather as gather
