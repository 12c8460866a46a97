"""What pages and other rooms read, by what it is about."""

from .sets import Figures as Figures
from .sets import SetRow as SetRow
from .sets import content as content
from .sets import figures_in as figures_in
from .sets import figures_of as figures_of
from .sets import form_of as form_of
from .sets import frozen_set as frozen_set
from .sets import sets_of as sets_of
