"""One Group Member: what can be done about the seat."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from partnering_desk.app.member_changes import pair_members
from partnering_desk.app.register import Register
from partnering_desk.app.structure import GroupView, MemberView, Structure
from partnering_desk.ui.partnering.change_dialogs import NoticeDialog
from partnering_desk.ui.partnering.options import Options
from partnering_desk.ui.widgets.buttons import button
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import labelled
from partnering_desk.ui.widgets.text import quiet


class MemberDialog(Dialog):
    """Chooses the counterpart of a member; or goes on to a notice of replacement."""

    def __init__(self, parent: QWidget | None, register: Register, group: GroupView, member: MemberView) -> None:
        super().__init__(parent, member.name, "Keep counterpart")
        self._register, self._group, self._member = register, group, member
        where = ", ".join(filter(None, (member.job_title, member.organisation)))
        self.body.addWidget(quiet(f"{member.party.words} in {self._group.name}. {where}"))
        others = [one for seat in self._group.seats if (one := seat.side(member.party.other)) is not None]
        self.counterpart: Options[int] = Options("Counterpart")
        self.counterpart.offer([(0, "Nobody yet"), *((one.membership_id, one.name) for one in others)])
        facing = next(
            (seat.side(member.party.other) for seat in self._group.seats if _is(seat.side(member.party), member)), None
        )
        self.counterpart.set_value(facing.membership_id if facing is not None else 0)
        self.body.addWidget(
            labelled("&Counterpart", self.counterpart, "Of equivalent seniority and expertise (Governance 5.2)")
        )
        self.replace = button("&Replace this member…", self.record_notice)
        self.body.addWidget(self.replace)
        self.does = lambda: pair_members(register, member.membership_id, self.counterpart.value() or None)

    def record_notice(self) -> None:
        """Close, and ask for the notice by which this member is replaced."""
        self.reject()
        NoticeDialog(self.parentWidget(), self._register, self._group.group_id, self._member).exec()


def group_of(shown: Structure, member: MemberView) -> GroupView | None:
    """The group in which a member sits; None when it is in none of those shown."""
    return next((one for one in shown.groups if _sits(one, member)), None)


def _sits(group: GroupView, member: MemberView) -> bool:
    return any(_is(seat.side(member.party), member) for seat in group.seats)


def _is(one: MemberView | None, other: MemberView) -> bool:
    return one is not None and one.membership_id == other.membership_id
