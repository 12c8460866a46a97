"""What can be said beyond what was reported, how, and when it may not be said: pure functions over plain data."""

from .climbing import Estimated as Estimated
from .climbing import estimate as estimate
from .covariates import State as State
from .distinct import Bracket as Bracket
from .distinct import bracket as bracket
from .finite import interval as interval
from .grade import Grade as Grade
from .ladder import STEPS as STEPS
from .ladder import Cases as Cases
from .ladder import Given as Given
from .ladder import Ladder as Ladder
from .ladder import Step as Step
from .ladder import ladder as ladder
from .recapture import Lists as Lists
from .recapture import recaptured as recaptured
from .recapture import table_of as table_of
from .trend import same_reporters as same_reporters
from .value import Valued as Valued
from .value import Values as Values
from .value import values as values
