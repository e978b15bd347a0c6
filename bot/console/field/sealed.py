"""Opens what a tablet has sealed for us, so that nothing readable lies on it while the net is away.

The page gets a public key (ECDH, P-256) and seals each record with a key of its own: an ephemeral pair,
HKDF-SHA256, AES-256-GCM, all of them in the browser's WebCrypto. The private key is derived from the
installation's keys for contact data and from who is signed in, and is stored nowhere. A tablet that is lost
with unsent records holds only what we can open.
"""

import base64
import binascii
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256 (SEC 2, 2.4.2)
INFO = b"suunta field 1"
POINT, NONCE = 65, 12  # bytes of an uncompressed point and of the nonce of GCM


class SealedError(ValueError):
    """What came in cannot be opened with any of our keys."""


def public_key(keys: Sequence[str], whose: str) -> str:
    """The key that a counsellor's tablet seals with, as base64; of the newest of the installation's keys."""
    point = _private(keys[0], whose).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.b64encode(point).decode()


def opened(keys: Sequence[str], whose: str, sealed: str) -> bytes:
    """What was sealed: ephemeral point, nonce, ciphertext. Raises SealedError."""
    try:
        raw = base64.b64decode(sealed, validate=True)
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw[:POINT])
    except (binascii.Error, ValueError) as error:
        raise SealedError("no sealed record") from error
    nonce, content = raw[POINT : POINT + NONCE], raw[POINT + NONCE :]
    for key in keys:
        shared = _private(key, whose).exchange(ec.ECDH(), point)
        secret = HKDF(algorithm=hashes.SHA256(), length=32, salt=raw[:POINT], info=INFO).derive(shared)
        try:
            return AESGCM(secret).decrypt(nonce, content, None)
        except (InvalidTag, ValueError):
            continue
    raise SealedError("sealed for somebody else")


def _private(key: str, whose: str) -> ec.EllipticCurvePrivateKey:
    """A scalar from 1 to the order less one; 48 bytes leave no bias worth naming (FIPS 186-5, A.2.1)."""
    info = INFO + b"\0" + whose.encode()
    derived = HKDF(algorithm=hashes.SHA256(), length=48, salt=None, info=info).derive(key.encode())
    return ec.derive_private_key(int.from_bytes(derived) % (ORDER - 1) + 1, ec.SECP256R1())
