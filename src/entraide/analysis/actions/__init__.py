"""Every write of the room, by what it is about."""

from .sets import Gathered as Gathered
from .sets import Rebuilt as Rebuilt
from .sets import close_and_freeze as close_and_freeze
from .sets import freeze_late as freeze_late
from .sets import gather as gather
from .sets import in_first_format as in_first_format
from .sets import open_set as open_set
from .sets import rebuild as rebuild
from .sets import shut_set as shut_set
from .views import keep_view as keep_view
from .views import remove_view as remove_view
from .views import restore_view as restore_view
