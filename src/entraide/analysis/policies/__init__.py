"""Who may do what in the room, by what it is about."""

from .sets import access_frozen_set as access_frozen_set
from .sets import access_results as access_results
from .sets import may_freeze as may_freeze
from .sets import reach as reach
from .views import access_own_view as access_own_view
from .views import access_view as access_view
from .views import may_keep_views as may_keep_views
from .views import visible_views as visible_views
