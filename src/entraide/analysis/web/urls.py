from django.urls import path

from . import ladder, rates, sets

app_name = "analysis"
urlpatterns = [
    path("rates/", rates.rates, name="rates"),
    path("rounds/<int:round_id>/close/", sets.close, name="close"),
    path("rounds/<int:round_id>/figures/", sets.of_round, name="of_round"),
    path("sets/<int:set_id>/", sets.detail, name="detail"),
    path("sets/<int:set_id>/ladder/", ladder.ladder, name="ladder"),
    path("sets/<int:set_id>/words/", sets.words, name="words"),
]
