"""The structure as a picture: two parties as columns, groups as rows, members facing their counterparts.

Each member is a button, so the picture can be walked with Tab or the arrow keys, and read by a screen reader; the
lines between them are painted.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QSizePolicy, QWidget

from partnering_desk.app.structure import GroupView, MemberView, SeatView, Structure
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.wording import count, join_words, sentence_case
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import current, set_look
from partnering_desk.ui.widgets.buttons import button
from partnering_desk.ui.widgets.card import Card, clear, column, row
from partnering_desk.ui.widgets.chip import Chip
from partnering_desk.ui.widgets.text import quiet, section, small, strong

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class Link(QWidget):
    """The line between two who face each other; dashed where one is missing. `faces` tells which."""

    def __init__(self, faces: bool, role: str) -> None:
        super().__init__()
        self._faces, self._role = faces, role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """As wide as a line that is seen from where one sits."""
        return QSize(current().px(64), current().px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, with a dot at either end that somebody holds."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = theme.colour(self._role if self._faces else "care")
        style = Qt.PenStyle.SolidLine if self._faces else Qt.PenStyle.DashLine
        painter.setPen(QPen(colour, theme.px(2), style))
        middle, inset = self.height() / 2, theme.px(6)
        painter.drawLine(QPointF(inset, middle), QPointF(self.width() - inset, middle))
        if self._faces:
            painter.setBrush(colour)
            for at in (inset, self.width() - inset):
                painter.drawEllipse(QPointF(at, middle), theme.px(3), theme.px(3))
        painter.end()


class MemberButton(QPushButton):
    """A member in the picture: name and, quietly, what the seat is for."""

    stepped = Signal(int)

    def __init__(self, member: MemberView, group: GroupView, facing: MemberView | None, gap: str) -> None:
        offices = [
            words for words, name in (("chair", group.chair), ("vice-chair", group.vice_chair)) if name == member.name
        ]
        remarks = join_words([*offices, *([member.seat] if member.seat else [])], "and")
        super().__init__((f"{member.name} · {remarks}" if remarks else member.name).replace("&", "&&"))
        self.member = member
        set_look(self, kind="secondary")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        faces = f"faces {facing.name}" if facing is not None else gap
        where = ", ".join(filter(None, (member.job_title, member.organisation)))
        said = (member.name, remarks, member.party.words, group.name, faces)
        self.setAccessibleName(", ".join(filter(None, said)))
        self.setToolTip(where)
        self.setAccessibleDescription(where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next member with the arrow keys."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


class Gap(QFrame):
    """An empty seat, drawn as the outline of one, with since when it is empty."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setLayout(row(small(words), margin=6))
        self.setAccessibleName(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the outline."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("care"), 1, Qt.PenStyle.DashLine))
        radius = theme.px(6)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.end()


class Picture(QWidget):
    """The whole structure on one day."""

    member_opened = Signal(object)
    """The `MemberView` whose button was pressed."""
    group_opened = Signal(int)
    """The id of the group whose particulars are wanted."""
    history_wanted = Signal(int)
    """The id of the group whose history is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Structure of the partnering")
        self._body = column(space=12)
        self.setLayout(self._body)
        self.members: list[MemberButton] = []

    def show_structure(self, structure: Structure) -> None:
        """Draw the partnering as it stands on a day."""
        clear(self._body)
        self.members = []
        self._body.addWidget(self._parties(structure))
        for group in structure.groups:
            self._body.addWidget(self._group(group))
        self._body.addStretch(1)

    def _parties(self, structure: Structure) -> QWidget:
        grid = self._grid()
        for place, role in enumerate(PartyRole):
            organisations = structure.partnering.organisations_of(role)
            lines = [
                quiet(
                    " · ".join(
                        filter(
                            None,
                            (
                                one.name,
                                "leads" if one.lead and len(organisations) > 1 else "",
                                f"{one.nominee} acts for it" if one.nominee else "",
                            ),
                        )
                    )
                )
                for one in organisations
            ]
            name = structure.partnering.representative(role)
            who = f"Contract Representative: {name}" if name else "No Contract Representative (Governance 4.1)"
            side = column(section(role.words), *lines, small(who), space=2)
            side.addStretch(1)
            grid.addLayout(side, 0, place * 2)
        return self._card(grid, "The parties")

    def _group(self, group: GroupView) -> QWidget:
        words = [group.area, sentence_case(group.frequency.words), group.location]
        chair = f"Chair: {group.chair}" if group.chair else "No chair (Governance 5.4)"
        taker = f"Minutes: {group.minute_taker}" if group.minute_taker else ""
        change = button("Change…", lambda: self.group_opened.emit(group.group_id))
        change.setAccessibleName(f"Change {group.name}")
        history = button("History…", lambda: self.history_wanted.emit(group.group_id))
        history.setAccessibleName(f"History of {group.name}")
        head = row(strong(f"{group.name} · {group.code}", wrap=False), *self._chips(group), None, history, change)
        grid = self._grid()
        for line, seat in enumerate(group.seats):
            self._seat(grid, line, group, seat)
        lines: list[QWidget] = [quiet(" · ".join(filter(None, (*words, chair, taker))))]
        if group.remark:
            lines.append(quiet(group.remark))
        if group.attending:
            lines.append(small(f"In attendance: {join_words(group.attending)}"))
        card = Card(head, *lines[:1], grid, *lines[1:])
        card.setAccessibleName(group.name)
        return card

    def _chips(self, group: GroupView) -> list[QWidget]:
        if group.remark:
            return [Chip("Not yet established", Tone.CARE)]
        return [Chip(count(group.gaps, "gap"), Tone.CARE)] if group.gaps else []

    def _seat(self, grid: QGridLayout, line: int, group: GroupView, seat: SeatView) -> None:
        for place, role in enumerate(PartyRole):
            member = seat.side(role)
            if member is None:
                grid.addWidget(Gap(seat.gap), line, place * 2)
                continue
            made = MemberButton(member, group, seat.side(role.other), seat.gap)
            made.clicked.connect(lambda _down=False, one=member: self.member_opened.emit(one))
            made.stepped.connect(lambda step, one=made: self._step(one, step))
            self.members.append(made)
            grid.addWidget(made, line, place * 2)
        faces = seat.commissioner is not None and seat.contractor is not None
        grid.addWidget(Link(faces, "core" if group.kind is GroupKind.CORE else "working"), line, 1)

    def _step(self, one: MemberButton, step: int) -> None:
        place = self.members.index(one) + step
        if 0 <= place < len(self.members):
            self.members[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(current().px(8))
        grid.setHorizontalSpacing(0)
        grid.setColumnMinimumWidth(1, current().px(64))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        return grid

    def _card(self, grid: QGridLayout, name: str) -> Card:
        card = Card(grid)
        card.setAccessibleName(name)
        return card
