from django.urls import path

from . import sets
from .exploring import pages as exploring

app_name = "analysis"
urlpatterns = [
    path("rounds/<int:round_id>/close/", sets.close, name="close"),
    path("rounds/<int:round_id>/figures/", sets.of_round, name="of_round"),
    path("sets/<int:set_id>/", sets.detail, name="detail"),
    path("sets/<int:set_id>/words/", sets.words, name="words"),
    path("explore/", exploring.listing, name="explorable"),
    path("sets/<int:set_id>/explore/", exploring.explore, name="explore"),
    path("sets/<int:set_id>/explore/keep/", exploring.keep, name="keep_view"),
    path("sets/<int:set_id>/explore/<slug:fmt>/", exploring.download, name="explore_download"),
    path("views/<int:view_id>/remove/", exploring.remove, name="remove_view"),
    path("views/<int:view_id>/restore/", exploring.restore, name="restore_view"),
]
