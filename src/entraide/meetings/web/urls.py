from django.urls import path

from . import feeds, keeping, keeping_parts, views

app_name = "meetings"
urlpatterns = [
    path("", views.listing, name="list"),
    path("calendar.ics", feeds.everything, name="calendar"),
    path("new/", keeping.new_meeting, name="new"),
    path("bodies/new/", keeping.new_body, name="new_body"),
    path("bodies/<int:body_id>/", views.body, name="body"),
    path("bodies/<int:body_id>/edit/", keeping.edit_body, name="edit_body"),
    path("bodies/<int:body_id>/remove/", keeping.remove_body, name="remove_body"),
    path("<int:meeting_id>/", views.detail, name="detail"),
    path("<int:meeting_id>/calendar.ics", feeds.meeting, name="meeting_calendar"),
    path("<int:meeting_id>/edit/", keeping.edit_meeting, name="edit"),
    path("<int:meeting_id>/remove/", keeping.remove_meeting, name="remove"),
    path("<int:meeting_id>/<str:part>/", keeping_parts.part, name="part"),
    path("<int:meeting_id>/programme/<int:row_id>/", keeping_parts.edit_sitting, name="sitting"),
    path("<int:meeting_id>/programme/<int:row_id>/cancel/", keeping_parts.cancel_sitting, name="cancel_sitting"),
    path("<int:meeting_id>/agenda/<int:row_id>/", keeping_parts.edit_item, name="item"),
    path("<int:meeting_id>/agenda/<int:row_id>/move/", keeping_parts.move_item, name="move_item"),
    path("<int:meeting_id>/<str:part>/<int:row_id>/remove/", keeping_parts.remove_row, name="remove_row"),
]
