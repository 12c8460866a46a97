"""The room's addresses: replies for those who answer, rounds and questionnaires for the secretariat."""

from django.urls import path

from . import (
    addressees,
    answering,
    board,
    course,
    examining,
    granting,
    questionnaires,
    respondents,
    rounds,
    sending,
    sharing,
    workbooks,
)

app_name = "collection"
urlpatterns = [
    path("replies/", respondents.replies, name="replies"),
    path("replies/<int:reply_id>/", respondents.reply, name="reply"),
    path("replies/<int:reply_id>/print/", respondents.printed, name="print"),
    path("replies/<int:reply_id>/sections/<slug:name>/", answering.section, name="section"),
    path("replies/<int:reply_id>/cells/<slug:name>/", answering.autosave, name="autosave"),
    path("replies/<int:reply_id>/workbook/", workbooks.download, name="workbook"),
    path("replies/<int:reply_id>/upload/", workbooks.upload, name="upload"),
    path("replies/<int:reply_id>/apply/", workbooks.apply, name="apply"),
    path("replies/<int:reply_id>/check/", sending.check, name="check"),
    path("replies/<int:reply_id>/submit/", sending.submit, name="submit"),
    path("replies/<int:reply_id>/correct/", sending.correct, name="correct"),
    path("replies/<int:reply_id>/receipts/<int:number>/", sending.receipt, name="receipt"),
    path("replies/<int:reply_id>/versions/<int:number>/", examining.version, name="version"),
    path("replies/<int:reply_id>/versions/<int:number>/accept/", examining.accept, name="accept"),
    path("replies/<int:reply_id>/versions/<int:number>/ask-back/", examining.ask_back, name="ask_back"),
    path("replies/<int:reply_id>/again/", rounds.again, name="send_again"),
    path("rounds/", rounds.listing, name="rounds"),
    path("rounds/open/", rounds.opening, name="open"),
    path("rounds/<int:round_id>/", board.detail, name="round"),
    path("rounds/<int:round_id>/invite/", addressees.inviting, name="invite"),
    path("rounds/<int:round_id>/change/", rounds.change, name="change_round"),
    path("rounds/<int:round_id>/addressees.csv", addressees.export, name="addressees"),
    path("rounds/<int:round_id>/board.<slug:form>", board.export, name="board_file"),
    path("rounds/<int:round_id>/course/", course.course, name="course"),
    path("rounds/<int:round_id>/reminders/", course.reminders, name="reminders"),
    path("replies/<int:reply_id>/grants/", granting.grants, name="grants"),
    path("replies/<int:reply_id>/sections/<slug:name>/sharing/", sharing.share, name="share"),
    path("questionnaires/", questionnaires.listing, name="questionnaires"),
    path("questionnaires/<int:version_id>/", questionnaires.printed, name="questionnaire"),
]
