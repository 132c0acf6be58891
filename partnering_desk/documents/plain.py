"""An outline as plain text: for a mail's readers without HTML, for a screen reader, and to be copied."""

from collections.abc import Iterable, Iterator, Sequence

from partnering_desk.documents.outline import (
    Block,
    Box,
    Grid,
    Heading,
    Listing,
    Outline,
    Para,
    People,
    Rule,
    Status,
    Verbatim,
    Words,
)


def outline_text(outline: Outline) -> str:
    """Everything that an outline says: an empty line between its blocks, none between the entries of a list."""
    return "\n\n".join(filter(None, ("\n".join(_lines(block)).strip("\n") for block in outline.blocks))) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            aside = f" – {block.aside}" if block.aside else ""
            yield f"{block.number} {block.words}{aside}".strip()
        case Para():
            yield from f"{block.number} {_said(block.words)}".strip().split("\n")
        case Status():
            yield block.words
        case Listing():
            for at, item in enumerate(block.items):
                yield from _entry(block.label(at), item)
        case Grid():
            yield from (_row(block.head, row) for row in block.rows)
        case People():
            yield from (f"{title}: {'; '.join(people) or 'nobody'}" for title, people in block.columns)
        case Box():
            yield from _all_lines(block.blocks)
        case Verbatim():
            yield from block.lines
        case Rule():
            yield "* * *"


def _all_lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _lines(block)


def _entry(marker: str, blocks: Sequence[Block]) -> Iterator[str]:
    lines = list(_all_lines(blocks)) or [""]
    yield f"{marker} {lines[0]}"
    yield from (f"  {line}" for line in lines[1:])


def _said(words: Words) -> str:
    """Words with their breaks; the address of a link follows the link where it is not its text."""
    said = ""
    for at, run in enumerate(words):
        said += "\n" if run.line_break else run.text
        ends = run.link and (at + 1 == len(words) or words[at + 1].link != run.link)
        if ends and run.link.removeprefix("mailto:") not in said:
            said += f" ({run.link})"
    return said


def _row(head: Sequence[Words], row: Sequence[Words]) -> str:
    told = ((_said(title), _said(cell)) for title, cell in zip(head, row, strict=False))
    return "; ".join(f"{title}: {words}" if title else words for title, words in told if words)
