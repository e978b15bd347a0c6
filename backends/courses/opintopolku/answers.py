"""What Opintopolku answers (konfo-backend /external), as far as it is used; everything else is passed over.

Lists may be null or missing, and texts may lack any language. Field names are the service's own.
"""
# ruff: noqa: N815

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

type Texts = dict[str, str | None]


def _nothing_as_list(value: object) -> object:
    return [] if value is None else value


def _nothing_as_dict(value: object) -> object:
    return {} if value is None else value


type Listed[T] = Annotated[list[T], BeforeValidator(_nothing_as_list)]
type Named = Annotated[Texts, BeforeValidator(_nothing_as_dict)]


class Answer(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Code(Answer):
    """A code of koodisto with its names; `koodiUri` may carry "#version"."""

    koodiUri: str
    nimi: Named = Field(default_factory=dict)

    @property
    def code(self) -> str:
        """The code without its version."""
        return self.koodiUri.partition("#")[0]


class Offering(Answer):
    """A toteutus as it stands in a hit."""

    toteutusOid: str
    toteutusNimi: Named = Field(default_factory=dict)
    oppilaitosOid: str | None = None
    oppilaitosNimi: Named = Field(default_factory=dict)
    kunnat: Listed[Code] = Field(default_factory=list)


class QualificationPart(Answer):
    """A part of a qualification, in a hit of that sort."""

    koulutus: Code | None = None
    tutkinnonOsat: Code | None = None
    opintojenLaajuus: Code | None = None
    opintojenLaajuusNumero: float | None = None
    opintojenLaajuusyksikko: Code | None = None


class Study(Answer):
    """A koulutus: a hit of the search. `kuvaus` is texts, or texts by heading for an osaamismerkki."""

    oid: str
    nimi: Named = Field(default_factory=dict)
    koulutustyyppi: str = ""
    koulutukset: Listed[Code] = Field(default_factory=list)
    kuvaus: dict[str, Any] | None = None
    osaamistavoitteet: Texts | None = None
    opintojenLaajuus: Code | None = None
    opintojenLaajuusyksikko: Code | None = None
    opintojenLaajuusNumero: float | None = None
    opintojenLaajuusNumeroMin: float | None = None
    opintojenLaajuusNumeroMax: float | None = None
    tutkintonimikkeet: Listed[Code] = Field(default_factory=list)
    tutkinnonOsat: Listed[QualificationPart] = Field(default_factory=list)
    toteutukset: Listed[Offering] = Field(default_factory=list)


class Page(Answer):
    """A page of hits, to be checked one by one. `total` also counts what was left out of the page."""

    total: int
    hits: Listed[dict[str, Any]]


class Word(Answer):
    """A keyword in one language."""

    kieli: str = "fi"
    arvo: str


class Teaching(Answer):
    """How a toteutus is taught."""

    opetuskieli: Listed[Code] = Field(default_factory=list)
    opetusaika: Listed[Code] = Field(default_factory=list)
    opetustapa: Listed[Code] = Field(default_factory=list)
    maksullisuustyyppi: str | None = None
    maksunMaara: float | None = None


class Metadata(Answer):
    """What a toteutus says of itself."""

    kuvaus: Texts | None = None
    opetus: Teaching | None = None
    asiasanat: Listed[Word] = Field(default_factory=list)
    ammattinimikkeet: Listed[Word] = Field(default_factory=list)
    isTyovoimakoulutus: bool | None = None
    isPieniOsaamiskokonaisuus: bool | None = None


class Provider(Answer):
    """An organisation that teaches, with its municipality."""

    oid: str | None = None
    nimi: Named = Field(default_factory=dict)
    paikkakunta: Code | None = None


class Target(Answer):
    """A hakukohde: what one applies to."""

    hakulomaketyyppi: str | None = None
    pohjakoulutusvaatimus: Listed[Code] = Field(default_factory=list)


class Application(Answer):
    """A haku: how one applies."""

    hakutapa: Code | None = None
    hakukohteet: Listed[Target] = Field(default_factory=list)


class OfferingDetails(Answer):
    """A toteutus in full. In the service's inner documents `haut` are OIDs and `hakutiedot` tell more."""

    oid: str
    koulutusOid: str | None = None
    tila: str = ""
    nimi: Named = Field(default_factory=dict)
    tarjoajat: Listed[Provider] = Field(default_factory=list)
    metadata: Metadata | None = None
    hakukohteet: Listed[Target] = Field(default_factory=list)
    haut: Listed[Application | str] = Field(default_factory=list)
    hakutiedot: Listed[Application] = Field(default_factory=list)
    modified: str | None = None

    @property
    def applications(self) -> list[Application]:
        """All ways to apply that are told."""
        return [one for one in self.haut if isinstance(one, Application)] + list(self.hakutiedot)

    @property
    def targets(self) -> list[Target]:
        """Everything that can be applied to."""
        return [*self.hakukohteet, *(target for one in self.hakutiedot for target in one.hakukohteet)]
