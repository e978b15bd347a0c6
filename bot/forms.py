"""Reads the forms of our pages: text fields alone, whole and in time."""

from aiohttp import web
from multidict import MultiDict, MultiDictProxy

from bot.channels.web.incoming import whole
from bot.errors import ApiError

FORM = "application/x-www-form-urlencoded"

Form = MultiDictProxy[str]


async def read_form(request: web.Request) -> Form:
    """The fields of a form, without NUL, which PostgreSQL cannot keep. None of our forms carries files.

    Raises ApiError: 400 for what is torn or in no encoding that is known, 408 for a body that trickles in,
    415 for what is no form. Too long a one is refused by the request itself.
    """
    if not request.body_exists:
        return MultiDictProxy(MultiDict())
    if request.content_type != FORM:
        raise ApiError(415, "bad_request")
    fields = await whole(request.post())
    return MultiDictProxy(MultiDict((name, str(value).replace("\0", "")) for name, value in fields.items()))
