from django.urls import path

from . import coverage, drafting, finding, history, keeping, lookup, moving, reading, worklist

app_name = "directory"
urlpatterns = [
    path("", reading.listing, name="list"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("coverage.csv", coverage.download, name="coverage_csv"),
    path("find/", finding.find, name="find"),
    path("find/sheet/", finding.sheet, name="call_sheet"),
    path("look/", lookup.look, name="look"),
    path("record/", drafting.record, name="record"),
    path("drafts/", drafting.listing, name="drafts"),
    path("drafts/<int:draft_id>/", drafting.draft, name="draft"),
    path("drafts/<int:draft_id>/persons/", drafting.persons, name="persons"),
    path("drafts/<int:draft_id>/act/", drafting.act, name="act"),
    path("drafts/<int:draft_id>/meanwhile/", drafting.meanwhile, name="meanwhile"),
    path("drafts/<int:draft_id>/do/<slug:step>/", moving.move, name="move"),
    path("drafts/<int:draft_id>/<slug:section>/", drafting.section, name="section"),
    path("findings/", worklist.worklist, name="worklist"),
    path("findings.csv", worklist.export, name="worklist_csv"),
    path("findings/<slug:what>/", worklist.mark, name="mark"),
    path("confirm/<str:token>/", keeping.confirm_by_link, name="confirm_by_link"),
    path("<int:authority_id>/", reading.detail, name="detail"),
    path("<int:authority_id>/edit/", drafting.edit, name="edit"),
    path("<int:authority_id>/edit/<str:kind>/", drafting.begin, name="begin"),
    path("<int:authority_id>/designation/", keeping.designation, name="designation"),
    path("<int:authority_id>/confirm/", keeping.confirm, name="confirm"),
    path("<int:authority_id>/persons/<int:person_id>/remove/", keeping.remove_person, name="remove_person"),
    path("<int:authority_id>/history/", history.history, name="history"),
    path("<int:authority_id>/history/<int:number>/restore/", history.restore, name="restore"),
]
