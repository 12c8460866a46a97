from django.http import HttpResponse
from django.urls import path

app_name = "reporting"


def stub(request, **kw):
    return HttpResponse("")


urlpatterns = [
    path("", stub, name="list"),
    path("compose/", stub, name="compose"),
    path("<int:report_id>/", stub, name="detail"),
    path("<int:report_id>/figures/<str:key>/", stub, name="figure"),
]
