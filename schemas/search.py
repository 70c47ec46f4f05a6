"""What to look for among the documents: the filters of the list, in the API and in the pages' addresses
alike."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from schemas.document import DocumentStatus
from schemas.metadata import DocumentType

Sort = Literal["-received", "received", "-date", "date", "title", "-title"]


def _unless_empty(value: Any) -> Any:
    """A form's empty field asks for nothing."""
    return None if value == "" else value


_Empty = BeforeValidator(_unless_empty)
_Name = Annotated[str, Field(max_length=200)]
_Day = Field(ge=date(1900, 1, 1), le=date(2199, 12, 31))


class Search(BaseModel):
    """Every filter narrows the list; one that is empty or left out does not."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    q: Annotated[
        Annotated[str, Field(max_length=500)] | None,
        _Empty,
        Field(
            description="Words that all stand in the document; å, ä and ö are letters of their own. `ord*` "
            'finds what begins so, `"a phrase"` what stands together, a dnr in any spelling its documents.'
        ),
    ] = None
    received_from: Annotated[
        Annotated[date, _Day] | None,
        _Empty,
        Field(description="First day of receipt: stated, read, else of upload."),
    ] = None
    received_to: Annotated[
        Annotated[date, _Day] | None, _Empty, Field(description="Last day of receipt, included.")
    ] = None
    status: Annotated[DocumentStatus | None, _Empty] = None
    dnr: Annotated[
        _Name | None,
        _Empty,
        Field(description="A dnr in any spelling, or the beginning of one, such as `KS 2025`."),
    ] = None
    document_type: Annotated[DocumentType | None, _Empty] = None
    issuer: Annotated[_Name | None, _Empty, Field(description="A part of the issuer's name.")] = None
    officer: Annotated[_Name | None, _Empty, Field(description="A part of the officer's name.")] = None
    needs_review: Annotated[bool | None, _Empty] = None
    personal_data: Annotated[
        bool | None, _Empty, Field(description="Whether a personal identity number was found.")
    ] = None
    sort: Annotated[
        Sort, Field(description="`date` is the document's own; a minus sign turns the order round.")
    ] = "-received"
