"""Consents and contact data: given by the person alone, encrypted at once, seen by who may."""

import random
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import update

from bot.archive.stores import store_at
from bot.conversations.privacy_tables import Contact
from bot.conversations.schema import Consent
from bot.keys import DATABASE, PRIVACY
from bot.privacy import contacts
from bot.privacy.vault import new_key
from tests.integration.gateway.conftest import Gateway, Start
from tests.integration.gateway.fakes import Parts
from tests.integration.gateway.test_rubbish import ODD, value
from tests.support.chat import Json, Learner
from tests.support.counsellor import PAIRS, Counsellor

PHONE = {"kind": "phone", "value": "040 123 4567", "purpose": "contact", "consent_version": "2"}
EMAIL = {"kind": "email", "value": "maija@kunta.fi", "purpose": "send_plan", "consent_version": "1"}
MARKS = (b"1234567", b"123 4567", b"maija@")


async def call(learner: Learner, method: str, path: str, body: Any = None) -> tuple[int, Json]:
    """A request with the learner's token; the status and the JSON answer ({} where there is none)."""
    async with learner.session.request(
        method, f"{learner.base}/{path}", json=body, headers=learner.headers
    ) as answer:
        return answer.status, await answer.json() if answer.status != 204 else {}


async def standing(learner: Learner, purpose: str) -> Json:
    """How the learner stands to a purpose."""
    _, body = await call(learner, "GET", "consents")
    return next(one for one in body["purposes"] if one["id"] == purpose)


def files_of(folder: Path) -> bytes:
    """All that is written under a folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_nothing_is_consented_to_before_the_person_says_so(parts: Parts, learner: Learner) -> None:
    await learner.say("saatte soittaa minulle milloin vain")
    _, body = await call(learner, "GET", "consents")
    assert not [one["id"] for one in body["purposes"] if one["granted"]]
    assert parts.engine.calls[-1]["metadata"]["consents"] == {}


async def test_a_consent_is_given_to_the_text_that_was_seen_and_taken_back(
    parts: Parts, learner: Learner
) -> None:
    assert (await call(learner, "PUT", "consents/reminder", {"version": "0"}))[0] == 409
    assert not (await standing(learner, "reminder"))["granted"]
    for _ in range(2):
        status, given = await call(learner, "PUT", "consents/reminder", {"version": "1"})
        assert (status, given["granted"]) == (200, True)
    await learner.say("moi")
    assert parts.engine.calls[-1]["metadata"]["consents"] == {"reminder": True}
    for _ in range(2):
        status, taken = await call(learner, "DELETE", "consents/reminder")
        assert (status, taken["granted"]) == (200, False)
    _, exported = await call(learner, "GET", "export")
    assert exported["consents"] == {"reminder": False}
    assert [(one["purpose"], one["version"], one["granted"]) for one in exported["consent_history"]] == [
        ("reminder", "1", True),
        ("reminder", "1", False),
    ]


async def test_the_word_said_later_holds_in_chat_and_in_the_form(parts: Parts, learner: Learner) -> None:
    await call(learner, "PUT", "consents/reminder", {"version": "1"})
    parts.engine.effects = [
        {"type": "consent.record", "purpose": "reminder", "version": "1", "granted": False}
    ]
    await learner.say("en halua muistutuksia")
    assert not (await standing(learner, "reminder"))["granted"]
    parts.engine.effects = []
    await call(learner, "PUT", "consents/reminder", {"version": "1"})
    assert (await standing(learner, "reminder"))["granted"]


async def test_contact_data_is_kept_encrypted_and_shown_masked(
    parts: Parts, gateway: Gateway, learner: Learner, database_url: str, tmp_path: Path, capfd: Any
) -> None:
    status, kept = await call(learner, "POST", "contact", PHONE)
    assert (status, kept["masked"], kept["consent_version"]) == (201, "+358 *** 67", "2")
    assert (await call(learner, "POST", "contact", EMAIL))[1]["masked"] == "m***@kunta.fi"
    assert (await call(learner, "POST", "contact", PHONE))[0] == 200
    assert (await standing(learner, "contact"))["granted"]
    await learner.say("moi")
    assert learner.messages[2]["from"] == "system"
    _, exported = await call(learner, "GET", "export")
    assert [one["masked"] for one in exported["contacts"]] == ["+358 *** 67", "m***@kunta.fi"]
    with store_at(database_url).engine().connect() as connection:
        rows = str(connection.execute(Contact.__table__.select()).all())
    assert "sealed" not in rows
    logged = "".join(capfd.readouterr())
    heard = str(parts.engine.calls)
    assert "contact.kept" in logged
    for mark in MARKS:
        assert mark not in files_of(tmp_path)
        assert mark.decode() not in logged + heard + rows + str(exported)


async def test_revoking_takes_back_what_was_kept_for_it_in_the_profile(
    parts: Parts, learner: Learner
) -> None:
    parts.engine.effects = [
        {"type": "consent.record", "purpose": "summary_to_counsellor", "version": "1", "granted": True},
        {"type": "profile.set", "key": "summary", "value": "Etsii kurssia."},
        {"type": "profile.set", "key": "place", "value": "Oulu"},
    ]
    await learner.say("kyllä")
    await call(learner, "DELETE", "consents/summary_to_counsellor")
    _, exported = await call(learner, "GET", "export")
    assert exported["profile"] == {"place": "Oulu"}


async def test_revoking_deletes_the_contact_data_of_that_purpose(learner: Learner) -> None:
    await call(learner, "POST", "contact", PHONE)
    await call(learner, "POST", "contact", EMAIL)
    await call(learner, "DELETE", "consents/contact")
    _, body = await call(learner, "GET", "contact")
    assert [one["purpose"] for one in body["contacts"]] == ["send_plan"]
    assert (await call(learner, "DELETE", "contact/send_plan/email"))[0] == 204
    assert (await call(learner, "GET", "contact"))[1] == {"contacts": []}
    assert (await standing(learner, "send_plan"))["granted"]
    await call(learner, "POST", "contact", EMAIL)
    assert (await call(learner, "DELETE", "contact"))[0] == 204
    assert (await call(learner, "GET", "contact"))[1] == {"contacts": []}


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"value": "123"}, 422, "bad_contact"),
        ({"value": "maija@kunta.fi"}, 422, "bad_contact"),
        ({"value": ""}, 422, "bad_request"),
        ({"value": ["040 1234567"]}, 422, "bad_request"),
        ({"value": "0" * 301}, 422, "bad_request"),
        ({"consent_version": "0"}, 409, "consent_changed"),
        ({"consent_version": None}, 422, "bad_request"),
        ({"purpose": "guidance"}, 404, "unknown_purpose"),
        ({"purpose": "nothing"}, 404, "unknown_purpose"),
        ({"kind": "fax"}, 404, "unknown_purpose"),
    ],
)
async def test_what_is_wrong_is_refused_and_nothing_kept(
    change: Json, status: int, code: str, learner: Learner
) -> None:
    answered, body = await call(learner, "POST", "contact", {**PHONE, **change})
    assert (answered, body["error"]["code"]) == (status, code)
    assert (await call(learner, "GET", "contact"))[1] == {"contacts": []}
    assert not (await standing(learner, "contact"))["granted"]


async def test_only_the_own_token_leads_to_contact_data(learner: Learner, arrive: Any) -> None:
    await call(learner, "POST", "contact", PHONE)
    other = await arrive()
    own = learner.token
    for token, status in ((other.token, 401), ("", 401)):
        learner.token = token
        for method, path in (
            ("GET", "contact"),
            ("POST", "contact"),
            ("DELETE", "contact"),
            ("DELETE", "contact/contact/phone"),
            ("GET", "consents"),
            ("PUT", "consents/contact"),
            ("DELETE", "consents/contact"),
        ):
            answered, body = await call(learner, method, path, {"version": "1"})
            assert (answered, "contacts" in body) == (status, False)
    learner.token = own
    assert len((await call(learner, "GET", "contact"))[1]["contacts"]) == 1


async def test_the_counsellor_who_has_the_conversation_reads_it_and_that_is_written_down(
    start: Start, session: aiohttp.ClientSession
) -> None:
    gateway = await start(counsellor_tokens=PAIRS)
    learner = await Learner.arrive(session, gateway.url)
    maija, pekka = (Counsellor(session, gateway.url, name) for name in ("maija", "pekka"))
    await call(learner, "POST", "contact", PHONE)
    await call(learner, "POST", "contact", EMAIL)
    path = f"conversations/{learner.conversation_id}/contact"
    assert (await maija.call("GET", path))[0] == 409
    await maija.move(learner.conversation_id, "claim")
    assert (await pekka.call("GET", path))[0] == 409
    status, seen = await maija.call("GET", path)
    assert (status, [(one["kind"], one["value"]) for one in seen["contacts"]]) == (
        200,
        [("phone", "+358401234567")],
    )
    _, described = await maija.call("GET", "openapi.json")
    schema = {**described, "$ref": "#/components/schemas/Contacts"}
    Draft202012Validator(schema).validate(seen)
    _, exported = await call(learner, "GET", "export")
    assert [(one["who"], one["purpose"], one["kind"]) for one in exported["contact_reads"]] == [
        ("maija", "contact", "phone")
    ]
    await call(learner, "DELETE", "consents/contact")
    assert (await maija.call("GET", path))[1] == {"contacts": []}


async def test_a_lost_key_costs_the_contact_data_and_nothing_else(
    start: Start, session: aiohttp.ClientSession
) -> None:
    gateway = await start(encryption_keys=new_key(), counsellor_tokens=PAIRS)
    learner = await Learner.arrive(session, gateway.url)
    await call(learner, "POST", "contact", PHONE)
    await gateway.stop()
    again = await start(encryption_keys=new_key(), counsellor_tokens=PAIRS)
    learner.url = again.url
    _, body = await call(learner, "GET", "contact")
    assert [one["masked"] for one in body["contacts"]] == [None]
    maija = Counsellor(session, again.url, "maija")
    await maija.move(learner.conversation_id, "claim")
    assert (await maija.call("GET", f"conversations/{learner.conversation_id}/contact"))[0] == 503
    assert (await call(learner, "DELETE", "contact"))[0] == 204


async def test_the_service_reads_for_sending_only_while_the_consent_holds(
    gateway: Gateway, learner: Learner
) -> None:
    privacy = gateway.app[PRIVACY]

    async def read() -> list[str]:
        async with gateway.app[DATABASE].writing() as session:
            found = await contacts.reach(
                session,
                privacy.vault,
                learner.conversation_id,
                privacy.purposes["send_plan"],
                "service:plan",
            )
        assert "maija" not in repr(found)
        return [way.value for way in found]

    assert await read() == []
    await call(learner, "POST", "contact", EMAIL)
    assert await read() == ["maija@kunta.fi"]
    await call(learner, "DELETE", "consents/send_plan")
    assert await read() == []


async def test_a_consent_that_is_taken_back_in_the_chat_takes_the_contact_data_along(
    parts: Parts, learner: Learner
) -> None:
    await call(learner, "POST", "contact", EMAIL)
    withdrawn = {"type": "consent.record", "purpose": "send_plan", "version": "1", "granted": False}
    parts.engine.effects = [withdrawn]
    await learner.say("älä lähetä")
    assert (await call(learner, "GET", "contact"))[1]["contacts"] == []


async def test_contact_data_that_is_still_there_is_not_read_without_its_consent(
    gateway: Gateway, learner: Learner
) -> None:
    privacy, purpose = gateway.app[PRIVACY], gateway.app[PRIVACY].purposes["send_plan"]
    await call(learner, "POST", "contact", EMAIL)
    async with gateway.app[DATABASE].writing() as session:
        await session.execute(update(Consent).values(version="0"))  # of a text that does not count any more
        assert await contacts.kept(session, learner.conversation_id)
        found = await contacts.reach(session, privacy.vault, learner.conversation_id, purpose, "service:plan")
    assert found == []


async def test_rubbish_brings_no_5xx_and_keeps_nothing(learner: Learner) -> None:
    chance = random.Random(7)
    statuses = []
    for number in range(120):
        body = {**PHONE, chance.choice([*PHONE, "value"]): value(chance)}
        paths = (
            "contact",
            "consents/contact",
            f"consents/{quote(chance.choice(ODD) or 'x', errors='replace')}",
        )
        method = ("POST", "PUT", "PUT")[number % 3]
        statuses.append((await call(learner, method, paths[number % 3], body))[0])
    for odd in ODD:
        name = quote(odd or "x", safe="", errors="replace")
        for path in (f"contact/{name}/phone", f"contact/contact/{name}", f"consents/{name}"):
            statuses.append((await call(learner, "DELETE", path))[0])
    assert not [status for status in statuses if status >= 500]
    kept = (await call(learner, "GET", "contact"))[1]["contacts"]
    assert [one for one in kept if one["masked"] != "+358 *** 67"] == []
