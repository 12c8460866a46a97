"""The room's front: everything the other rooms ask of it."""

from .currencies import Currency, currencies, currency, is_currency
from .groups import Group, group, groups
from .lists import join_names, split_names
from .names import acronym, find, name
from .ordering import ordered, sort_key
from .roll import Entity, Kind, entities, entity
from .treaties import Article, Treaty, treaties, treaty

__all__ = [
    "Article",
    "Currency",
    "Entity",
    "Group",
    "Kind",
    "Treaty",
    "acronym",
    "currencies",
    "currency",
    "entities",
    "entity",
    "find",
    "group",
    "groups",
    "is_currency",
    "join_names",
    "name",
    "ordered",
    "sort_key",
    "split_names",
    "treaties",
    "treaty",
]
