"""Walks the running program as a screen reader sees it, over AT-SPI. Run by the system's Python, which has gi.

    dbus-run-session -- /usr/bin/python3 screen_reader.py PROGRAM ARGUMENT…

starts the program, goes to every place of the rail and every step of a meeting, and prints what takes the keyboard
and has no name, with the tree around it. Exit 0: all of it has names; 1: some has not; 2: a place did not come.

With --hasty before the program it goes there without waiting, and reads the tree while it changes. Exit 0: the
program lived; 1: it died.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import Protocol

import_module("gi").require_version("Atspi", "2.0")
Atspi = import_module("gi.repository.Atspi")
GError: type[Exception] = import_module("gi.repository.GLib").GError

PLACES = (
    "Desk",
    "Calendar",
    "Meetings",
    "Actions",
    "Decisions",
    "Groups and people",
    "Documents",
    "Outbox",
    "Settings",
)
MEETING = "Set agenda: Agenda of Performance Working Group"
STEPS = ("Meet", "Minutes", "Circulate", "Confirm", "Prepare")
HASTE = (*(MEETING, "Desk") * 3, "Actions", "Overdue", *PLACES[1:], "Desk", MEETING, *STEPS, "Desk", MEETING)
PATIENCE = 30.0
"""Seconds that a place may take to come."""
MOST = 40
"""Of a table with thousands of cells so many children are looked at."""


class Accessible(Protocol):
    """What is asked of a thing on the screen."""

    def get_name(self) -> str: ...
    def get_role_name(self) -> str: ...
    def get_child_count(self) -> int: ...
    def get_child_at_index(self, index: int) -> Accessible | None: ...
    def get_n_actions(self) -> int: ...
    def do_action(self, index: int) -> bool: ...


class NotThere(Exception):
    """Something did not come."""


def has(thing: Accessible, *states: str) -> bool:
    """Whether a thing is in all of these states: "showing", "focusable"."""
    found = Atspi.Accessible.get_state_set(thing)
    return all(found.contains(getattr(Atspi.StateType, one.upper())) for one in states)


def walk(thing: Accessible, depth: int = 0) -> Iterator[tuple[int, Accessible]]:
    """A thing that is shown and all that is shown in it, each with how deep it lies."""
    yield depth, thing
    for index in range(min(thing.get_child_count(), MOST)):
        child = thing.get_child_at_index(index)
        if child is not None and is_shown(child):
            yield from walk(child, depth + 1)


def soon(words: str, found: Callable[[], Accessible | None]) -> Accessible:
    """What `found` finds, as soon as it does. Raises `NotThere` when it does not."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            thing = found()
        except GError:
            thing = None
        if thing is not None:
            return thing
        time.sleep(0.05)
    raise NotThere(words)


def program(process: subprocess.Popen[bytes]) -> Accessible | None:
    """The program that was started, once it is on the bus."""
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        one: Accessible | None = desktop.get_child_at_index(index)
        if one is not None and Atspi.Accessible.get_process_id(one) == process.pid and one.get_child_count():
            Atspi.Accessible.set_cache_mask(one, Atspi.Cache.NONE)
            return one
    return None


def button(root: Accessible, name: str) -> Accessible | None:
    """The button that can be pressed and is named so; what follows a comma does not count."""
    for _, thing in walk(root):
        if thing.get_name().split(",")[0] == name and thing.get_n_actions() and has(thing, "enabled"):
            return thing
    return None


def named_so(root: Accessible, name: str) -> Accessible | None:
    """What is shown and named so."""
    return next((thing for _, thing in walk(root) if thing.get_name() == name), None)


def is_shown(thing: Accessible) -> bool:
    """Whether a thing is on the screen; what is no more is not."""
    try:
        return has(thing, "showing")
    except GError:
        return False


def press(root: Accessible, name: str) -> None:
    """Press a button, as a screen reader does, and wait until it is down; or gone, where it does not stay down."""
    pressed = soon(f"the button “{name}”", lambda: button(root, name))
    stays_down = has(pressed, "checkable")
    pressed.do_action(0)
    if stays_down:
        soon(f"“{name}”", lambda: pressed if has(pressed, "checked") else None)
    else:
        soon(f"what “{name}” leads to", lambda: None if is_shown(pressed) else pressed)


def settled(root: Accessible) -> None:
    """Wait until the tree is the same twice."""
    seen: list[list[tuple[int, str]]] = [[]]

    def same() -> Accessible | None:
        now = [(depth, thing.get_role_name()) for depth, thing in walk(root)]
        before, seen[0] = seen[0], now
        return root if now == before else None

    soon("an end of the changes", same)


def nameless(root: Accessible) -> list[str]:
    """The tree, if something in it takes the keyboard and has no name; each such line is marked."""
    lines, any_found = [], False
    for depth, thing in walk(root):
        lacks = has(thing, "focusable") and not thing.get_name().strip()
        any_found |= lacks
        mark = ">>> " if lacks else "    "
        lines.append(f"{mark}{'  ' * depth}{thing.get_role_name()} “{thing.get_name()}”")
    return lines if any_found else []


def visit(root: Accessible) -> int:
    """Go everywhere; the number of places in which something has no name."""
    faulty = 0
    soon("the Desk", lambda: button(root, MEETING))
    for name in (*PLACES, "Desk", MEETING, *STEPS):
        press(root, name)
        settled(root)
        tree = nameless(root)
        print(f"{name}: {sum(1 for _ in walk(root))} things{', some without a name' if tree else ''}", flush=True)
        print("\n".join(tree))
        faulty += bool(tree)
    choose(root)
    return faulty


def choose(root: Accessible) -> None:
    """A choice that a screen reader sets down does what a click does: the calendar then shows the year."""
    press(root, "Calendar")
    for choice, shown in (("Show: Year", "Calendar of 2026"), ("Show: Month", "Calendar of November 2026")):
        press(root, choice)
        soon(f"“{shown}”", partial(named_so, root, shown))


def read(root: Accessible) -> None:
    """Read all there is, however much of it goes meanwhile."""
    with suppress(GError):
        for _, thing in walk(root):
            thing.get_name()
            thing.get_role_name()


def hurry(root: Accessible) -> None:
    """Go everywhere and read at once, as a screen reader does that is told of a change before it is whole."""
    soon("the Desk", lambda: button(root, MEETING))
    for name in HASTE:
        soon(f"the button “{name}”", partial(button, root, name)).do_action(0)
        for _ in range(3):
            read(root)


def lives(process: subprocess.Popen[bytes], root: Accessible) -> bool:
    """Whether the program is there after all that haste."""
    try:
        hurry(root)
    except (NotThere, GError) as gone:
        print(f"{gone}; the program ended with {process.poll()}.")
    return process.poll() is None


def main(command: list[str]) -> int:
    """Start the program, visit it, and end it."""
    hasty = command[:1] == ["--hasty"]
    with subprocess.Popen(command[hasty:]) as process:
        try:
            root = soon("the program", lambda: program(process))
            if hasty:
                return 0 if lives(process, root) else 1
            return 1 if visit(root) else 0
        except NotThere as missing:
            print(f"Did not come: {missing}.")
            return 2
        finally:
            process.terminate()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
