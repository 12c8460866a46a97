from django.urls import path

from . import drafting, evidence, exchange, inbox, places, recording, register, status

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
    path("sheet/", exchange.upload, name="exchange"),
    path("sheet/register.<str:form>", exchange.download, name="exchange_download"),
    path("sheet/<int:file_id>/", exchange.preview, name="exchange_preview"),
    path("sheet/<int:file_id>/apply/", exchange.apply, name="exchange_apply"),
    path("sheet/<int:record_id>/undo/", exchange.undo, name="exchange_undo"),
    path("status/", status.report, name="status"),
    path("status/file/", status.file, name="status_filing"),
    path("status/<str:language>.<str:form>", status.download, name="status_file"),
    path("due/", places.due, name="due"),
    path("addressees/", places.addressees, name="addressees"),
    path("addressees/<str:kind>/<path:name>/", places.addressee, name="addressee"),
    path("topics/", places.topics, name="topics"),
    path("topics/<str:code>/", places.topic, name="topic"),
    path("bodies/", places.bodies, name="bodies"),
    path("bodies/<path:code>/", places.body, name="body"),
    path("sessions/<int:meeting_id>/", places.session, name="session"),
    path("similar/", drafting.similar, name="similar"),
]
