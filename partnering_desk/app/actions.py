"""Actions: what somebody is to do by a date (Governance 5.4.4)."""

from __future__ import annotations

from partnering_desk.app.lookups import row
from partnering_desk.app.register import Register
from partnering_desk.app.typed import TypedAction
from partnering_desk.records.models import Action, ActionOwner, Meeting
from partnering_desk.rules.numbers import action_ref


def keep(register: Register, meeting_id: int, item_id: int | None, typed: TypedAction) -> str:
    """Keep an action of a meeting as it was typed and understood; its number, A-112 (practice P6)."""
    with register.write() as session:
        meeting = row(session, Meeting, meeting_id)
        partnering = meeting.group.partnering
        action = Action(
            partnering_id=partnering.id,
            group_id=meeting.group_id,
            meeting_id=meeting_id,
            item_id=item_id,
            number=partnering.next_action,
            text=typed.text,
            owner_words=typed.unknown_owner,
            due=typed.due,
            due_words=typed.due_words,
            recorded_at=register.now(),
            recorded_by=register.who,
            owners=[ActionOwner(person_id=one.person_id) for one in typed.owners],
        )
        partnering.next_action += 1
        session.add(action)
        return action_ref(action.number)
