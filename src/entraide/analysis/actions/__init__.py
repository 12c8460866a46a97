"""Every write of the room, by what it is about."""

from .sets import close_and_freeze as close_and_freeze
from .sets import gather as gather
