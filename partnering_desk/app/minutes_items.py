"""The items of a meeting as its minutes say them: notes as typed, and what the record adds (practice P2, P5, P9)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.agenda_view import on_agenda, papers_of
from partnering_desk.app.minutes_boxes import decision_box
from partnering_desk.app.minutes_people import apologies_sentence
from partnering_desk.documents.snapshots import ActionLine, Correction, Gap, LaterNote, MinutesItem, Paper
from partnering_desk.records.models import (
    Action,
    AfterNote,
    AgendaItem,
    Attendance,
    Confirmation,
    Decision,
    ItemState,
    Meeting,
)
from partnering_desk.records.models import Correction as KeptCorrection
from partnering_desk.rules.agenda import ItemKind, gap_sentence
from partnering_desk.rules.names import short_name
from partnering_desk.rules.numbers import action_ref
from partnering_desk.rules.settings import Settings
from partnering_desk.rules.wording import count_word, join_words, sentence_case, show_day

_UNFINISHED = {
    ItemState.NOT_REACHED: "Not reached; it goes to the next agenda.",
    ItemState.DEFERRED: "Deferred; it goes to the next agenda.",
}
HIDDEN_ACTION = "Left out of this copy: it belongs to a confidential item"


@dataclass(frozen=True)
class Items:
    """Makes the items of one meeting. Without confidential items, a gap stands in the place of each (practice P9)."""

    session: Session
    meeting: Meeting
    settings: Settings
    next_meeting: str
    without_confidential: bool = False
    _numbers: dict[int, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._numbers.update({one.id: str(number) for number, one in enumerate(on_agenda(self.meeting), 1)})

    def made(self) -> tuple[MinutesItem, ...]:
        """The items, in the order of the agenda."""
        return tuple(self._item(one) for one in on_agenda(self.meeting))

    def actions(self) -> tuple[ActionLine, ...]:
        """Every action of the meeting, for the table at the end."""
        return tuple(self._action(one) for one in self._all_actions)

    def later(self, item_id: int | None) -> tuple[LaterNote, ...]:
        """The notes added after the meeting to one item, or to the meeting as a whole (practice P8)."""
        asked = (
            select(AfterNote)
            .where(AfterNote.meeting_id == self.meeting.id, AfterNote.item_id == item_id)
            .order_by(AfterNote.id)
        )
        return tuple(
            LaterNote(show_day(one.added_at.date()), one.added_by, one.text) for one in self.session.scalars(asked)
        )

    def interests(self) -> tuple[str, ...]:
        """The interests declared, a sentence each (practice P4)."""
        return tuple(
            f"{short_name(one.person.name)}{self._of_item(one.item)}: "
            + (one.handled if self._hidden(one.item) else f"{one.nature.rstrip('.')}; {one.handled}").rstrip(".")
            + "."
            for one in self.meeting.interests
        )

    def _of_item(self, item: AgendaItem | None) -> str:
        return f", item {self._numbers[item.id]}" if item is not None and item.id in self._numbers else ""

    def _hidden(self, item: AgendaItem | None) -> bool:
        return self.without_confidential and item is not None and bool(item.confidential_because)

    @cached_property
    def _all_actions(self) -> list[Action]:
        asked = select(Action).where(Action.meeting_id == self.meeting.id, Action.removed_at.is_(None))
        return list(self.session.scalars(asked.order_by(Action.number)))

    @cached_property
    def _decisions(self) -> list[Decision]:
        asked = select(Decision).where(Decision.meeting_id == self.meeting.id)
        return list(self.session.scalars(asked.order_by(Decision.taken_at, Decision.id)))

    def _item(self, item: AgendaItem) -> MinutesItem:
        number = self._numbers[item.id]
        if self._hidden(item):
            return MinutesItem(number, "Confidential item", gap=Gap(gap_sentence(item.confidential_because)))
        boxes = [one for one in self._decisions if one.item_id == item.id]
        tabled = [self.session.get_one(Decision, item.decision_id)] if self._tables(item) else []
        return MinutesItem(
            number=number,
            title=item.title,
            notes=item.notes,
            remarks=self._remarks(item),
            decisions=tuple(decision_box(one, self.settings) for one in (*tabled, *boxes)),
            actions=tuple(self._action(one) for one in self._all_actions if one.item_id == item.id),
            corrections=self._corrections(item),
            later=self.later(item.id),
            papers=tuple(Paper(one.ref, one.title) for one in papers_of(item)),
            source=_source(item),
        )

    def _tables(self, item: AgendaItem) -> bool:
        return item.kind is ItemKind.WRITTEN_DECISION and item.decision_id is not None

    def _action(self, action: Action) -> ActionLine:
        ref, item = action_ref(action.number), self._numbers.get(action.item_id or 0, "")
        if self._hidden(action.item):
            return ActionLine(ref, HIDDEN_ACTION, item=item)
        owners = [short_name(one.person.name) for one in action.owners]
        due = f"by {show_day(action.due)}" if action.due is not None else action.due_words
        words = [action.owner_words] if action.owner_words else []
        return ActionLine(ref, action.text, join_words([*owners, *words]), due, item=item)

    def _remarks(self, item: AgendaItem) -> tuple[str, ...]:
        """The sentences that the record adds to an item."""
        away = [
            _away_sentence(attendance, absence.reason)
            for attendance in self.meeting.attendances
            for absence in attendance.item_absences
            if absence.item_id == item.id
        ]
        said = [self._standing_sentence(item), *self._minutes_sentences(item), self._recommended(item)]
        unfinished = _UNFINISHED.get(item.state, "") if self.meeting.closed_at is not None else ""
        return tuple(filter(None, (*away, *said, unfinished)))

    def _standing_sentence(self, item: AgendaItem) -> str:
        """What the record alone says under the items that are about the meeting itself."""
        if item.kind is ItemKind.ATTENDANCE and self.meeting.closed_at is not None and not item.notes.strip():
            return apologies_sentence(self.meeting)
        if item.kind is ItemKind.INTERESTS and not self.meeting.interests and self.meeting.closed_at is not None:
            return "" if item.notes.strip() else "No interests were declared."
        if item.kind is ItemKind.NEXT_MEETING and self.next_meeting and not item.notes.strip():
            return f"The next meeting is {self.next_meeting.rstrip('.')}."
        return ""

    def _minutes_sentences(self, item: AgendaItem) -> list[str]:
        """Whether the minutes that the item is about were confirmed here (practice P7)."""
        if item.about_meeting is None:
            return []
        confirmed = self.session.scalar(
            select(Confirmation.id).where(
                Confirmation.meeting_id == item.about_meeting_id, Confirmation.confirmed_at_id == self.meeting.id
            )
        )
        if confirmed is None:
            return []
        number = len(self._kept_corrections(item))
        how = f", with {count_word(number, 'correction')}" if number else ""
        return [f"The minutes of {item.about_meeting.ref} were confirmed{how}."]

    def _recommended(self, item: AgendaItem) -> str:
        if item.kind is not ItemKind.RECOMMENDATION or item.decision_id is None:
            return ""
        found = self.session.get_one(Decision, item.decision_id)
        return f"Recommended at {found.ref.rpartition('/')[0]} ({found.ref}): {found.text.rstrip('.')}."

    def _kept_corrections(self, item: AgendaItem) -> list[KeptCorrection]:
        asked = select(KeptCorrection).where(
            KeptCorrection.made_at_id == self.meeting.id, KeptCorrection.meeting_id == item.about_meeting_id
        )
        return list(self.session.scalars(asked.order_by(KeptCorrection.id)))

    def _corrections(self, item: AgendaItem) -> tuple[Correction, ...]:
        about = item.about_meeting
        if about is None:
            return ()
        numbers = {one.id: number for number, one in enumerate(on_agenda(about), 1)}
        return tuple(
            Correction(
                about.ref + (f", item {numbers[one.item_id]}" if one.item_id in numbers else ""),
                _correction_words(one, one.was, self.without_confidential),
                _correction_words(one, one.text, self.without_confidential),
            )
            for one in self._kept_corrections(item)
        )


def _correction_words(kept: KeptCorrection, words: str, without_confidential: bool) -> str:
    if without_confidential and kept.item is not None and kept.item.confidential_because:
        return gap_sentence(kept.item.confidential_because)
    return words or "(nothing)"


def _away_sentence(attendance: Attendance, reason: str) -> str:
    why = f" ({reason.rstrip('.')})" if reason else ""
    return f"{short_name(attendance.person.name)} was out of the room for this item{why}."


def _source(item: AgendaItem) -> str:
    said = sentence_case(item.source)
    if not item.confidential_because:
        return said
    return ". ".join(filter(None, (said, f"Confidential: {item.confidential_because}")))
