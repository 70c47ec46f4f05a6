"""The root of the tree and its three great branches."""

from typing import ClassVar

from schemas.base import Problem


class InkomError(Exception):
    """Root of the tree. Subclasses state `code`, `status`, `sv` and `en`; details fill the braces."""

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    """HTTP status of the answer."""
    sv: ClassVar[str] = "Något gick fel i Inkom. Försök igen; händer det på nytt, kontakta förvaltaren."
    en: ClassVar[str] = "Something went wrong in Inkom. Try again; if it recurs, tell the administrator."

    def __init__(self, **details: str | int | float) -> None:
        super().__init__(f"{self.code}: {self.en.format(**details)}")
        self.details = details

    @property
    def problem(self) -> Problem:
        """The error as a value that can be stored, shown and sent."""
        return Problem(code=self.code, sv=self.sv.format(**self.details), en=self.en.format(**self.details))


class Permanent(InkomError):
    """Trying again with the same input gives the same answer."""


class RetryLater(InkomError):
    """The same input may succeed another time."""

    status = 503


class ServiceAway(RetryLater):
    """Something around us does not answer. It is no document's fault and costs no document an attempt."""


def all_errors(root: type[InkomError] = InkomError) -> list[type[InkomError]]:
    """Every class of the tree below `root`, itself first."""
    return [root] + [error for child in root.__subclasses__() for error in all_errors(child)]
