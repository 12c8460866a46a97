"""Every write of reports: composing, changing blocks, comments, clearance, translation, another set, files, issuing."""

from .changing import add_block as add_block
from .changing import move_block as move_block
from .changing import remove_block as remove_block
from .changing import retitle as retitle
from .changing import save_block as save_block
from .changing import undo as undo
from .clearing import clear as clear
from .composing import compose as compose
from .composing import recompose as recompose
from .files import ask_for_files as ask_for_files
from .files import tree_with_site as tree_with_site
from .files import write_files as write_files
from .issuing import issue as issue
from .remarking import answer as answer
from .remarking import close_remark as close_remark
from .remarking import remark as remark
from .remarking import reopen_remark as reopen_remark
from .translating import translate as translate
from .updating import pin as pin
from .updating import repoint as repoint
from .updating import unpin as unpin
