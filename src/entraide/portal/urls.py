from allauth.account import views as account
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from .views import desk, doors, files, home, ledger, paragraph

urlpatterns = [
    path("", home.home, name="home"),
    # Another site could at worst change the language of a page: no token, so that pages for everybody hold nothing personal.
    path("language/", csrf_exempt(set_language), name="set_language"),
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/password/change/", account.password_change, name="account_change_password"),
    path("accounts/password/set/", account.password_set, name="account_set_password"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/signup/", doors.invitation_only, name="account_signup"),
    path("accounts/inactive/", doors.invitation_only, name="account_inactive"),
    path("accounts/password/reset/", doors.invitation_only, name="account_reset_password"),
    path("invitations/<str:token>/", doors.invitation, name="invitation"),
    path("invitations/<str:token>/again/", doors.invitation_again, name="invitation_again"),
    path("paragraphs/<uuid:guid>/", paragraph.paragraph, name="paragraph"),
    path("people/", desk.people, name="people"),
    path("outbox/", desk.outbox, name="outbox"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/verify/", ledger.verify, name="ledger_verify"),
    path("ledger/sightings/", ledger.sightings, name="sightings"),
    path("files/<int:file_id>/", files.file, name="file"),
    path("meetings/", include("entraide.meetings.web.urls")),
    path("documents/", include("entraide.documents.web.urls")),
    path("api/", include("entraide.mandates.web.api")),
    path("api/", include("entraide.documents.web.api")),
    path("recommendations/", include("entraide.mandates.web.urls")),
    path("directory/", include("entraide.directory.web.urls")),
    path("collection/", include("entraide.collection.web.urls")),
    path("analysis/", include("entraide.analysis.web.urls")),
    path("reports/", include("entraide.reporting.web.urls")),
]

handler400 = "entraide.portal.views.errors.bad_request"
handler403 = "entraide.portal.views.errors.forbidden"
handler404 = "entraide.portal.views.errors.not_found"
handler500 = "entraide.portal.views.errors.server_error"
