"""The tables of the room, by what they are about."""

from .coding import Coding as Coding
from .coding import Passage as Passage
from .coding import PassageSet as PassageSet
from .coding import Quotation as Quotation
from .sets import FrozenSet as FrozenSet
