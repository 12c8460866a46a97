"""The tables of the room, by what they are about."""

from .sets import FrozenSet as FrozenSet
from .sets import SetOpening as SetOpening
from .sets import SetTable as SetTable
from .views import KeptView as KeptView
