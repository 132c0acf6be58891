"""Every promise of the help page "Threats and promises" has tests, and every test that it names is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from partnering_desk.files import read_resource
from partnering_desk.ui.help.pages import THREATS_AND_PROMISES

TESTS = Path(__file__).parent
PROMISE = re.compile(r"^- \*\*(.+?)\.?\*\*", re.MULTILINE | re.DOTALL)

KEPT_BY = {
    "What the screen shows as saved is on the disk": [
        "faults/test_kill.py::test_what_was_shown_as_saved_survives_a_kill_at_any_moment",
    ],
    "Notes are on the disk within a second of being typed": [
        "faults/test_kill.py::test_what_was_shown_as_saved_survives_a_kill_at_any_moment",
        "ui/meetings/test_meet.py::test_notes_are_on_the_disk_within_a_second_and_on_leaving",
    ],
    "After a crash the next start says what is there": [
        "app/test_recovery.py::test_who_had_it_open_and_what_was_recorded_last_is_said",
        "app/test_recovery.py::test_the_report_of_a_crash_says_where_and_holds_nothing_of_the_register",
    ],
    "What could not be kept is said in a sentence, and what was typed stays on the screen": [
        "faults/test_disk.py::test_a_disk_that_is_full",
        "faults/test_disk.py::test_a_file_that_may_only_be_read",
        "faults/test_disk.py::test_a_folder_that_may_only_be_read",
        "faults/test_disk.py::test_a_disk_that_may_only_be_read",
    ],
    "Nothing is half written": [
        "faults/test_disk.py::test_a_write_that_fails_anywhere_in_a_commit",
    ],
    "Every change is entered in the Record": [
        "records/test_trail.py::test_an_entry_says_who_did_what_when_where_and_by_which_way",
        "records/test_trail.py::test_no_way_of_writing_passes_by_the_record",
    ],
    "A change behind the program's back is found": [
        "records/test_tamper.py::test_a_row_changed_in_any_column_of_any_table_is_found",
        "records/test_tamper.py::test_a_row_removed_from_any_table_is_found",
        "records/test_tamper.py::test_a_row_added_to_any_table_is_found",
        "records/test_tamper.py::test_rows_that_changed_places_in_any_table_are_found",
        "records/test_tamper.py::test_a_byte_changed_in_a_file_that_is_kept_is_found",
        "records/test_tamper.py::test_an_entry_of_the_record_changed_removed_moved_or_added_is_found",
    ],
    "The end of the Record cannot be cut off unseen": [
        "records/test_tamper.py::"
        "test_the_last_act_taken_out_with_its_entry_is_told_by_a_fingerprint_known_from_elsewhere",
    ],
    "What has gone out is never edited": [
        "app/test_undo.py::test_what_has_gone_out_is_not_undone",
        "app/test_decisions.py::test_after_the_meeting_nothing_is_decided_or_taken_back",
    ],
    "A second program is told who has it open, and since when": [
        "app/test_in_use.py::test_the_second_program_is_told_and_may_read_what_the_first_goes_on_recording",
        "app/test_in_use.py::test_nothing_can_be_recorded_while_it_is_only_read",
    ],
    "Backups are written by themselves": [
        "app/test_backups.py::test_a_backup_is_due_once_something_was_recorded",
    ],
    "A half-written or damaged backup is never taken for a good one": [
        "app/test_backups.py::test_one_that_was_killed_is_never_listed_and_is_swept_later",
        "app/test_backups.py::test_a_bit_that_flipped_is_seen",
        "app/test_backups.py::test_one_that_was_cut_off_is_not_taken_for_a_good_one",
    ],
    "Restoring writes a new file first": [
        "app/test_backups.py::test_it_is_never_restored_over_a_register",
        "app/test_backup_difference.py::test_what_was_recorded_since_is_counted_and_named",
    ],
    "An older register is copied before it is brought up to date": [
        "records/test_upgrade.py::test_an_older_register_opens_with_nothing_lost_and_the_old_one_is_kept",
        "records/test_upgrade.py::test_a_step_that_fails_leaves_the_old_one",
    ],
    "A newer register is refused": [
        "records/test_upgrade.py::test_a_newer_register_is_refused_and_the_version_that_made_it_named",
    ],
    "No file brings the program down, keeps it for more than seconds, or is half imported": [
        "faults/test_bad_files.py::test_registers",
        "faults/test_bad_files.py::test_exported_files",
        "faults/test_bad_files.py::test_lists_of_people",
        "faults/test_bad_files.py::test_action_logs",
        "faults/test_bad_files.py::test_papers_in_a_pack",
        "faults/test_bad_files.py::test_pasted_text",
    ],
    "A title or a name cannot add a line to an e-mail": [
        "documents/test_headers.py::test_a_mail_has_the_headers_that_it_should_and_no_other",
        "documents/test_headers.py::test_an_address_names_one_mailbox_or_is_refused",
    ],
    "A paper's name cannot lead out of the folder": [
        "app/test_papers.py::test_a_copy_to_open_has_the_papers_number_and_no_dangerous_name",
    ],
    "Nothing in a paper acts by itself in a pack": [
        "documents/test_pack.py::test_nothing_in_a_paper_acts_by_itself",
        "documents/test_pack.py::test_what_was_left_out_is_said_on_the_cover",
    ],
    "A cell that a spreadsheet would carry out is taken out as text": [
        "documents/test_safe_cells.py::test_text_that_a_spreadsheet_would_work_out_is_taken_as_text",
    ],
    "A locked register, its backups and what it leaves beside it cannot be read without the passphrase": [
        "app/test_passphrase.py::test_no_plain_word_of_it_is_on_the_disk_while_it_is_used_or_after",
        "app/test_passphrase.py::test_a_backup_is_locked_with_the_same_passphrase_and_verified",
        "app/test_passphrase.py::test_after_it_was_locked_it_opens_by_the_passphrase_alone",
    ],
    "The password of the mail server is kept in the system's keyring or nowhere": [
        "app/test_mail_password.py::test_without_a_keyring_the_password_is_not_kept_and_so_is_asked_for",
        "ui/outbox/test_page.py::test_the_password_is_asked_for_where_there_is_no_keyring",
    ],
}
"""The tests of each promise."""


def test_every_promise_of_the_page_has_its_tests() -> None:
    page = read_resource(f"help/{THREATS_AND_PROMISES}.md").partition("## What the desk cannot do")[0]
    assert [" ".join(one.split()) for one in PROMISE.findall(page)] == list(KEPT_BY)


@pytest.mark.parametrize("promise", KEPT_BY)
def test_the_tests_of_a_promise_are_there(promise: str) -> None:
    assert KEPT_BY[promise]
    for node in KEPT_BY[promise]:
        file, _, name = node.partition("::")
        tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
        assert name in {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}, node
