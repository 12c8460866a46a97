"""The tables of the room, by what they are about."""

from .sets import FrozenSet as FrozenSet
