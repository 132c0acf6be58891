"""What stands beside the minutes: what is to be looked at, to whom they go, and what happens without a network."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnering_desk.app.minutes import Check, MinutesView, RecipientRow
from partnering_desk.rules.wording import count
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.buttons import button, quiet_button
from partnering_desk.ui.widgets.card import clear, column, row
from partnering_desk.ui.widgets.chip import Chip
from partnering_desk.ui.widgets.notice import Notice
from partnering_desk.ui.widgets.text import hairline, label, quiet, section

_FIRST = 6
"""How many recipients are named before the others are asked for."""
_WHO = "everyone present, members who were not, and the circulation list"
_OFFLINE = (
    "Kept in the outbox, sent when the network is back; or saved as e-mail drafts for Outlook, "
    "or handed over on paper and recorded so."
)
_TOLD = ("apologies", "absent", "in attendance", "circulation list")
"""Reasons that are shown beside a name; that somebody was present needs no word."""


class MinutesSide(QWidget):
    """The right-hand side of the Minutes page."""

    fix_wanted = Signal(object)
    """The `Fix` of a check, to be done."""

    def __init__(self) -> None:
        super().__init__()
        self._all = False
        self._view: MinutesView | None = None
        self.changed = Notice()
        self._checks, self._people = column(space=0), column(space=0)
        self._goes = section("")
        self._why = quiet(_WHO)
        self._offline = [section("When offline"), quiet(_OFFLINE)]
        body = column(
            self.changed,
            section("Before it goes"),
            self._checks,
            self._gap(),
            self._goes,
            self._why,
            self._people,
            self._gap(),
            *self._offline,
            space=8,
            margin=20,
        )
        body.addStretch(1)
        self.setLayout(body)

    def _gap(self) -> QWidget:
        made = QWidget()
        made.setFixedHeight(current().px(8))
        return made

    def show_view(self, view: MinutesView) -> None:
        """Show what there is to see to, and who gets them."""
        self._view = view
        clear(self._checks)
        for check in view.checks:
            self._add(self._checks, self._check(check))
        self._show_changes(view)
        self._goes.setText(
            f"{'Went' if self._went(view) else 'Goes'} to {count(len(view.recipients), 'person', 'people')}"
        )
        self._show_people()
        for one in self._offline:
            one.setVisible(not self._went(view))

    def _went(self, view: MinutesView) -> bool:
        return bool(view.sent_version) and not view.changes

    def _show_changes(self, view: MinutesView) -> None:
        if view.sent_version and view.changes and not view.confirmed_at:
            words = f"Changed since version {view.sent_version} went out: {', '.join(view.changes)}."
            self.changed.say(words, Tone.CARE)
        elif view.needs_reason:
            self.changed.say(f"{view.clock.words[:1].upper()}{view.clock.words[1:]}: a reason is asked for.", Tone.BAD)
        else:
            self.changed.clear()

    def _check(self, check: Check) -> QWidget:
        sign = label("✓" if check.ok else "!", "strong", wrap=False, tone=Tone.GOOD if check.ok else Tone.CARE)
        sign.setFixedWidth(current().px(14))
        words = label(check.words)
        line = row(sign, words, space=8)
        line.setStretch(1, 1)
        fix = check.fix
        if fix is not None and not check.ok:
            mend = button(fix.verb, lambda: self.fix_wanted.emit(fix))
            mend.setAccessibleName(f"{fix.verb}: {check.words}")
            line.addWidget(mend)
        holder = QWidget()
        holder.setLayout(line)
        holder.setAccessibleName(f"{'In order' if check.ok else 'To see to'}: {check.words}")
        return holder

    def _add(self, to: QVBoxLayout, one: QWidget) -> None:
        to.addWidget(hairline())
        theme = current()
        inside = one.layout()
        assert inside is not None
        inside.setContentsMargins(0, theme.px(6), 0, theme.px(6))
        one.setMinimumHeight(theme.px(34))
        to.addWidget(one)

    def _show_people(self) -> None:
        clear(self._people)
        rows = self._view.recipients if self._view is not None else ()
        shown = rows if self._all or len(rows) <= _FIRST + 1 else rows[:_FIRST]
        for one in shown:
            self._add(self._people, self._person(one))
        if len(shown) < len(rows):
            self._people.addWidget(hairline())
            more = quiet_button(f"{len(rows) - len(shown)} more…", self._show_all)
            self._people.addWidget(more)

    def _show_all(self) -> None:
        self._all = True
        self._show_people()

    def _person(self, one: RecipientRow) -> QWidget:
        name = label(one.name, wrap=False)
        parts: list[QWidget | None] = [name]
        if one.because in _TOLD:
            parts.append(Chip(one.because))
        how = one.how if one.whole else f"{one.how}, without confidential items"
        way = quiet(how)
        way.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = row(*parts, way, space=8)
        line.setStretch(len(parts), 1)
        holder = QWidget()
        holder.setLayout(line)
        holder.setAccessibleName(f"{one.name}, {one.because}, {how}")
        return holder
