"""What a corrected version changed in some notes: told in words, and shown by lines under and through them (P7)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import product

from partnering_desk.documents.outline import (
    Block,
    Box,
    Change,
    Grid,
    Heading,
    Kind,
    Listing,
    Para,
    Run,
    Verbatim,
    Words,
    plain,
)

_ALIKE = 0.4
"""Two paragraphs are one that was changed when they share so much of their words, from 0 to 1."""
_STRAY = 2
"""So few words that two changes share between them are told with both: a sentence in pieces is hard to read."""


def marked(before: Sequence[Block], now: Sequence[Block]) -> list[Block]:
    """The blocks as they are now, each passage that was added marked as such, and each that was removed put back in."""
    matcher = SequenceMatcher(None, [_unnumbered(one) for one in before], [_unnumbered(one) for one in now], False)
    made: list[Block] = []
    for what, b1, b2, n1, n2 in matcher.get_opcodes():
        if what == "equal":
            made += now[n1:n2]
        else:
            made += (block for pair in _paired(before[b1:b2], now[n1:n2]) for block in _pair(*pair))
    return made


def _unnumbered(block: Block) -> Block:
    return replace(block, number="") if isinstance(block, Para | Heading) else block


def _paired(before: Sequence[Block], now: Sequence[Block]) -> Iterator[tuple[Block | None, Block | None]]:
    """Each block beside the one that it became, in order, so that they are as alike as they can be; or alone."""
    old, new = [_words_in(one) for one in before], [_words_in(one) for one in now]
    best = [[0.0] * (len(now) + 1) for _ in range(len(before) + 1)]  # of what begins at these two
    for b, n in product(reversed(range(len(before))), reversed(range(len(now)))):
        both = _likeness(before[b], now[n], old[b], new[n]) + best[b + 1][n + 1]
        best[b][n] = max(best[b + 1][n], best[b][n + 1], both)
    b = n = 0
    while b < len(before) or n < len(now):
        if b < len(before) and best[b][n] == best[b + 1][n]:
            yield before[b], None
            b += 1
        elif n < len(now) and best[b][n] == best[b][n + 1]:
            yield None, now[n]
            n += 1
        else:
            yield before[b], now[n]
            b, n = b + 1, n + 1


def _likeness(before: Block, now: Block, old: Counter[str], new: Counter[str]) -> float:
    """How much of their words two blocks of one kind share, from 0 to 1; 0 where they are two things."""
    boxes = isinstance(before, Box) and isinstance(now, Box) and before.kind is not now.kind
    if type(before) is not type(now) or boxes or not isinstance(now, Para | Listing | Box):
        return 0.0
    share = 2 * (old & new).total() / max(1, old.total() + new.total())
    return share if share >= _ALIKE or not isinstance(now, Para) else 0.0


def _boxes(listing: Listing) -> list[Box]:
    """The items of a list, each as one block."""
    return [Box(Kind.ASIDE, item) for item in listing.items]


def _words_in(block: Block) -> Counter[str]:
    match block:
        case Para():
            return Counter("".join(run.text for run in block.words).split())
        case Listing():
            return sum(map(_words_in, _boxes(block)), Counter())
        case Box():
            return sum(map(_words_in, block.blocks), Counter())
    return Counter()


def _pair(before: Block | None, now: Block | None) -> Iterator[Block]:
    """A block beside the one that it became: one that was changed, or one that was added or removed whole."""
    match before, now:
        case Para(), Para():
            yield replace(now, words=_changed(before.words, now.words))
        case Listing(), Listing():
            items = marked(_boxes(before), _boxes(now))
            yield replace(now, items=tuple(one.blocks for one in items if isinstance(one, Box)))
        case Box(), Box():
            yield replace(now, blocks=tuple(marked(before.blocks, now.blocks)))
        case _:
            yield from _whole(before, Change.REMOVED)
            yield from _whole(now, Change.ADDED)


def _whole(block: Block | None, change: Change) -> Iterator[Block]:
    """A block that was added or removed as a whole; a number is left to those that are there now."""
    match block:
        case Para():
            number = block.number if change is Change.ADDED else ""
            yield replace(block, words=_told(block.words, change), number=number)
        case Heading():
            yield replace(block, words=f"[{change}: {block.words}]")
        case Listing():
            items = (tuple(part for one in item for part in _whole(one, change)) for item in block.items)
            yield replace(block, items=tuple(items))
        case Box():
            yield replace(block, blocks=tuple(part for one in block.blocks for part in _whole(one, change)))
        case Grid():
            rows = tuple(tuple(_told(cell, change) for cell in row) for row in block.rows)
            yield replace(block, rows=rows)
        case Verbatim():
            yield Para(plain(f"[{change}:]"))
            yield block
        case None:
            return
        case _:
            yield block


def _told(words: Words, change: Change) -> Words:
    """Words that were added or removed: what happened to them stands before them, for who sees no line."""
    if not words:
        return ()
    return (Run(f"[{change}: "), *(replace(run, change=change) for run in words), Run("]"))


def _changed(before: Words, now: Words) -> Words:
    """A paragraph's words with what was removed before what was added in its place."""
    old, new = list(_tokens(before)), list(_tokens(now))
    made: list[Run] = []
    for b1, b2, n1, n2, same in _stretches(old, new):
        if same:
            made += new[n1:n2]
            continue
        told = [_told(_closed(part), change) for part, change in _parts(old[b1:b2], new[n1:n2])]
        made += (run for at, words in enumerate(told) for run in ((Run(" "), *words) if at else words))
        if _ends_open(new[n1:n2] or old[b1:b2]):
            made.append(Run(" "))
    return _joined(made)


def _parts(old: Sequence[Run], new: Sequence[Run]) -> Iterator[tuple[Sequence[Run], Change]]:
    if old:
        yield old, Change.REMOVED
    if new:
        yield new, Change.ADDED


def _stretches(old: Sequence[Run], new: Sequence[Run]) -> Iterator[tuple[int, int, int, int, bool]]:
    """Where both say the same and where they differ; a few same words between two changes belong to the change."""
    open_: tuple[int, int] | None = None  # where a change began
    codes = SequenceMatcher(None, old, new, False).get_opcodes()
    for at, (what, b1, b2, n1, n2) in enumerate(codes):
        between = 0 < at < len(codes) - 1
        if what != "equal" or (between and n2 - n1 <= _STRAY):
            open_ = open_ or (b1, n1)
            continue
        if open_:
            yield open_[0], b1, open_[1], n1, False
            open_ = None
        yield b1, b2, n1, n2, True
    if open_:
        yield open_[0], len(old), open_[1], len(new), False


def _tokens(words: Words) -> Iterator[Run]:
    """Words one by one, each with the space after it."""
    for run in words:
        if run.line_break:
            yield run
            continue
        parts = run.text.split(" ")
        yield from (replace(run, text=f"{part} ") for part in parts[:-1])
        if parts[-1]:
            yield replace(run, text=parts[-1])


def _ends_open(some: Sequence[Run]) -> bool:
    return bool(some) and some[-1].text.endswith(" ")


def _closed(some: Sequence[Run]) -> Words:
    """A stretch without the space at its end."""
    *others, last = some
    return _joined([*others, replace(last, text=last.text.rstrip(" "))])


def _joined(some: Iterable[Run]) -> Words:
    """The same words, what is of one look as one run."""
    made: list[Run] = []
    for run in some:
        last = made[-1] if made else None
        if last is not None and not last.line_break and replace(run, text=last.text) == last:
            made[-1] = replace(last, text=last.text + run.text)
        else:
            made.append(run)
    return tuple(made)
