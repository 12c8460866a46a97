from django.urls import path

from . import compare, feeds, issuing, meeting_papers, readings, search, sets, views

app_name = "documents"
urlpatterns = [
    path("", views.listing, name="list"),
    path("search/", search.search, name="search"),
    path("feed.atom", feeds.NewDocuments(), name="feed"),
    path("meetings/<int:meeting_id>/", meeting_papers.papers, name="meeting_papers"),
    path("meetings/<int:meeting_id>/<str:language>/", meeting_papers.texts, name="meeting_texts"),
    path("meetings/<int:meeting_id>/<str:language>/<str:form>/", meeting_papers.download, name="meeting_file"),
    path("upload/", sets.upload, name="upload"),
    path("readings/", readings.listing, name="readings"),
    path("readings/set/", sets.file_set, name="file_set"),
    path("readings/<int:reading_id>/", readings.reading, name="reading"),
    path("readings/<int:reading_id>/correct/<slug:place>/", readings.correct, name="correct"),
    path("readings/<int:reading_id>/again/", readings.again, name="again"),
    path("readings/<int:reading_id>/undo/", readings.undo, name="undo"),
    path("readings/<int:reading_id>/set-aside/", readings.set_aside, name="set_aside"),
    path("readings/<int:reading_id>/file/", readings.file, name="file"),
    path("readings/<int:reading_id>/version/", readings.version, name="add_version"),
    path("<int:document_id>/", views.detail, name="detail"),
    path("<int:document_id>/compare/", compare.beside, name="compare"),
    path("<int:document_id>/issue/", issuing.choose, name="issue"),
    path("<int:document_id>/issue/corr/", issuing.corrigendum, name="corrigendum"),
    path("<int:document_id>/issue/<int:number>/language/", issuing.language, name="issue_language"),
    path("<int:document_id>/issue/<slug:kind>/", issuing.text, name="issue_text"),
    path("<int:document_id>/<str:language>/", views.detail, name="detail_in"),
    path("<int:document_id>/<str:language>/<str:form>/", views.download, name="download"),
]
