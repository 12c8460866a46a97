from django.urls import path

from . import views

app_name = "analysis"
urlpatterns = [
    path("rounds/<int:round_id>/close/", views.close, name="close"),
    path("rounds/<int:round_id>/figures/", views.of_round, name="of_round"),
    path("sets/<int:set_id>/", views.detail, name="detail"),
    path("sets/<int:set_id>/words/", views.words, name="words"),
]
