"""The identity provider: OpenID Connect, authorization code with PKCE and nonce (Authlib, joserfc).

What it tells is believed only when signed by a key of its own set, for us, in time, with the nonce of this
sign-in.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]
from authlib.integrations.httpx_client import AsyncOAuth2Client  # type: ignore[import-untyped]
from authlib.oauth2.rfc7636 import create_s256_code_challenge  # type: ignore[import-untyped]
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from bot.console.members import Identity

TIMEOUT = 8.0
KEEPS_SECONDS = 3_600.0
CLOCK_SKEW = 60
ALGORITHMS = ["RS256", "RS384", "RS512", "ES256", "ES384", "PS256", "PS384", "PS512", "EdDSA"]
WANTED = ("authorization_endpoint", "token_endpoint", "jwks_uri", "issuer")


class SignInError(Exception):
    """Signing in did not work. The message is for the operator's log, never for the page."""


@dataclass(frozen=True, slots=True)
class Client:
    """What the provider knows us by, and which claim tells a person's groups."""

    issuer: str
    client_id: str
    client_secret: str | None
    scope: str
    groups_claim: str


@dataclass(frozen=True, slots=True)
class Told:
    """Who has signed in, and the groups that they are in."""

    identity: Identity
    groups: tuple[str, ...]


class Provider:
    """One provider. Its metadata and keys are read when they are first needed, and again after an hour."""

    def __init__(self, client: Client, redirect_uri: str) -> None:
        self._client = client
        self._redirect_uri = redirect_uri
        self._metadata: Mapping[str, Any] | None = None
        self._keys: KeySet | None = None
        self._read_at = 0.0

    async def address(self, state: str, nonce: str, verifier: str) -> str:
        """Where the browser goes to sign in. Raises SignInError."""
        metadata = await self._known()
        async with self._oauth() as oauth:
            address, _ = oauth.create_authorization_url(
                metadata["authorization_endpoint"],
                state=state,
                nonce=nonce,
                code_challenge=create_s256_code_challenge(verifier),
                code_challenge_method="S256",
            )
        return str(address)

    async def told(self, code: str, nonce: str, verifier: str) -> Told:
        """Who signed in, by the code that the browser brought back. Raises SignInError."""
        metadata = await self._known()
        try:
            async with self._oauth() as oauth:
                token = await oauth.fetch_token(
                    metadata["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=verifier,
                )
        except (AuthlibBaseError, httpx.HTTPError, ValueError) as error:
            raise SignInError(f"no token: {error}") from error
        return self._read(await self._claims(str(token.get("id_token", "")), nonce))

    async def _claims(self, id_token: str, nonce: str) -> Mapping[str, Any]:
        metadata = await self._known()
        claims = self._decoded(id_token)
        if claims is None:  # the provider may have changed its keys
            self._read_at = 0.0
            metadata, claims = await self._known(), self._decoded(id_token)
        if claims is None:
            raise SignInError("the id_token is not signed by a key of the provider")
        registry = jwt.JWTClaimsRegistry(
            leeway=CLOCK_SKEW,
            iss={"essential": True, "value": metadata["issuer"]},
            aud={"essential": True, "value": self._client.client_id},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        try:
            registry.validate(dict(claims))
        except JoseError as error:
            raise SignInError(f"the id_token is not for us: {error}") from error
        if claims.get("azp", self._client.client_id) != self._client.client_id:
            raise SignInError("the id_token was issued to another client")
        return claims

    def _decoded(self, id_token: str) -> Mapping[str, Any] | None:
        try:
            return jwt.decode(id_token, self._keys, algorithms=ALGORITHMS).claims  # type: ignore[arg-type]
        except (JoseError, ValueError):
            return None

    def _read(self, claims: Mapping[str, Any]) -> Told:
        groups = claims.get(self._client.groups_claim, [])
        if isinstance(groups, str):
            groups = groups.split()
        name = str(claims.get("name") or claims.get("preferred_username") or claims["sub"])
        wish = str(claims.get("preferred_username") or claims.get("email") or name)
        identity = Identity(str(claims["iss"])[:200], str(claims["sub"])[:200], name, wish)
        return Told(identity, tuple(str(group) for group in groups if isinstance(group, str)))

    async def _known(self) -> Mapping[str, Any]:
        """The provider's metadata, with its keys beside it. Raises SignInError."""
        if self._metadata is not None and time.monotonic() - self._read_at < KEEPS_SECONDS:
            return self._metadata
        address = f"{self._client.issuer.rstrip('/')}/.well-known/openid-configuration"
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT) as http:
                metadata = (await http.get(address)).raise_for_status().json()
                if missing := [name for name in WANTED if not isinstance(metadata.get(name), str)]:
                    raise SignInError(f"{address} does not tell {', '.join(missing)}")
                keys = (await http.get(metadata["jwks_uri"])).raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            raise SignInError(f"{address}: {type(error).__name__}: {error}") from error
        if metadata["issuer"].rstrip("/") != self._client.issuer.rstrip("/"):
            raise SignInError(f"{address} tells of another issuer: {metadata['issuer']}")
        self._keys = KeySet.import_key_set(keys)
        self._metadata, self._read_at = metadata, time.monotonic()
        return self._metadata

    def _oauth(self) -> AsyncOAuth2Client:
        return AsyncOAuth2Client(
            client_id=self._client.client_id,
            client_secret=self._client.client_secret,
            scope=self._client.scope,
            redirect_uri=self._redirect_uri,
            token_endpoint_auth_method="client_secret_basic" if self._client.client_secret else "none",
            timeout=TIMEOUT,
        )
