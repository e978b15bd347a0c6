"""Twilio's signature: HMAC-SHA1 over the address and the sorted fields of the form.

Source: https://www.twilio.com/docs/usage/security#validating-requests. Twilio signs the address that it was
told, so behind a proxy SUUNTA_PUBLIC_URL must be that address.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence


def signature_of(token: str, url: str, fields: Sequence[tuple[str, str]]) -> str:
    """What X-Twilio-Signature must be; of a field that comes twice each value counts once."""
    signed = url + "".join(name + value for name, value in sorted(set(fields)))
    digest = hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode("ascii")
