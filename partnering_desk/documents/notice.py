"""The notice of a meeting: what, when and where it is, who is called, and what to do who cannot come."""

from partnering_desk.documents.outline import (
    Block,
    Heading,
    Outline,
    Para,
    Run,
    outline,
    particulars,
    people,
    plain,
    sentence,
)
from partnering_desk.documents.signs import fit
from partnering_desk.documents.snapshots import NoticeSheet


def notice_outline(sheet: NoticeSheet) -> Outline:
    """Everything that a notice says, as blocks."""
    return outline(sheet.header, "Notice of meeting", _blocks(sheet))


def _blocks(sheet: NoticeSheet) -> list[Block]:
    blocks: list[Block] = particulars(sheet.particulars, (("Online", sheet.link),) if sheet.link else ())
    if sheet.called:
        blocks += [Heading("Who is called", 2), *people(sheet.called)]
    if sheet.quorum:
        blocks += [Heading("Quorum", 2), Para(plain(sheet.quorum))]
    if sheet.replies:
        blocks += [Heading("If you cannot come", 2), _replies(sheet)]
        blocks += [Para(plain(sheet.delegates))] if sheet.delegates else []
    if sheet.before:
        blocks += [Heading("Before the meeting", 2), *(Para(plain(words)) for words in sheet.before)]
    return blocks


def _replies(sheet: NoticeSheet) -> Para:
    """To whom apologies go, with an address that can be followed."""
    if not sheet.replies_to:
        return Para(plain(sentence(sheet.replies)))
    address = Run(fit(sheet.replies_to), link=f"mailto:{fit(sheet.replies_to)}")
    return Para((*plain(f"{sheet.replies}, "), address, *plain(".")))
