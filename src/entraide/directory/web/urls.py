from django.urls import path

from . import coverage, finding, keeping, lookup, reading

app_name = "directory"
urlpatterns = [
    path("", reading.listing, name="list"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("coverage.csv", coverage.download, name="coverage_csv"),
    path("find/", finding.find, name="find"),
    path("find/sheet/", finding.sheet, name="call_sheet"),
    path("look/", lookup.look, name="look"),
    path("record/", keeping.record, name="record"),
    path("<int:authority_id>/", reading.detail, name="detail"),
    path("<int:authority_id>/edit/", keeping.edit, name="edit"),
    path("<int:authority_id>/contact-point/", keeping.contact_point, name="contact_point"),
    path("<int:authority_id>/designation/", keeping.designation, name="designation"),
    path("<int:authority_id>/confirm/", keeping.confirm, name="confirm"),
    path("<int:authority_id>/withdraw/", keeping.withdraw, name="withdraw"),
]
