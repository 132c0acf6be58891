"""In which order the pieces of a line stand when some are written from right to left (Unicode's annex 9).

A piece is written in one direction as a whole, and no piece holds an embedding: what the annex says of those, and of
signs within numbers, is not needed.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_LEFTWARDS = frozenset({"R", "AL"})
_NUMBERS = frozenset({"EN", "AN"})
_PAIRS = {")": "(", "]": "[", "}": "{"}
_MIRROR = str.maketrans("()[]{}<>«»", ")(][}{><»«")


@lru_cache(20_000)
def direction(text: str) -> str:
    """Where letters go: "L" to the right, "R" to the left, "D" for a number, "" when their neighbours say."""
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    strong = next((kind for kind in kinds if kind == "L" or kind in _LEFTWARDS), "")
    if strong:
        return "L" if strong == "L" else "R"
    return "D" if _NUMBERS.intersection(kinds) else ""


def leads_left(texts: Sequence[str]) -> bool:
    """Whether a paragraph as a whole goes from right to left: its first strong letter does."""
    return next((each for text in texts if (each := direction(text)) in ("L", "R")), "L") == "R"


def visual_order(texts: Sequence[str], leftwards: bool) -> list[tuple[int, bool]]:
    """Which piece of a line stands first from the left, which second, and so on; and whether it goes to the left."""
    levels = _levels(_with_brackets(texts, "R" if leftwards else "L"), leftwards)
    order = list(range(len(texts)))
    for level in range(max(levels, default=0), 0, -1):
        order = _turned(order, levels, level)
    return [(at, levels[at] % 2 == 1) for at in order]


def _with_brackets(texts: Sequence[str], base: str) -> list[str]:
    """The direction of each piece, where brackets go with what they hold and with what is before them (rule N0)."""
    directions = [direction(text) for text in texts]
    opened: list[int] = []
    for end, text in enumerate(texts):
        if text in _PAIRS.values():
            opened.append(end)
        elif opened and texts[opened[-1]] == _PAIRS.get(text):
            start = opened.pop()
            held = {each for each in directions[start + 1 : end] if each}
            before = next((each for each in reversed(directions[:start]) if each in ("L", "R")), base)
            if held and base not in held:
                directions[start] = directions[end] = before
    return directions


def mirrored(signs: str) -> str:
    """Signs as they are shown in text that goes to the left: turned round, an opening bracket as a closing one."""
    return signs[::-1].translate(_MIRROR)


def _levels(directions: list[str], leftwards: bool) -> list[int]:
    """How deep each piece is in text of the other direction; an odd one goes from right to left."""
    base = "R" if leftwards else "L"
    before = base
    acts: list[str] = []  # how a piece acts on the neighbours that have no direction
    levels: list[int | None] = []
    for each in directions:
        if each in ("L", "R"):
            before = each
        number = each == "D" and before == "R"
        acts.append({"": "", "D": before}.get(each, each))
        levels.append(None if not each else 2 if number else _level(acts[-1], leftwards))
    for at, level in enumerate(levels):
        if level is None:
            left = next((act for act in reversed(acts[:at]) if act), base)
            right = next((act for act in acts[at + 1 :] if act), base)
            levels[at] = _level(left if left == right else base, leftwards)
    return [level or 0 for level in levels]


def _level(act: str, leftwards: bool) -> int:
    if act == "R":
        return 1
    return 2 if leftwards else 0


def _turned(order: list[int], levels: list[int], level: int) -> list[int]:
    """The order with each stretch of pieces at this level or deeper turned round."""
    turned: list[int] = []
    stretch: list[int] = []
    for piece in order:
        if levels[piece] >= level:
            stretch.insert(0, piece)
        else:
            turned += [*stretch, piece]
            stretch = []
    return turned + stretch
