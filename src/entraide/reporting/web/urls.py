from django.urls import path

from . import views

app_name = "reporting"
urlpatterns = [
    path("", views.listing, name="list"),
    path("compose/", views.compose, name="compose"),
    path("<int:report_id>/", views.detail, name="detail"),
    path("<int:report_id>/recompose/", views.recompose, name="recompose"),
    path("<int:report_id>/write/", views.write, name="write"),
    path("<int:report_id>/issue/", views.issue, name="issue"),
    path("<int:report_id>/figures/<str:key>", views.figure, name="figure"),
]
