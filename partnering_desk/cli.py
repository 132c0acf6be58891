"""The command line: the same verbs as the screens, for scheduled tasks and for tests.

Exit 0 when it is done, 1 for a refusal in one sentence, 2 for wrong use.
"""

from __future__ import annotations

import argparse
import getpass
import io
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from partnering_desk import __version__
from partnering_desk.rules.clause import Refusal

if TYPE_CHECKING:
    from partnering_desk.app.backups import Written
    from partnering_desk.app.document_out import Outline
    from partnering_desk.app.record_kinds import RecordKind
    from partnering_desk.app.register import Register
    from partnering_desk.rules.obligations import Obligation

OPEN = "open"


def main(arguments: Sequence[str]) -> int:
    """Do what `arguments` (without the program's name) ask for, and return the exit code."""
    wanted = list(arguments)
    verbs = _verbs()
    if not wanted or (wanted[0] not in verbs and not wanted[0].startswith("-")):
        wanted.insert(0, OPEN)
    parser = _parser(verbs)
    options = parser.parse_args(wanted)
    from partnering_desk.app.faults import Fault

    _say_every_letter()
    try:
        run: Callable[[argparse.Namespace], int] = options.run
        return run(options)
    except (Refusal, Fault) as refusal:
        print(refusal.sentence, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or 'A file'} cannot be written or read: {error.strerror or error}.", file=sys.stderr)
    return 1


def _say_every_letter() -> None:
    """Names have letters that some consoles lack: those are shown by their numbers."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _check_output(options: argparse.Namespace) -> None:
    """Raise `Refusal` when what is to be written would take the register's place, or its folder is not there."""
    if not options.output.parent.is_dir():
        raise Refusal(f"There is no folder {options.output.parent}. Make it first, or choose another.")
    if options.output.exists() and options.register.exists() and options.output.samefile(options.register):
        raise Refusal(f"{options.output} is the register itself. Choose another name for what is written.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a date; write it as 2026-11-19") from None


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 50:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 to 50")
    return int(text)


def _parser(verbs: dict[str, Callable[[argparse.ArgumentParser], None]]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="partnering-desk",
        description="Runs the meetings of a partnering contract. Without a verb it opens the window.",
    )
    parser.add_argument("--version", action="version", version=f"Partnering Desk {__version__}")
    children = parser.add_subparsers(required=True, metavar="VERB")
    for verb, fill in verbs.items():
        fill(children.add_parser(verb, help=fill.__doc__, description=fill.__doc__))
    return parser


def _verbs() -> dict[str, Callable[[argparse.ArgumentParser], None]]:
    return {
        OPEN: _open_verb,
        "demo": _demo_verb,
        "due": _due_verb,
        "notice": _notice_verb,
        "agenda": _agenda_verb,
        "pack": _pack_verb,
        "minutes": _minutes_verb,
        "evidence": _evidence_verb,
        "appendix": _appendix_verb,
        "actions": _actions_verb,
        "decisions": _decisions_verb,
        "attendance": _attendance_verb,
        "report": _report_verb,
        "export": _export_verb,
        "import": _import_verb,
        "check": _check_verb,
        "record": _record_verb,
        "backup": _backup_verb,
        "restore": _restore_verb,
        "associate": _associate_verb,
        "tour": _tour_verb,
        "self-test": _self_test_verb,
    }


def _register_option(parser: argparse.ArgumentParser, name: str = "register", metavar: str | None = None) -> None:
    parser.add_argument(name, type=Path, metavar=metavar)
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="its first line is the passphrase, where there is one (else it is asked for); /dev/fd/3 does as well",
    )


def _unlock(path: Path, passphrase_file: Path | None) -> None:
    """Give the passphrase of a register or a backup that has one. Raises `Refusal` when it is wrong or not given."""
    from partnering_desk.app.passphrase import is_locked, unlock

    if is_locked(path):
        unlock(path, _passphrase(path, passphrase_file))


def _passphrase(path: Path, passphrase_file: Path | None) -> str:
    """From the file that was named, or typed at the terminal; never from the command, which others can see."""
    if passphrase_file is not None:
        try:
            return passphrase_file.read_text(encoding="utf-8-sig").split("\n")[0].removesuffix("\r")
        except UnicodeDecodeError:
            raise Refusal(f"{passphrase_file} is no text in UTF-8, so no passphrase can be read from it.") from None
    if not sys.stdin.isatty():
        raise Refusal(f"{path} is locked with a passphrase. Name a file that holds it with --passphrase-file.")
    return getpass.getpass(f"Passphrase of {path.name}: ")


@contextmanager
def _opened(options: argparse.Namespace, on: date | None = None) -> Iterator[Register]:
    """A register that is read, whoever has it open."""
    from partnering_desk.app.register import Door, read_register, wall_clock

    path: Path = options.register
    _unlock(path, options.passphrase_file)
    clock = wall_clock if on is None else lambda: datetime(on.year, on.month, on.day, 9)
    register = read_register(path, clock=clock, door=Door.COMMAND_LINE)
    try:
        yield register
    finally:
        register.close()


@contextmanager
def _recorded_in(path: Path) -> Iterator[Register]:
    """A register that something is recorded in: refused while a window has it open, which would not show it."""
    from partnering_desk.app.register import Door, open_register

    register = open_register(path, door=Door.COMMAND_LINE)
    try:
        yield register
    finally:
        register.close()


def _open_verb(parser: argparse.ArgumentParser) -> None:
    """open the window, on REGISTER when it is given (the word open may be left out)"""
    parser.add_argument("register", type=Path, nargs="?")
    parser.add_argument("--on", type=_day, metavar="DATE", help="show the desk as on this date")
    parser.set_defaults(run=_open)


def _open(options: argparse.Namespace) -> int:
    from partnering_desk.app.faults import Fault

    if options.register is not None and not options.register.is_file():
        raise Fault(
            f"There is no register at {options.register}. Choose another file, or see what can be done with "
            "partnering-desk --help."
        )
    from partnering_desk.ui.shell.run import run

    return run(options.register, options.on)


def _demo_verb(parser: argparse.ArgumentParser) -> None:
    """write a sample register with every kind of thing in it"""
    parser.add_argument("register", type=Path)
    parser.add_argument("--years", type=_count, default=2, help="years of the contract gone by (2)")
    parser.add_argument("--partnerings", type=_count, default=1, help="how many partnerings (1)")
    parser.add_argument("--on", type=_day, default=date(2026, 11, 19), metavar="DATE", help="the day it is")
    parser.set_defaults(run=_demo)


def _demo(options: argparse.Namespace) -> int:
    from partnering_desk.app.demo import write_demo

    write_demo(options.register, years=options.years, partnerings=options.partnerings, on=options.on)
    print(options.register)
    return 0


def _due_verb(parser: argparse.ArgumentParser) -> None:
    """list what must happen, soonest first"""
    _register_option(parser)
    parser.add_argument("--on", type=_day, metavar="DATE", help="as on this date (today)")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=_due)


def _due(options: argparse.Namespace) -> int:
    from partnering_desk.app.heading import partnerings
    from partnering_desk.app.obligations import obligations_as_plain
    from partnering_desk.rules.wording import show_date

    with _opened(options, options.on) as register:
        every = [(name, _owed(register, partnering_id)) for partnering_id, name in partnerings(register)]
    if options.json:
        plain = [{"partnering": name, **one} for name, owed in every for one in obligations_as_plain(owed)]
        print(json.dumps(plain, ensure_ascii=False, indent=2))
        return 0
    for name, owed in every:
        if len(every) > 1:
            print(f"{name}:")
        for one in owed:
            when = show_date(one.due) if one.due else "no date"
            clause = f" ({one.clause.ref})" if one.clause else ""
            print(f"{when:<16}  {one.title}{clause}. {one.detail}".rstrip())
    return 0


def _owed(register: Register, partnering_id: int) -> tuple[Obligation, ...]:
    from partnering_desk.app.obligations import obligations

    register.partnering_id = partnering_id
    return obligations(register, register.today())


def _notice_verb(parser: argparse.ArgumentParser) -> None:
    """write the notice of meeting REF; as FILE.pdf, .docx or .html"""
    _document_options(parser)
    parser.set_defaults(run=_notice)


def _notice(options: argparse.Namespace) -> int:
    from partnering_desk.app.meetings import meeting_by_ref
    from partnering_desk.app.notice import notice

    return _write(options, lambda register: notice(register, meeting_by_ref(register, options.ref)))


def _write(options: argparse.Namespace, made: Callable[[Register], Outline]) -> int:
    """Write the document that is `made` of the register, in the form that the name of the file asks for."""
    from partnering_desk.app.document_out import check_form, save_document

    _check_output(options)
    check_form(options.output.suffix, large=options.large_print)
    with _opened(options) as register:
        save_document(made(register), options.output, large=options.large_print)
    return 0


def _partnering_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--partnering", metavar="NAME", help="which one, where the register holds several")


def _write_of_partnering(options: argparse.Namespace, made: Callable[[Register], Outline]) -> int:
    """As `_write`, of the partnering that the options name."""

    def shown(register: Register) -> Outline:
        _show_partnering(register, options.partnering)
        return made(register)

    return _write(options, shown)


def _show_partnering(register: Register, name: str | None) -> None:
    """Show the partnering named, or the only one. Raises `Refusal` when it is not plain which one is meant."""
    from partnering_desk.app.heading import partnerings

    every = partnerings(register)
    meant = [of for of, called in every if name is None or called.casefold() == name.casefold()]
    if every and len(meant) != 1:
        held = ", ".join(called for _, called in every)
        raise Refusal(f"This register holds {held}. Name one of them with --partnering.")
    register.partnering_id = meant[0] if meant else 0


def _agenda_verb(parser: argparse.ArgumentParser) -> None:
    """write the agenda of meeting REF as a PDF"""
    _document_options(parser)
    parser.set_defaults(run=_agenda)


def _meeting_options(parser: argparse.ArgumentParser) -> None:
    _register_option(parser)
    parser.add_argument("ref", metavar="REF", help="the meeting, as CG/2026/06")


def _document_options(parser: argparse.ArgumentParser) -> None:
    _meeting_options(parser)
    _file_options(parser)


def _output_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")


def _file_options(parser: argparse.ArgumentParser) -> None:
    _output_option(parser)
    parser.add_argument("--large-print", action="store_true", help="nothing smaller than 18 points")


def _agenda(options: argparse.Namespace) -> int:
    from partnering_desk.app.agenda_circulation import agenda_pdf

    _check_output(options)
    with _opened(options) as register:
        meeting_id = _begun(register, options)
        options.output.write_bytes(agenda_pdf(register, meeting_id, large=options.large_print))
    return 0


def _begun(register: Register, options: argparse.Namespace) -> int:
    """The meeting asked for, its agenda written where nobody has begun it yet."""
    from partnering_desk.app.agenda import is_begun, prepare_first
    from partnering_desk.app.meetings import meeting_by_ref

    meeting_id = meeting_by_ref(register, options.ref)
    if not is_begun(register, meeting_id):
        with _recorded_in(options.register) as recording:
            prepare_first(recording, meeting_id)
    return meeting_id


def _pack_verb(parser: argparse.ArgumentParser) -> None:
    """write the agenda of meeting REF with all its papers as one PDF; papers that cannot be shown are named"""
    _meeting_options(parser)
    _output_option(parser)
    parser.add_argument(
        "--without-confidential", action="store_true", help="leave out confidential items and their papers"
    )
    parser.set_defaults(run=_pack)


def _pack(options: argparse.Namespace) -> int:
    from partnering_desk.app.pack import write_pack

    _check_output(options)
    with _opened(options) as register:
        without = options.without_confidential
        made = write_pack(register, _begun(register, options), options.output, without_confidential=without)
    for trouble in made.troubles:
        print(trouble, file=sys.stderr)
    return 0


def _evidence_verb(parser: argparse.ArgumentParser) -> None:
    """write all that the register holds of meeting REF as one PDF for an auditor, the files attached"""
    _meeting_options(parser)
    _output_option(parser)
    parser.set_defaults(run=_evidence)


def _evidence(options: argparse.Namespace) -> int:
    from partnering_desk.app.evidence import write_evidence
    from partnering_desk.app.meetings import meeting_by_ref

    _check_output(options)
    with _opened(options) as register:
        write_evidence(register, meeting_by_ref(register, options.ref), options.output)
    return 0


def _minutes_verb(parser: argparse.ArgumentParser) -> None:
    """write the minutes of meeting REF: the version last circulated, or the draft; as FILE.pdf, .docx or .html"""
    _document_options(parser)
    parser.set_defaults(run=_minutes)


def _minutes(options: argparse.Namespace) -> int:
    from partnering_desk.app.document_out import check_form
    from partnering_desk.app.meetings import meeting_by_ref
    from partnering_desk.app.minutes import large_minutes, minutes_bytes

    _check_output(options)
    check_form(options.output.suffix)
    written = large_minutes if options.large_print else minutes_bytes
    with _opened(options) as register:
        meeting_id = meeting_by_ref(register, options.ref)
        options.output.write_bytes(written(register, meeting_id, options.output.suffix))
    return 0


def _appendix_verb(parser: argparse.ArgumentParser) -> None:
    """write the Appendix of groups and members at a date; as FILE.pdf, .docx or .html"""
    _register_option(parser)
    _file_options(parser)
    _partnering_option(parser)
    parser.add_argument("--on", type=_day, metavar="DATE", help="as at this date (today)")
    parser.set_defaults(run=_appendix)


def _appendix(options: argparse.Namespace) -> int:
    from partnering_desk.app.appendix import appendix

    return _write_of_partnering(options, lambda register: appendix(register, options.on))


def _actions_verb(parser: argparse.ArgumentParser) -> None:
    """write the open actions by owner, as at a date; as FILE.pdf, .docx or .html"""
    _list_options(parser)
    parser.add_argument("--on", type=_day, metavar="DATE", help="as at this date (today)")
    parser.set_defaults(run=_actions)


def _actions(options: argparse.Namespace) -> int:
    from partnering_desk.app.action_list import action_list

    hides = options.without_confidential
    return _write_of_partnering(
        options,
        lambda register: action_list(register, options.on, _group(register, options), without_confidential=hides),
    )


def _decisions_verb(parser: argparse.ArgumentParser) -> None:
    """write the decision register, of a period; as FILE.pdf, .docx or .html"""
    _list_options(parser)
    _period_options(parser)
    parser.set_defaults(run=_decisions)


def _decisions(options: argparse.Namespace) -> int:
    from partnering_desk.app.decision_register import decision_register

    def made(register: Register) -> Outline:
        group = _group(register, options)
        hides = options.without_confidential
        return decision_register(register, options.first, options.last, group, without_confidential=hides)

    return _write_of_partnering(options, made)


def _attendance_verb(parser: argparse.ArgumentParser) -> None:
    """write who came to the meetings of a period, and their quorum; as FILE.pdf, .docx or .html"""
    _group_options(parser)
    _period_options(parser)
    parser.set_defaults(run=_attendance)


def _attendance(options: argparse.Namespace) -> int:
    from partnering_desk.app.attendance_register import attendance_register

    return _write_of_partnering(
        options,
        lambda register: attendance_register(register, options.first, options.last, _group(register, options)),
    )


def _group_options(parser: argparse.ArgumentParser) -> None:
    _register_option(parser)
    _file_options(parser)
    _partnering_option(parser)
    parser.add_argument("--group", metavar="CODE", help="of this group only, such as CG")


def _report_verb(parser: argparse.ArgumentParser) -> None:
    """write the report of a Working Group to the Core Group, drafted from the record; as FILE.pdf, .docx or .html"""
    _list_options(parser)
    parser.add_argument("--for", dest="ref", metavar="REF", help="the Core Group's meeting it is for (the next)")
    parser.set_defaults(run=_report)


def _report(options: argparse.Namespace) -> int:
    from partnering_desk.app.group_report import group_report, working_group
    from partnering_desk.app.meetings import meeting_by_ref

    def made(register: Register) -> Outline:
        group = working_group(register, _group(register, options))
        core = None if options.ref is None else meeting_by_ref(register, options.ref)
        return group_report(register, group, core, without_confidential=options.without_confidential)

    return _write_of_partnering(options, made)


def _list_options(parser: argparse.ArgumentParser) -> None:
    _group_options(parser)
    parser.add_argument("--without-confidential", action="store_true", help="a gap for what confidential items gave")


def _period_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", type=_day, metavar="DATE", help="from this date (the beginning)")
    parser.add_argument("--to", dest="last", type=_day, metavar="DATE", help="up to this date (today)")


def _group(register: Register, options: argparse.Namespace) -> int | None:
    """The group that the options name; None for all."""
    from partnering_desk.app.groups import group_of_code

    return None if options.group is None else group_of_code(register, options.group)


def _export_verb(parser: argparse.ArgumentParser) -> None:
    """write everything in the register as JSON; the file has no passphrase, whatever the register has"""
    _register_option(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.json")
    parser.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> int:
    from partnering_desk.app.exchange import export_register
    from partnering_desk.app.passphrase import has_passphrase

    _check_output(options)
    with _opened(options) as register:
        if has_passphrase(register.path):
            print(f"{options.output} is not locked: whoever has it can read everything in it.", file=sys.stderr)
        export_register(register, options.output)
    return 0


def _import_verb(parser: argparse.ArgumentParser) -> None:
    """make a new register from an exported file; nothing is written when the file breaks a rule"""
    parser.add_argument("source", type=Path, metavar="FILE.json")
    parser.add_argument("register", type=Path)
    parser.add_argument("--json", action="store_true", help="list the faults as JSON")
    parser.set_defaults(run=_import)


def _import(options: argparse.Namespace) -> int:
    from partnering_desk.app.exchange import import_register

    faults = import_register(options.source, options.register)
    if options.json:
        print(json.dumps([{"where": one.where, "fault": one.words} for one in faults], ensure_ascii=False))
    else:
        for one in faults:
            print(f"{one.where}: {one.words}", file=sys.stderr)
    return 1 if faults else 0


def _check_verb(parser: argparse.ArgumentParser) -> None:
    """check a register, or a backup: its file, its Record, what it keeps, and every rule; nothing is changed"""
    _register_option(parser)
    parser.add_argument(
        "--head",
        type=_fingerprint,
        metavar="SHA256",
        help="the fingerprint that a PDF or a backup's list bears: it must be in the Record",
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=_check)


def _fingerprint(text: str) -> str:
    from partnering_desk.app.record_rows import fingerprint_from

    try:
        return fingerprint_from(text)
    except Refusal as refusal:
        raise argparse.ArgumentTypeError(refusal.sentence) from None


def _check(options: argparse.Namespace) -> int:
    from partnering_desk.app.check import checked_copy

    _unlock(options.register, options.passphrase_file)
    found = checked_copy(options.register, options.head or "")
    if options.json:
        plain = {
            "sound": not found.faults,
            "head": {"entry": found.head.number, "sha256": found.head.sha256},
            "faults": [{"where": one.where, "fault": one.words} for one in found.faults],
        }
        print(json.dumps(plain, ensure_ascii=False))
    else:
        for one in found.faults:
            print(f"{one.where}: {one.words}", file=sys.stderr)
        print(found.words)
    return 1 if found.faults else 0


def _record_verb(parser: argparse.ArgumentParser) -> None:
    """write the Record, or what is asked of it, as a spreadsheet: an Excel workbook or comma-separated values"""
    _register_option(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.xlsx|FILE.csv")
    parser.add_argument("--who", metavar="NAME", help="what was recorded under this name")
    parser.add_argument("--meeting", metavar="REF", help="what concerns this meeting, such as CG/2026/06")
    parser.add_argument("--kind", type=_kind, metavar="KIND", help="what concerns decisions, actions, attendance …")
    parser.add_argument("--from", dest="first", type=_day, metavar="DATE", help="from this date")
    parser.add_argument("--to", dest="last", type=_day, metavar="DATE", help="up to this date")
    parser.add_argument("--search", default="", metavar="WORDS", help="what has all these words in it")
    parser.set_defaults(run=_record)


def _kind(text: str) -> RecordKind:
    from partnering_desk.app.record_kinds import RecordKind

    if text not in tuple(RecordKind):
        raise argparse.ArgumentTypeError(f"{text} is none of: {', '.join(RecordKind)}")
    return RecordKind(text)


def _record(options: argparse.Namespace) -> int:
    from partnering_desk.app.record_export import export_record
    from partnering_desk.app.record_rows import meeting_of_ref
    from partnering_desk.app.record_wanted import Wanted
    from partnering_desk.rules.wording import count

    _check_output(options)
    with _opened(options) as register:
        meeting = None if options.meeting is None else meeting_of_ref(register, options.meeting)
        wanted = Wanted(options.who, meeting, options.kind, options.first, options.last, options.search)
        written = export_record(register, wanted, options.output)
    print(f"{count(written, 'entry', 'entries')} written to {options.output}.")
    return 0


def _backup_verb(parser: argparse.ArgumentParser) -> None:
    """write a verified backup into FOLDER (the one chosen in Settings), or to FILE"""
    _register_option(parser)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("folder", type=Path, nargs="?", metavar="FOLDER")
    where.add_argument("-o", "--output", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=_backup)


def _backup(options: argparse.Namespace) -> int:
    from partnering_desk.app.backup_place import chosen_folder
    from partnering_desk.app.backups import back_up, back_up_to

    with _opened(options) as register:
        if options.output is not None:
            return _say_written(back_up_to(register, options.output), options.json)
        folder = options.folder or chosen_folder()
        if folder is None:
            raise Refusal("No folder for backups is chosen in Settings. Name one, or a file with -o.")
        return _say_written(back_up(register, folder), options.json)


def _restore_verb(parser: argparse.ArgumentParser) -> None:
    """write the register that BACKUP holds to the new file TARGET"""
    _register_option(parser, "backup", "BACKUP")
    parser.add_argument("target", type=Path, metavar="TARGET")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=_restore)


def _restore(options: argparse.Namespace) -> int:
    from partnering_desk.app.backups import restore

    _unlock(options.backup, options.passphrase_file)
    return _say_written(restore(options.backup, options.target), options.json)


def _say_written(written: Written, as_json: bool) -> int:
    if as_json:
        plain = {
            "file": str(written.path),
            "size": written.size,
            "verified": not written.faults,
            "head": {"entry": written.head.number, "sha256": written.head.sha256},
            "faults": [{"where": one.where, "fault": one.words} for one in written.faults],
        }
        print(json.dumps(plain, ensure_ascii=False))
    else:
        print(written.path)
        for one in written.faults:
            print(f"{one.where}: {one.words}", file=sys.stderr)
    return 1 if written.faults else 0


def _associate_verb(parser: argparse.ArgumentParser) -> None:
    """have a double click on a register open it in this program"""
    parser.add_argument("--remove", action="store_true", help="no longer")
    parser.set_defaults(run=_associate)


def _associate(options: argparse.Namespace) -> int:
    from partnering_desk.app.association import associate, dissociate

    print(dissociate() if options.remove else associate())
    return 0


def _tour_verb(parser: argparse.ArgumentParser) -> None:
    """drive the window through the main job on the sample, leaving pictures and documents in OUT"""
    parser.add_argument("output", type=Path, metavar="OUT")
    parser.set_defaults(run=_tour)


def _tour(options: argparse.Namespace) -> int:
    from partnering_desk.ui.tour import tour

    return tour(options.output)


def _self_test_verb(parser: argparse.ArgumentParser) -> None:
    """check that this copy of the program is whole"""
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=_self_test)


def _self_test(options: argparse.Namespace) -> int:
    from partnering_desk.ui.self_test import self_test

    results = self_test()
    if options.json:
        print(json.dumps([{"what": one.what, "ok": one.ok, "said": one.said} for one in results]))
    else:
        for one in results:
            print(f"{'ok    ' if one.ok else 'FAILED'}  {one.what}{': ' + one.said if one.said else ''}")
    return 0 if all(one.ok for one in results) else 1
