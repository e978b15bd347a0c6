"""What a tablet seals is opened by us alone, for whom it was sealed, also after the keys have changed."""

import base64
import os

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from bot.console.field.sealed import INFO, SealedError, opened, public_key
from bot.privacy.vault import new_key

OLD, NEW = new_key(), new_key()
WHOSE = "ohjaus maija"


def seal(key: str, content: bytes) -> str:
    """The same as the page does (web/console/field-store.ts)."""
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), base64.b64decode(key))
    ours = ec.generate_private_key(ec.SECP256R1())
    point = ours.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = ours.exchange(ec.ECDH(), theirs)
    secret = HKDF(algorithm=hashes.SHA256(), length=32, salt=point, info=INFO).derive(shared)
    nonce = os.urandom(12)
    return base64.b64encode(point + nonce + AESGCM(secret).encrypt(nonce, content, None)).decode()


def test_what_was_sealed_is_opened_also_after_a_new_key() -> None:
    sealed = seal(public_key([OLD], WHOSE), b"vastaukset")
    assert opened([OLD], WHOSE, sealed) == b"vastaukset"
    assert opened([NEW, OLD], WHOSE, sealed) == b"vastaukset"


def test_nobody_else_opens_it() -> None:
    sealed = seal(public_key([OLD], WHOSE), b"vastaukset")
    for keys, whose in (([NEW], WHOSE), ([OLD], "ohjaus ville"), ([OLD], "etela maija")):
        with pytest.raises(SealedError):
            opened(keys, whose, sealed)


@given(st.one_of(st.text(), st.binary(max_size=200).map(lambda raw: base64.b64encode(raw).decode())))
def test_rubbish_is_refused(text: str) -> None:
    with pytest.raises(SealedError):
        opened([OLD], WHOSE, text)


def test_a_changed_byte_is_noticed() -> None:
    raw = bytearray(base64.b64decode(seal(public_key([OLD], WHOSE), b"vastaukset")))
    raw[-1] ^= 1
    with pytest.raises(SealedError):
        opened([OLD], WHOSE, base64.b64encode(raw).decode())
