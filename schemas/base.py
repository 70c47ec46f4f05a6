"""What every model of the contract has in common, and the few nouns that all of them use."""

from functools import cache
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

DOCUMENT_ID_LENGTH = 32
"""Hex digits of the original's sha256 that name a document."""

DocumentId = Annotated[
    str,
    Field(
        pattern=f"^[0-9a-f]{{{DOCUMENT_ID_LENGTH}}}$",
        description="The first 32 hex digits of the sha256 of the original's bytes.",
    ),
]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="sha256 in lower-case hex.")]
Box = Annotated[
    tuple[float, float, float, float],
    Field(
        description="[x0, y0, x1, y1] in points (1/72 inch), origin at the top left corner of the "
        "unrotated page, x to the right, y downwards."
    ),
]
Confidence = Annotated[
    float | None,
    Field(ge=0, le=1, description="Probability that the value is right; null until it is calibrated."),
]
PageNumber = Annotated[int, Field(ge=1, description="Page in the original, counted from 1.")]
Count = Annotated[int, Field(ge=0, le=2**53 - 1)]
"""A number that somebody else states: at most what JSON carries exactly (RFC 8259, 6); databases hold it."""
Wording = Annotated[str, Field(pattern=r"^[^\x00]*[^\x00\s][^\x00]*$")]
"""What a person wrote for others: there is something to see, and no NUL, which PostgreSQL does not keep."""
Rotation = Literal[0, 90, 180, 270]


class Model(BaseModel):
    """A frozen value; unknown fields are refused when we read what we wrote ourselves."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def json_bytes(self) -> bytes:
        """`model_dump_json` in UTF-8, without the text in between: of a long record it is twice as large."""
        return self.__pydantic_serializer__.to_json(self)


AnyModel = TypeVar("AnyModel", bound=Model)


def lean(model: AnyModel) -> AnyModel:
    """The same model, which has its own set of the names of its fields no longer.

    Pydantic gives each one a set of those that were stated, which is larger than a word or a reference. Here
    all of a kind share one set of all names, as if defaults had been stated too.
    """
    object.__setattr__(model, "__pydantic_fields_set__", _field_names(type(model)))
    return model


@cache
def _field_names(kind: type[Model]) -> set[str]:
    return set(kind.model_fields)


class Problem(Model):
    """Something that went wrong, in words for the person who can do something about it."""

    code: str = Field(description="Stable code, e.g. `encrypted`; never translated.")
    sv: str = Field(description="What happened and what to do, in Swedish.")
    en: str = Field(description="The same in English.")
    field: str | None = Field(
        default=None, description="The record's field that it is about, e.g. `recipient`; null for others."
    )
