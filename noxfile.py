"""What can be run in a clone, each in an environment of its own; ``nox -l`` lists it."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import nox

nox.options.sessions = ["tests"]
nox.options.reuse_venv = "yes"
nox.options.default_venv_backend = "uv|virtualenv"

# What Qt needs from Debian and its kin, and what the tests need besides.
QT_PACKAGES = [
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libgssapi-krb5-2",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xinerama0",
    "libxkbcommon-x11-0",
]
NO_SCREEN_PACKAGES = ["xauth", "xvfb"]
TEST_PACKAGES = [
    "at-spi2-core",
    "dbus",
    "dbus-x11",
    "gcc",
    "gir1.2-atspi-2.0",
    "libc6-dev",
    "libglib2.0-bin",
    "libjaxb-java",
    "openjdk-17-jdk-headless",
    "openssh-sftp-server",
    "poppler-utils",
    "python3-gi",
    "shared-mime-info",
    "sshfs",
    "xauth",
    "xvfb",
]

# How much of each layer the tests must reach, in per cent of its lines and branches.
COVERAGE = {"rules": 100, "app": 95, "documents": 95}


def has_screen() -> bool:
    """Whether a window can be shown: everywhere but on a Linux without a display."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def install_system_packages(session: nox.Session, names: list[str]) -> None:
    """Install Debian packages where some are missing, or say which command does."""
    if sys.platform != "linux" or not shutil.which("apt-get"):
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", "--no-upgrade", *names]
    rehearsal = subprocess.run([*install, "--simulate"], capture_output=True, text=True)
    if rehearsal.returncode == 0 and "\nInst " not in rehearsal.stdout:
        return
    if os.geteuid() != 0:
        session.warn(f"The system lacks packages that are needed here. To install them: sudo {' '.join(install)}")
        return
    session.run("apt-get", "update", "-q", external=True)
    session.run(*install, external=True, env={"DEBIAN_FRONTEND": "noninteractive"})


def install_pins(session: nox.Session, pins: str) -> None:
    session.install("--require-hashes", "-r", pins)


@nox.session
def desk(session: nox.Session) -> None:
    """Open the desk on a sample partnering; without a screen, run the tour instead."""
    install_system_packages(session, QT_PACKAGES + ([] if has_screen() else NO_SCREEN_PACKAGES))
    install_pins(session, "requirements.txt")
    program = ["python", "-m", "partnering_desk"]
    if not has_screen():
        session.log("There is no screen here, so the program takes its tour; what it leaves is in tour/.")
        session.run("xvfb-run", "-a", "-s", "-screen 0 1440x900x24", *program, "tour", "tour", external=True)
        return
    sample = session.cache_dir / "sample.desk"
    if not sample.exists():
        session.run(*program, "demo", str(sample), "--on", date.today().isoformat())
    session.run(*program, str(sample))


@nox.session
def tests(session: nox.Session) -> None:
    """Run every check and test there is."""
    install_system_packages(session, QT_PACKAGES + TEST_PACKAGES)
    install_pins(session, "requirements-dev.txt")
    session.env["CI"] = "true"  # a tool that is missing here is a fault: no test may leave itself out
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    nothing_skipped = {"CI": "1"}  # for lack of a tool, a test then fails
    session.run("pytest", "-n", "auto", "--dist", "worksteal", "--cov", "--cov-report=", env=nothing_skipped)
    for layer, least in COVERAGE.items():
        session.run("coverage", "report", f"--include=partnering_desk/{layer}/*", f"--fail-under={least}")


@nox.session(default=False)
def benchmarks(session: nox.Session) -> None:
    """Print how fast the program is, as ratios to what is possible."""
    install_system_packages(session, QT_PACKAGES + TEST_PACKAGES)
    install_pins(session, "requirements-dev.txt")
    session.run(
        "pytest", "-s", "--timeout=1800", *(str(path) for path in sorted(Path("tests/benchmarks").glob("bench_*.py")))
    )


@nox.session(default=False)
def faults(session: nox.Session) -> None:
    """Kill the program, have the disk refuse and spoil files for hours, and print what came of it."""
    install_system_packages(session, QT_PACKAGES + TEST_PACKAGES)
    install_pins(session, "requirements-dev.txt")
    long = {"CI": "1", "DESK_KILLS": "200", "DESK_REFUSALS": "400", "FUZZ_SECONDS": "600"}
    session.run("pytest", "-s", "tests/faults", env=long)


@nox.session(default=False)
def pins(session: nox.Session) -> None:
    """Write the requirements files anew from pyproject.toml, for every system and Python it allows."""
    session.install("uv")
    compile_pins = ["uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version=3.11"]
    compile_pins += ["--generate-hashes", "--upgrade", "--quiet"]
    compile_pins += ["--no-header", "--no-emit-index-url", "--no-emit-find-links"]
    session.run(*compile_pins, "-o", "requirements.txt")
    session.run(*compile_pins, "--group", "dev", "-c", "requirements.txt", "-o", "requirements-dev.txt")
