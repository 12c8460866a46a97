"""The room's front: everything the other rooms ask of it."""

from .names import acronym, find, name
from .roll import Entity, Kind, entities, entity

__all__ = ["Entity", "Kind", "acronym", "entities", "entity", "find", "name"]
