from django.urls import path

from . import evidence, inbox, recording, register

app_name = "mandates"
urlpatterns = [
    path("", register.register, name="register"),
    path("<int:mandate_id>/", register.detail, name="detail"),
    path("<int:mandate_id>/move/", recording.move, name="move"),
    path("addressees/<int:addressee_id>/response/", recording.response, name="response"),
    path("addressees/<int:addressee_id>/implementation/", recording.implementation, name="implementation"),
    path("inbox/<int:document_id>/", inbox.inbox, name="inbox"),
    path("inbox/<int:document_id>/read/", inbox.read, name="read"),
    path("inbox/<int:document_id>/confirm-all/", inbox.confirm_all, name="confirm_all"),
    path("<int:mandate_id>/confirm/", inbox.confirm, name="confirm"),
    path("<int:mandate_id>/correct/", inbox.correct, name="correct"),
    path("<int:mandate_id>/reject/", inbox.reject, name="reject"),
    path("<int:mandate_id>/evidence/", evidence.add, name="add_evidence"),
    path("evidence/", evidence.waiting, name="evidence"),
    path("evidence/<int:evidence_id>/validate/", evidence.validate, name="validate"),
]
