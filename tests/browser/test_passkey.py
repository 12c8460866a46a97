"""Grace adds a passkey and signs in with it alone; nothing on the way breaks the content security policy."""

from __future__ import annotations

from urllib.parse import urlsplit

PASSPHRASE = "seven quiet ibises at noon"


def test_signing_in_with_a_passkey(site, chromium):
    # A passkey belongs to a name, not to a number: the same server under the name of the machine itself.
    context = chromium.new_context(base_url=f"http://localhost:{urlsplit(site).port}", locale="en")
    context.add_cookies([{"name": "django_language", "value": "en", "url": f"http://localhost:{urlsplit(site).port}"}])
    page = context.new_page()
    page.set_default_timeout(8000)
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    device = devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )["authenticatorId"]
    page.goto("/accounts/login/")
    page.fill("input[name=login]", "grace@example.org")
    page.fill("input[name=password]", PASSPHRASE)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/")
    page.goto("/accounts/2fa/webauthn/add/")
    page.fill("input[name=password]", PASSPHRASE)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_selector("#mfa_webauthn_add")
    page.check("input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/**")
    assert len(devices.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]) == 1
    context.clear_cookies()
    page.goto("/accounts/login/")
    page.click("#passkey_login")
    page.wait_for_url("**/")
    assert page.locator(".e-header__person").inner_text().startswith("Grace")
    assert refused == []
    context.close()
