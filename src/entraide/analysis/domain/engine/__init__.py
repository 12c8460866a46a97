"""The engine: indicators over the tables of a frozen set, counted in DuckDB."""

from .run import narrowed as narrowed
from .run import opened as opened
from .run import run as run
