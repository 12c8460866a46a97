from allauth.account import views as account
from django.conf import settings
from django.urls import include, path
from django.views.i18n import set_language

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("language/", set_language, name="set_language"),
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/password/change/", account.password_change, name="account_change_password"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/signup/", views.invitation_only, name="account_signup"),
    path("accounts/inactive/", views.invitation_only, name="account_inactive"),
    path("invitations/<str:token>/", views.invitation, name="invitation"),
    path("invitations/<str:token>/again/", views.invitation_again, name="invitation_again"),
    path("people/", views.people, name="people"),
    path("ledger/", views.ledger, name="ledger"),
    path("files/<int:file_id>/", views.file, name="file"),
    path("meetings/", include("entraide.meetings.web.urls")),
    path("documents/", include("entraide.documents.web.urls")),
    path("recommendations/", include("entraide.mandates.web.urls")),
    path("directory/", include("entraide.directory.web.urls")),
    path("collection/", include("entraide.collection.web.urls")),
    path("analysis/", include("entraide.analysis.web.urls")),
    path("reports/", include("entraide.reporting.web.urls")),
]
if settings.MAIL_TO_OUTBOX_ONLY:
    urlpatterns += [path("outbox/", views.outbox, name="outbox")]

handler404 = "entraide.portal.views.not_found"
handler403 = "entraide.portal.views.forbidden"
handler400 = "entraide.portal.views.bad_request"
handler500 = "entraide.portal.views.server_error"
