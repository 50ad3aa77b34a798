"""Secrets that must be read again, kept so that the database alone does not tell them."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from engine.errors import NotReady
from engine.services.context import Context

_NONCE = 12
_KEY = 32


def seal(ctx: Context, purpose: str, secret: str) -> str:
    """A secret under the system's own key (AES-256-GCM), bound to its purpose."""
    nonce = secrets.token_bytes(_NONCE)
    sealed = _cipher(ctx).encrypt(nonce, secret.encode(), purpose.encode())
    return urlsafe_b64encode(nonce + sealed).decode("ascii")


def unseal(ctx: Context, purpose: str, sealed: str) -> str:
    """The secret; raises NotReady when the system's key, the purpose or the text is another."""
    whole = urlsafe_b64decode(sealed)
    try:
        found = _cipher(ctx).decrypt(whole[:_NONCE], whole[_NONCE:], purpose.encode())
    except InvalidTag:
        raise NotReady("Kunci sistem telah berganti; rahasia ini tidak terbaca lagi.") from None
    return found.decode()


def _cipher(ctx: Context) -> AESGCM:
    """The key of sealed secrets: derived, so that it is not the key of verification codes."""
    derivation = HKDF(SHA256(), _KEY, salt=None, info=b"kawasan: sealed secrets")
    return AESGCM(derivation.derive(ctx.settings.verification_key()))
