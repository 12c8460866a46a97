from django.urls import path

from . import casefiles, cases, judging, sets

app_name = "analysis"
urlpatterns = [
    path("cases/", cases.listing, name="cases"),
    path("cases/counts/", cases.counts, name="case_counts"),
    path("cases/new/", cases.new, name="case_new"),
    path("cases/twins/", cases.twins, name="case_twins"),
    path("cases/<int:record_id>/", cases.one, name="case"),
    path("cases/<int:record_id>/correct/", cases.correct, name="case_correct"),
    path("cases/<int:record_id>/withdraw/", cases.withdraw, name="case_withdraw"),
    path("cases/template.<str:form>", casefiles.template, name="case_template"),
    path("cases/export.<str:form>", casefiles.export, name="case_export"),
    path("cases/upload/", casefiles.upload, name="case_upload_new"),
    path("cases/uploads/<int:upload_id>/", casefiles.preview, name="case_upload"),
    path("cases/uploads/<int:upload_id>/take/", casefiles.take, name="case_upload_take"),
    path("cases/queue/", judging.queue, name="case_queue"),
    path("cases/linking/", judging.linking, name="case_linking"),
    path("cases/ours/", judging.ours, name="our_cases"),
    path("cases/pairs/<int:link_id>/judge/", judging.judge, name="pair_judge"),
    path("cases/pairs/<int:link_id>/say/", judging.say, name="pair_say"),
    path("cases/judgements/<int:judgement_id>/undo/", judging.undo, name="judgement_undo"),
    path("cases/clusters/<int:number>/", judging.cluster, name="case_cluster"),
    path("cases/people/", judging.people, name="case_people"),
    path("cases/unknown-words/", judging.unknown, name="unknown_words"),
    path("rounds/<int:round_id>/close/", sets.close, name="close"),
    path("rounds/<int:round_id>/figures/", sets.of_round, name="of_round"),
    path("sets/<int:set_id>/", sets.detail, name="detail"),
    path("sets/<int:set_id>/words/", sets.words, name="words"),
]
