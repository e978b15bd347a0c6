"""What all answers of the backends over HTTP have in common (pydantic; OpenAPI is made of it)."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Answers are made of our own data, so that more members may come later."""

    model_config = ConfigDict(frozen=True)


class Health(Model):
    """`status` is "ok"."""

    status: str


class Problem(Model):
    """Problem details of RFC 9457, in Finnish with English members beside."""

    type: str
    title: str
    title_en: str
    status: int
    detail: str
    detail_en: str
    instance: str
