from django.urls import path

from . import pictures, sets

from . import comparing, indicators, sets
app_name = "analysis"
urlpatterns = [
    path("indicators/", indicators.shipped, name="indicators"),
    path("indicators/<str:name>/", indicators.described, name="indicator"),
    path("pictures/", pictures.gallery, name="pictures"),
    path("pictures/<str:kind>.<str:form>", pictures.file, name="picture_file"),
    path("rounds/<int:round_id>/close/", sets.close, name="close"),
    path("rounds/<int:round_id>/figures/", sets.of_round, name="of_round"),
    path("rounds/<int:round_id>/sets/", comparing.of_round, name="sets"),
    path("rounds/<int:round_id>/sets/again/", comparing.freeze_again, name="again"),
    path("sets/<int:before_id>/difference/<int:after_id>/", comparing.difference, name="difference"),
    path("sets/<int:set_id>/", sets.detail, name="detail"),
    path("sets/<int:set_id>/completeness/", comparing.completeness, name="completeness"),
    path("sets/<int:set_id>/figures/<path:key>/", indicators.figure, name="figure"),
    path("sets/<int:set_id>/findings/", comparing.findings, name="findings"),
    path("sets/<int:set_id>/indicators/", indicators.of_set, name="of_set"),
    path("sets/<int:set_id>/indicators/<str:name>/", indicators.counted, name="counted"),
    path("sets/<int:set_id>/open/", comparing.open_figures, name="open"),
    path("sets/<int:set_id>/tables/", comparing.tables, name="tables"),
    path("sets/<int:set_id>/words/", sets.words, name="words"),
]
