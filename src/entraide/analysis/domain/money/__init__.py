"""Money as it was given, and beside it what it is in dollars at a rate that is named."""

from .amounts import METHODS as METHODS
from .amounts import Amount as Amount
from .amounts import grouped as grouped
from .amounts import problems_of as problems_of
from .converting import Converted as Converted
from .converting import Rate as Rate
from .converting import Rates as Rates
from .converting import convert as convert
from .converting import total as total
from .importing import Imported as Imported
from .importing import read_rates as read_rates
from .withdrawn import WITHDRAWN as WITHDRAWN
