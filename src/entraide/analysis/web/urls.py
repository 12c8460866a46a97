from django.urls import path

from . import coding, coding_reading, quotations, sets

app_name = "analysis"
PASSAGES = "sets/<int:set_id>/passages/"
urlpatterns = [
    path("rounds/<int:round_id>/close/", sets.close, name="close"),
    path("rounds/<int:round_id>/figures/", sets.of_round, name="of_round"),
    path("sets/<int:set_id>/", sets.detail, name="detail"),
    path("sets/<int:set_id>/words/", sets.words, name="words"),
    path(PASSAGES, coding.start, name="passages"),
    path(PASSAGES + "cut/", coding.cut, name="cut_passages"),
    path(PASSAGES + "themes/", coding_reading.themes, name="themes"),
    path(PASSAGES + "themes/<str:code>/", coding_reading.theme, name="theme"),
    path(PASSAGES + "codebook/", coding_reading.book, name="codebook"),
    path(PASSAGES + "agreement/", coding_reading.agreement, name="agreement"),
    path(PASSAGES + "search/", coding_reading.search, name="search_passages"),
    path(PASSAGES + "quotations/", coding_reading.quoted, name="quotations"),
    path(PASSAGES + "codings.csv", coding_reading.export, name="codings"),
    path(PASSAGES + "<int:passage_id>/", coding_reading.passage, name="passage"),
    path(PASSAGES + "<int:passage_id>/code/", coding.coding, name="coding"),
    path(PASSAGES + "<int:passage_id>/agree/", coding.agree, name="agree_passage"),
    path(PASSAGES + "<int:passage_id>/quotation/", quotations.quotation, name="quotation"),
]
