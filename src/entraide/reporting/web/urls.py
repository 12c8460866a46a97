from django.urls import path

from . import composer, reviewing, translating, views

app_name = "reporting"
urlpatterns = [
    path("", views.listing, name="list"),
    path("compose/", views.compose, name="compose"),
    path("put/", composer.put, name="put"),
    path("<int:report_id>/", views.detail, name="detail"),
    path("<int:report_id>/recompose/", views.recompose, name="recompose"),
    path("<int:report_id>/write/", views.write, name="write"),
    path("<int:report_id>/issue/", reviewing.issue, name="issue"),
    path("<int:report_id>/figures/<str:key>", views.figure, name="figure"),
    path("<int:report_id>/composer/", composer.composer, name="composer"),
    path("<int:report_id>/blocks/<slug:block_id>/", composer.block, name="block"),
    path("<int:report_id>/blocks/<slug:block_id>/move/", composer.move, name="move"),
    path("<int:report_id>/blocks/<slug:block_id>/remove/", composer.remove, name="remove"),
    path("<int:report_id>/insert/", composer.insert, name="insert"),
    path("<int:report_id>/undo/", composer.undo, name="undo"),
    path("<int:report_id>/history/", composer.history, name="history"),
    path("<int:report_id>/translate/<str:language>/", translating.translation, name="translate"),
    path("<int:report_id>/comments/", reviewing.comments, name="comments"),
    path("<int:report_id>/comments/<int:remark_id>/", reviewing.comment, name="comment"),
    path("<int:report_id>/changes/", reviewing.changes, name="changes"),
    path("<int:report_id>/pins/", reviewing.pins, name="pins"),
    path("<int:report_id>/clearance/", reviewing.clearance, name="clearance"),
]
