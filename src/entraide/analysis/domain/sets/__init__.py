"""Frozen sets: a family of tables and a manifest, called by a hash of what they hold."""

from .building import Beside as Beside
from .building import tables as tables
from .difference import Difference as Difference
from .difference import FigureChange as FigureChange
from .difference import ReplyChange as ReplyChange
from .difference import figures_changed as figures_changed
from .difference import replies_changed as replies_changed
from .findings import Finding as Finding
from .findings import findings as findings
from .hashing import manifest as manifest
from .hashing import set_hash as set_hash
from .hashing import table_hash as table_hash
from .reading import Broken as Broken
from .reading import check as check
from .reading import facts_of as facts_of
from .reading import from_parquet as from_parquet
from .reading import frozen_from as frozen_from
from .reading import to_parquet as to_parquet
from .shapes import FORMAT as FORMAT
from .shapes import KEYS as KEYS
from .shapes import SCHEMAS as SCHEMAS
from .shapes import TABLES as TABLES
from .shapes import Tables as Tables
from .shapes import empty as empty
from .shapes import whole as whole
