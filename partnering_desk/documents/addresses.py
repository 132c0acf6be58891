"""Names and addresses on the way into a mail or an invitation: nothing in them can start a new header."""

import unicodedata
from email.errors import HeaderParseError
from email.headerregistry import Address

from partnering_desk.documents.snapshots import Mailbox
from partnering_desk.rules.clause import Refusal


def single_line(words: str) -> str:
    """Words on one line: line breaks, tabs and other control characters become single spaces."""
    return " ".join("".join(" " if unicodedata.category(each) == "Cc" else each for each in words).split())


def checked(mailbox: Mailbox) -> Address:
    """A mailbox as the mail library's address.

    Raises:
        Refusal: the address is not one that mail can be sent to.
    """
    try:
        local, _, domain = mailbox.address.strip().rpartition("@")
        address = Address(single_line(mailbox.name), local, domain.encode("idna").decode("ascii"))
        sendable = bool(local and domain) and address.addr_spec.isascii()
    except (HeaderParseError, IndexError, UnicodeError, ValueError):
        sendable = False
    if not sendable or any(each.isspace() for each in mailbox.address.strip()):
        shown = single_line(mailbox.address) or "nothing"
        raise Refusal(
            f"The e-mail address of {single_line(mailbox.name)} is “{shown}”, and no mail can reach that. "
            "Correct it under Groups and people, or hand the papers over in print."
        )
    return address
