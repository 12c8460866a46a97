"""Asking a frozen set one's own questions: what is counted, among whom, under what; drawn, tabled, exported."""

from .asking import Ask as Ask
from .asking import indicator_of as indicator_of
from .asking import read as read
from .asking import written as written
