from django.urls import path

from . import sets

app_name = "analysis"
urlpatterns = [
    path("rounds/<int:round_id>/close/", sets.close, name="close"),
    path("rounds/<int:round_id>/figures/", sets.of_round, name="of_round"),
    path("sets/<int:set_id>/", sets.detail, name="detail"),
    path("sets/<int:set_id>/words/", sets.words, name="words"),
]
