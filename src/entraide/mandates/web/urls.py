from django.urls import path, register_converter

from . import (
    drafting,
    evidence,
    exchange,
    feeds,
    figures,
    inbox,
    places,
    recording,
    register,
    relating,
    status,
    together,
    turns,
    working,
)


class Words:
    """Whatever people wrote, with slashes and line breaks in it."""

    regex = r"[\s\S]+"

    def to_python(self, value: str) -> str:
        """As it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """The same."""
        return value


register_converter(Words, "words")

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
    path("addressees/<str:kind>/<words:name>/", places.addressee, name="addressee"),
    path("topics/", places.topics, name="topics"),
    path("topics/<words:code>/", places.topic, name="topic"),
    path("bodies/", places.bodies, name="bodies"),
    path("bodies/<path:code>/", places.body, name="body"),
    path("sessions/<int:meeting_id>/", places.session, name="session"),
    path("similar/", drafting.similar, name="similar"),
    path("figures/", figures.page, name="figures"),
    path("figures/figures.csv", figures.table, name="figures_table"),
    path("figures/repeated/", figures.repeated, name="repeated"),
    path("feeds/all.atom", feeds.Recommendations(), name="feed"),
    path("feeds/bodies/<path:code>.atom", feeds.Recommendations(), name="feed_of_body"),
    path("feeds/<slug:kind>/<words:name>.atom", feeds.Recommendations(), name="feed_of_addressee"),
    path("<int:mandate_id>/quick/", inbox.quick, name="quick"),
    path("<int:mandate_id>/edit/", inbox.edit, name="edit"),
    path("<int:mandate_id>/relate/", relating.relate, name="relate"),
    path("<int:mandate_id>/assign/", working.assign, name="assign"),
    path("inbox/<int:document_id>/quoted/", turns.quoted, name="quoted"),
    path("paragraphs/<uuid:guid>/add/", turns.add, name="add"),
    path("notes/<int:addressee_id>/", recording.annotate, name="annotate"),
    path("evidence/<int:evidence_id>/turn-down/", evidence.turn_down, name="turn_down"),
    path("evidence/<int:evidence_id>/withdraw/", evidence.withdraw, name="withdraw"),
    path("relations/", relating.relate_from, name="relate_from"),
    path("relations/<int:relation_id>/unrelate/", relating.unrelate, name="unrelate"),
    path("assignments/<int:assignment_id>/done/", working.finish, name="finish"),
    path("<int:mandate_id>/evidence/more/", evidence.more, name="more_evidence"),
    path("work/", working.mine, name="work"),
    path("work/due/", working.due, name="work_due"),
    path("together/", together.together, name="together"),
    path("turns/<uuid:turn_id>/", turns.turn, name="turn"),
    path("turns/<uuid:turn_id>/undo/", turns.undo, name="undo"),
]
