"""What pages and other rooms read, by what it is about."""

from .inspecting import Mark as Mark
from .inspecting import Said as Said
from .inspecting import Traced as Traced
from .inspecting import difference as difference
from .inspecting import findings_of as findings_of
from .inspecting import marks as marks
from .inspecting import traced as traced
from .results import indicators as indicators
from .results import indicators_of as indicators_of
from .results import result as result
from .results import results as results
from .results import set_folder as set_folder
from .sets import Figures as Figures
from .sets import SetRow as SetRow
from .sets import content as content
from .sets import files_of as files_of
from .sets import figures_in as figures_in
from .sets import figures_of as figures_of
from .sets import form_of as form_of
from .sets import frozen_set as frozen_set
from .sets import results_row as results_row
from .sets import sets_of as sets_of
