"""From a structured document to typed values, each with its evidence. Pure: no file, clock or network.

One module for each family of fields; the tables of shapes and cues stand apart from the logic that reads
them, so that `our numbers look like this` is a change of one line.
"""

from collections.abc import Sequence

from schemas.metadata import Metadata
from schemas.repair import RepairedPage
from schemas.structure import StructuredDocument
from workers.metadata.attachments import find_attachments
from workers.metadata.certainty import Certainty
from workers.metadata.dates import find_dates
from workers.metadata.decisions import find_decisions
from workers.metadata.dnr import find_dnr
from workers.metadata.issuers import find_issuer
from workers.metadata.kind import find_kind
from workers.metadata.kind_weighed import weighed_kind
from workers.metadata.listed import find_copies
from workers.metadata.officers import find_officer
from workers.metadata.passage import Manuscript
from workers.metadata.personal import find_personal_data, find_secrecy
from workers.metadata.proposals import find_proposals
from workers.metadata.recipient_weighed import weighed_recipient
from workers.metadata.recipients import find_recipient
from workers.metadata.references import find_references
from workers.metadata.reliability import calibrated
from workers.metadata.signatories import find_signatories
from workers.metadata.signatory_weighed import weighed_signatories
from workers.metadata.site import Site
from workers.metadata.title_weighed import weighed_title
from workers.metadata.titles import find_title, scored
from workers.metadata.weighed import Weighed
from workers.structure.lines import Line, read_lines

__all__ = ["Site", "extract"]


def extract(
    pages: Sequence[RepairedPage],
    document: StructuredDocument,
    lines: Sequence[Line] | None = None,
    site: Site | None = None,
) -> Metadata:
    """Every value that the pages state, and none that they do not.

    `document` is the structure of the same pages, and `lines` what `read_lines` makes of them, where the
    caller has it already. `site` holds what the authority says about its own numbers and bodies.
    """
    lines = read_lines(pages) if lines is None else lines
    manuscript = Manuscript(tuple(pages), document, tuple(lines), site or Site())
    candidates = scored(manuscript)
    title = find_title(manuscript, candidates)
    told = find_kind(manuscript, title)
    if told is None:
        return Metadata()
    kind = weighed_kind(manuscript, title, told)
    title = weighed_title(manuscript, kind.value, candidates, title)
    weighed = Weighed(manuscript, kind.value)
    recipient = weighed_recipient(manuscript, kind.value, find_recipient(manuscript, kind.value))
    issuer = find_issuer(manuscript, recipient, kind.value)
    dnr = find_dnr(manuscript, kind.value, issuer)
    officer = find_officer(manuscript, kind.value, recipient, issuer) or weighed.officer()
    return calibrated(
        Metadata(
            document_type=kind,
            title=title,
            issuer=issuer,
            recipient=recipient,
            dnr=dnr,
            dates=find_dates(manuscript, kind.value),
            officer=officer,
            decision_proposals=find_proposals(manuscript, kind.value) or weighed.proposals(),
            decisions=find_decisions(manuscript, kind.value) or weighed.decisions(),
            signatories=find_signatories(manuscript, officer) or weighed_signatories(manuscript, kind.value),
            attachments=find_attachments(manuscript) or weighed.attachments(),
            copy_to=find_copies(manuscript, title),
            references=find_references(manuscript, dnr, kind.value),
            personal_data=find_personal_data(manuscript),
            secrecy=find_secrecy(manuscript),
        ),
        Certainty(pages),
    )
