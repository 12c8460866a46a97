"""The room's addresses: replies for those who answer, rounds and questionnaires for the secretariat."""

from django.urls import path

from . import (
    answering,
    entering,
    examining,
    questionnaires,
    respondents,
    reviewing,
    rounds,
    sending,
    threads,
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
    path("replies/<int:reply_id>/threads/", threads.asking, name="threads"),
    path("replies/<int:reply_id>/threads/<int:thread_id>/", threads.thread, name="thread"),
    path(
        "replies/<int:reply_id>/sections/<slug:name>/threads/<int:thread_id>/", threads.answer_here, name="answer_here"
    ),
    path("replies/<int:reply_id>/timeline/", reviewing.timeline, name="timeline"),
    path("replies/<int:reply_id>/compare/", reviewing.comparing, name="compare"),
    path("replies/<int:reply_id>/withdraw/", reviewing.withdrawing, name="withdraw"),
    path("replies/<int:reply_id>/versions/<int:number>/undo/", reviewing.undo, name="undo"),
    path("replies/<int:reply_id>/versions/<int:number>/confirm/", reviewing.confirm, name="confirm"),
    path("replies/<int:reply_id>/versions/<int:number>/restore/", reviewing.restore, name="restore"),
    path("replies/<int:reply_id>/entry/", entering.entry, name="entry"),
    path("replies/<int:reply_id>/entry/sections/<slug:name>/", entering.section, name="entry_section"),
    path("replies/<int:reply_id>/entry/workbook/", entering.workbook, name="entry_workbook"),
    path("replies/<int:reply_id>/entry/from/<int:number>/", entering.begin, name="entry_begin"),
    path("queue/", reviewing.queue, name="queue"),
    path("rounds/", rounds.listing, name="rounds"),
    path("rounds/open/", rounds.opening, name="open"),
    path("rounds/<int:round_id>/", rounds.detail, name="round"),
    path("rounds/<int:round_id>/invite/", rounds.inviting, name="invite"),
    path("questionnaires/", questionnaires.listing, name="questionnaires"),
    path("questionnaires/<int:version_id>/", questionnaires.printed, name="questionnaire"),
]
