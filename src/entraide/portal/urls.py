from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount.providers.openid_connect import views as ministries
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from entraide.foundation.accounts.arriving import at_the_door

from .views import (
    desk,
    doors,
    files,
    home,
    keeping,
    ledger,
    nominations,
    openapi,
    paragraph,
    people,
    powers,
    profile,
    sessions,
)

# Whoever signs in is not known yet: these pages, and no others, look people up as the system.
ENTRANCE = [
    path("accounts/login/", at_the_door(account.login), name="account_login"),
    path("accounts/2fa/authenticate/", at_the_door(second_factor.authenticate), name="mfa_authenticate"),
    path("accounts/2fa/webauthn/login/", at_the_door(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("accounts/oidc/<str:provider_id>/login/", at_the_door(ministries.login), name="openid_connect_login"),
    path(
        "accounts/oidc/<str:provider_id>/login/callback/",
        at_the_door(ministries.callback),
        name="openid_connect_callback",
    ),
]
urlpatterns = [
    path("", home.home, name="home"),
    # Another site could at worst change the language of a page: no token, so that pages for everybody hold nothing personal.
    path("language/", csrf_exempt(set_language), name="set_language"),
    *ENTRANCE,
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/password/change/", account.password_change, name="account_change_password"),
    path("accounts/password/set/", account.password_set, name="account_set_password"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/signup/", doors.invitation_only, name="account_signup"),
    path("accounts/inactive/", doors.invitation_only, name="account_inactive"),
    path("accounts/password/reset/", doors.invitation_only, name="account_reset_password"),
    path("accounts/3rdparty/cancelled/", doors.ministry_failed, name="socialaccount_login_cancelled"),
    path("accounts/3rdparty/error/", doors.ministry_failed, name="socialaccount_login_error"),
    path("accounts/3rdparty/signup/", doors.invitation_only, name="socialaccount_signup"),
    path("accounts/3rdparty/", profile.profile, name="socialaccount_connections"),
    path("invitations/<str:token>/", doors.invitation, name="invitation"),
    path("invitations/<str:token>/again/", doors.invitation_again, name="invitation_again"),
    path("waiting/", profile.waiting, name="waiting"),
    path("profile/", profile.profile, name="profile"),
    path("profile/acting-for/", profile.acting_for, name="acting_for"),
    path("profile/sessions/", sessions.own, name="sessions"),
    path("profile/sessions/others/", sessions.end_others, name="sessions_end_others"),
    path("profile/sessions/<str:session_id>/end/", sessions.end_one, name="session_end"),
    path("powers/", powers.powers, name="powers"),
    path("powers/<int:power_id>/end/", powers.end, name="power_end"),
    path("people/", people.people, name="people"),
    path("people/ours/", people.ours, name="our_people"),
    path("people/nominations/", nominations.listing, name="nominations"),
    path("people/nominations/new/", nominations.new, name="nomination_new"),
    path("people/nominations/<int:nomination_id>/", nominations.one, name="nomination"),
    path("people/<int:person_id>/", people.person, name="person"),
    path("people/<int:person_id>/left/", people.left, name="person_left"),
    path("people/<int:person_id>/sign-out/", people.sign_out, name="person_sign_out"),
    path("people/roles/<int:membership_id>/end/", people.end_role, name="role_end"),
    path("paragraphs/<uuid:guid>/", paragraph.paragraph, name="paragraph"),
    path("outbox/", desk.outbox, name="outbox"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("keeping/", keeping.findings, name="keeping"),
    path("ledger/verify/", ledger.verify, name="ledger_verify"),
    path("ledger/sightings/", ledger.sightings, name="sightings"),
    path("files/<int:file_id>/", files.file, name="file"),
    path("meetings/", include("entraide.meetings.web.urls")),
    path("documents/", include("entraide.documents.web.urls")),
    path("api/openapi.json", openapi.openapi, name="openapi"),
    path("api/", include("entraide.mandates.web.api")),
    path("api/", include("entraide.directory.web.api")),
    path("api/", include("entraide.documents.web.api")),
    path("v1/", include("entraide.collection.web.v1.urls")),
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
handler429 = "entraide.portal.guard.too_many"
"""Called by allauth."""
