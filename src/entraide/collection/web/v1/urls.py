"""Addresses as ODK Central has them. The submission by key stands first: it is asked for most."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import exporting, forms, odata, openrosa, projects, sessions, submissions
from .answering import nothing

app_name = "v1"
KEY, PROJECT = "key/<str:token>/projects/<int:project_id>", "projects/<int:project_id>"
FORM = f"{PROJECT}/forms/<str:form_id>"
SENT = f"{FORM}/submissions"
ONE = f"{SENT}/<str:guid>"

_DEVICES: list[URLPattern] = [
    path(f"{KEY}/submission", openrosa.submission, name="key_submission"),
    path(f"{KEY}/formList", openrosa.form_list, name="key_form_list"),
    path(f"{KEY}/forms/<str:form_id>.xml", openrosa.form_xml, name="key_form_xml"),
    path(f"{KEY}/forms/<str:form_id>/manifest", openrosa.manifest, name="key_manifest"),
    path(f"{KEY}/forms/<str:form_id>/attachments/<str:name>", openrosa.form_file, name="key_form_file"),
    path(f"{PROJECT}/submission", openrosa.submission, name="submission"),
    path(f"{PROJECT}/formList", openrosa.form_list, name="form_list"),
    path(f"{FORM}/manifest", openrosa.manifest, name="manifest"),
]
_PROJECTS: list[URLPattern] = [
    path("sessions", sessions.sessions, name="sessions"),
    path("sessions/restore", sessions.restore, name="session_restore"),
    path("sessions/current", sessions.current_session, name="session_current"),
    path("sessions/<str:token>", sessions.one_session, name="session"),
    path("users/current", sessions.current_user, name="user_current"),
    path("projects", projects.projects, name="projects"),
    path(PROJECT, projects.project, name="project"),
    path(f"{PROJECT}/app-users", projects.app_users, name="app_users"),
    path(f"{PROJECT}/app-users/<int:key_id>", projects.app_user, name="app_user"),
    path(f"{FORM}/assignments", projects.assignments, name="assignments"),
    path(f"{FORM}/assignments/<int:role_id>/<int:actor_id>", projects.assignment, name="assignment"),
]
_FORMS: list[URLPattern] = [
    path(f"{PROJECT}/forms", forms.forms, name="forms"),
    path(f"{FORM}.svc", odata.service, name="odata_service"),
    path(f"{FORM}.svc/$metadata", odata.metadata, name="odata_metadata"),
    path(f"{FORM}.svc/<str:table>", odata.table, name="odata_table"),
    path(f"{FORM}.xml", forms.xml, name="form_xml"),
    path(f"{FORM}.xlsx", forms.xlsx, name="form_xlsx"),
    path(FORM, forms.form, name="form"),
    path(f"{FORM}/fields", forms.fields, name="form_fields"),
    path(f"{FORM}/attachments", forms.files, name="form_files"),
    path(f"{FORM}/attachments/<str:name>", forms.file, name="form_file"),
    path(f"{FORM}/versions", forms.versions, name="form_versions"),
    path(f"{FORM}/versions/<str:version>.xml", forms.xml, name="form_version_xml"),
    path(f"{FORM}/versions/<str:version>.xlsx", forms.xlsx, name="form_version_xlsx"),
    path(f"{FORM}/versions/<str:version>", forms.version, name="form_version"),
    path(f"{FORM}/versions/<str:version>/fields", forms.fields, name="form_version_fields"),
    path(f"{FORM}/versions/<str:version>/attachments", forms.files, name="form_version_files"),
    path(f"{FORM}/draft", forms.draft, name="draft"),
    path(f"{FORM}/draft.xml", forms.draft_xml, name="draft_xml"),
    path(f"{FORM}/draft.xlsx", forms.draft_xlsx, name="draft_xlsx"),
    path(f"{FORM}/draft/publish", forms.publish, name="draft_publish"),
    path(f"{FORM}/draft/fields", forms.draft_fields, name="draft_fields"),
    path(f"{FORM}/draft/attachments", forms.draft_files, name="draft_files"),
    path(f"{FORM}/draft/attachments/<str:name>", forms.draft_file, name="draft_file"),
]
_SUBMISSIONS: list[URLPattern] = [
    path(SENT, submissions.submissions, name="submissions"),
    path(f"{SENT}.csv", exporting.csv, name="submissions_csv"),
    path(f"{SENT}.csv.zip", exporting.zipped, name="submissions_csv_zip"),
    path(f"{ONE}.xml", submissions.xml, name="submission_xml"),
    path(ONE, submissions.submission, name="submission_one"),
    path(f"{ONE}/attachments", submissions.files, name="submission_files"),
    path(f"{ONE}/attachments/<str:name>", submissions.file, name="submission_file"),
    path(f"{ONE}/comments", submissions.remarks, name="submission_comments"),
    path(f"{ONE}/diffs", submissions.diffs, name="submission_diffs"),
    path(f"{ONE}/versions", submissions.versions, name="submission_versions"),
    path(f"{ONE}/versions/<str:version>.xml", submissions.version_xml, name="submission_version_xml"),
    path(f"{ONE}/versions/<str:version>", submissions.version, name="submission_version"),
]
urlpatterns = [*_DEVICES, *_PROJECTS, *_FORMS, *_SUBMISSIONS, path("<path:rest>", nothing, name="nothing")]
