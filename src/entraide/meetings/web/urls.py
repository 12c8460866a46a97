from django.urls import path

from . import views

app_name = "meetings"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<int:meeting_id>/", views.detail, name="detail"),
]
