"""What pages and other rooms read, by what it is about."""

from .exploring import ExploredRow as ExploredRow
from .exploring import ViewRow as ViewRow
from .exploring import explorable as explorable
from .exploring import explored as explored
from .exploring import explored_set as explored_set
from .exploring import offer as offer
from .exploring import sound as sound
from .exploring import subjects as subjects
from .exploring import view as view
from .exploring import views as views
from .results import indicators as indicators
from .results import indicators_of as indicators_of
from .results import result as result
from .results import results as results
from .results import set_folder as set_folder
from .sets import Figures as Figures
from .sets import SetRow as SetRow
from .sets import content as content
from .sets import figures_in as figures_in
from .sets import figures_of as figures_of
from .sets import form_of as form_of
from .sets import frozen_set as frozen_set
from .sets import sets_of as sets_of
