"""How accounts come about and how signing in is guarded."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitationOnly(DefaultAccountAdapter):
    """Nobody signs up: accounts come from invitations. Nobody locks another out by guessing at their passphrase."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passphrases are counted by account and by the address they come from: the owner's own is untouched.

        Counted by the account alone, whoever knows an officer's e-mail could keep that officer out. Many addresses at
        once are held up by the limit for each address and by passphrases that are long, and staff have a second factor.
        """
        return f"{super()._get_login_attempts_cache_key(request, **credentials)} {self.get_client_ip(request)}"
