"""Names and addresses on the way into a mail or an invitation: nothing in them can start a new header."""

import re
import unicodedata
from email.errors import HeaderParseError
from email.headerregistry import Address

from partnering_desk.documents.snapshots import Mailbox
from partnering_desk.rules.clause import Refusal

LONGEST = 400
"""Characters of a subject or a name; with every second one escaped they stay within the 998 of a line."""
_ON_ONE_LINE = 60
"""Characters of a name that mail need not fold: where the mail library folds, it loses the quotation marks."""
_OF_ADDRESSES = re.compile(r'[()<>\[\]:;@\\,."]')
_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
"""What stands before the @ of an address, as every server takes it: unquoted."""
_DOMAIN = re.compile(r"[A-Za-z0-9.-]+")


def single_line(words: str) -> str:
    """Words on one line: line breaks, tabs and other control characters become single spaces."""
    return " ".join("".join(" " if unicodedata.category(each) == "Cc" else each for each in words).split())


def header_words(words: str) -> str:
    """Words as they may stand in a header of a mail: on one line, and none that a mail program would decode.

    "=?utf-8?q?=0D=0ABcc:_…?=" says a line break in the way of mail; the mail library would write it out as one.
    """
    return single_line(words).replace("=?", "= ?")


def short_header_words(words: str) -> str:
    """As `header_words`, and no more of them than fit on a line that servers take, though it can be folded nowhere."""
    kept = header_words(words)
    return kept if len(kept) <= LONGEST else f"{kept[: LONGEST - 1]}…"


def display_name(words: str) -> str:
    """A name as it stands before an address; in one that has to be folded nothing is left that an address needs."""
    name = short_header_words(words)
    return name if len(name) <= _ON_ONE_LINE else " ".join(_OF_ADDRESSES.sub(" ", name).split())


def checked(mailbox: Mailbox) -> Address:
    """A mailbox as the mail library's address.

    Raises:
        Refusal: the address is not one that mail can be sent to.
    """
    try:
        local, _, domain = mailbox.address.strip().rpartition("@")
        address = Address(display_name(mailbox.name), local, domain.encode("idna").decode("ascii"))
        sendable = _LOCAL.fullmatch(local) is not None and _DOMAIN.fullmatch(address.domain) is not None
    except (HeaderParseError, IndexError, UnicodeError, ValueError):
        sendable = False
    if not sendable or "=?" in mailbox.address:
        shown = single_line(mailbox.address) or "nothing"
        raise Refusal(
            f"The e-mail address of {single_line(mailbox.name)} is “{shown}”, and no mail can reach that. "
            "Correct it under Groups and people, or hand the papers over in print."
        )
    return address
