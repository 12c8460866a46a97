from django.urls import path

from . import pictures, sets

app_name = "analysis"
urlpatterns = [
    path("pictures/", pictures.gallery, name="pictures"),
    path("pictures/<str:kind>.<str:form>", pictures.file, name="picture_file"),
    path("rounds/<int:round_id>/close/", sets.close, name="close"),
    path("rounds/<int:round_id>/figures/", sets.of_round, name="of_round"),
    path("sets/<int:set_id>/", sets.detail, name="detail"),
    path("sets/<int:set_id>/words/", sets.words, name="words"),
]
