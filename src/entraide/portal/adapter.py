"""How accounts come about and how signing in is guarded."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.functional import lazystr

from entraide.foundation.accounts.ministry import person_behind
from entraide.foundation.ui.pages import refused_page
from entraide.foundation.ui.wording import page_language
from entraide.kernel.problems import Problem, Refused


class _Said:
    """A numbered problem as one sentence, in the language of the page that shows it."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __str__(self) -> str:
        problem = Problem(self.code)
        return f"{self.code} {problem.what(page_language())} {problem.do(page_language())}"


class InvitationOnly(DefaultAccountAdapter):
    """Nobody signs up: accounts come from invitations. Nobody locks another out by guessing at their passphrase."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": lazystr(_Said("ACC-031")),
        "too_many_login_attempts": lazystr(_Said("ACC-032")),
        "incorrect_password": lazystr(_Said("ACC-033")),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passphrases are counted by account and by the address they come from: the owner's own is untouched.

        Counted by the account alone, whoever knows an officer's e-mail could keep that officer out. Many addresses at
        once are held up by the limit for each address and by passphrases that are long, and staff have a second factor.
        """
        return f"{super()._get_login_attempts_cache_key(request, **credentials)} {self.get_client_ip(request)}"


def client_address(request: HttpRequest) -> str:
    """The address that a request comes from, as far as it can be known; empty when it cannot."""
    try:
        return InvitationOnly(request).get_client_ip(request)
    except PermissionDenied:
        return ""


class MinistryLogin(DefaultSocialAccountAdapter):
    """A ministry's login opens the account of somebody who stands for that ministry's State, and makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Addresses are matched by `pre_social_login`, with the ministry's State."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the person, or answer with the numbered reason why there is none."""
        try:
            person = person_behind(sociallogin)
        except Refused as refusal:
            raise ImmediateHttpResponse(refused_page(request, refusal.problems, status=403)) from refusal
        if not sociallogin.is_existing:
            sociallogin.connect(request, person)

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """The ministry's login did not answer as it should."""
        raise ImmediateHttpResponse(refused_page(request, [Problem("ACC-042")], status=403))
