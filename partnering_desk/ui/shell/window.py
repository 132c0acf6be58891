"""The window: the welcome page, or a register at work, and the menus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMainWindow, QStackedWidget

from partnering_desk.app.backup_place import chosen_folder
from partnering_desk.app.faults import InUse, Locked
from partnering_desk.ui import preferences
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.commands import commands_of
from partnering_desk.ui.shell.menus import build_menus, keys_dialog
from partnering_desk.ui.shell.places import Place, places_built
from partnering_desk.ui.shell.waiting import Waiting
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import dress, set_look
from partnering_desk.ui.widgets.attempt import refuse, words_for
from partnering_desk.ui.widgets.background import Worker
from partnering_desk.ui.widgets.dialog import Dialog, presses_focused
from partnering_desk.ui.widgets.fields import Form

if TYPE_CHECKING:  # what needs SQLAlchemy is loaded when the window stands already
    from partnering_desk.app.register import Register
    from partnering_desk.ui.locks.idle import Idleness
    from partnering_desk.ui.locks.locking import Locking
    from partnering_desk.ui.shell.closing import Closing
    from partnering_desk.ui.shell.welcome import Welcome
    from partnering_desk.ui.shell.workplace import Workplace

_NAME = "Partnering Desk"
_EDGES = QSize(16, 48)
"""What the system's frame and title take around a window, at most; so much stays free on a small screen."""


class MainWindow(QMainWindow):
    """One window, one register at a time.

    `clock` tells the registers that it opens what time it is; `places` are those that it shows.
    """

    def __init__(
        self,
        appearance: Appearance,
        clock: Callable[[], datetime],
        places: Sequence[Place] | None = None,
    ) -> None:
        super().__init__()
        self._clock = clock
        self._places = tuple(places_built() if places is None else places)
        self._alt_alone = False
        self.workplace: Workplace | None = None
        self.setWindowTitle(_NAME)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.actions_everywhere = build_menus(self, commands_of(self, appearance, self._places))
        self.menuBar().hide()
        self._worker = Worker(self)
        self._closing: Closing | None = None
        self._welcome: Welcome | None = None
        self._locking: Locking | None = None
        self._idleness: Idleness | None = None
        dress(self.menuBar())
        self.resize(QSize(1440, 900).boundedTo(self.screen().availableSize() - _EDGES))
        self.restoreGeometry(QByteArray.fromBase64(preferences.text("window").encode()))

    def welcome(self) -> Welcome:
        """The welcome page, which also asks for files from the menus."""
        if self._welcome is None:
            from partnering_desk.ui.shell.welcome import Welcome

            self._welcome = Welcome()
            self._welcome.open_wanted.connect(self.open_path)
            self._welcome.new_wanted.connect(self.new_path)
            self._welcome.sample_wanted.connect(self.sample_path)
            self._stack.addWidget(self._welcome)
        return self._welcome

    def show_welcome(self) -> None:
        """Show the page that offers registers."""
        self.welcome().refresh()
        dress(self.welcome())
        self._stack.setCurrentWidget(self.welcome())

    def show_waiting(self, path: Path) -> None:
        """Show the window as it will be, and say that a register is being opened."""
        waiting = Waiting(path, self._places)
        dress(waiting)
        set_look(self._stack, ground="page")
        self._stack.addWidget(waiting)
        self._stack.setCurrentWidget(waiting)

    def show_register(self, register: Register) -> None:
        """Show an open register, in place of the one shown before, which is closed."""
        from partnering_desk.ui.shell.welcome import remember
        from partnering_desk.ui.shell.workplace import Workplace

        if not self._may_let_go():
            register.close()
            return
        self._let_go_backed_up()
        self.workplace = Workplace(register, self._places)
        self.workplace.topbar.search_wanted.connect(self.show_palette)
        self.workplace.rail.menu_wanted.connect(lambda: self.show_menu_bar(True))
        self.workplace.write_wanted.connect(lambda: self.open_path(register.path))
        self._stack.addWidget(self.workplace)
        self._stack.setCurrentWidget(self.workplace)
        self.setWindowTitle(f"{register.path.stem} – {_NAME}")
        remember(register.path)
        self.workplace.begin()
        self.watch_idleness()
        self.repaint()  # at once: what the pages ask next, on other threads, would slow it down

    def open_path(self, path: Path) -> None:
        """Open a register, away from the screen; why it cannot be opened is said on the page shown."""

        def work() -> Register:
            from partnering_desk.app.register import open_register

            return open_register(path, self._who(), self._clock)

        self._worker.run(work, self.show_register, lambda error: self._not_opened(error, path))

    def read_path(self, path: Path) -> None:
        """Open a register that another program has open, to read it."""

        def work() -> Register:
            from partnering_desk.app.register import read_register

            return read_register(path, self._who(), self._clock)

        self._worker.run(work, self.show_register, self._not_opened)

    def new_path(self, path: Path) -> None:
        """Make an empty register and open it."""

        def work() -> Register:
            from partnering_desk.app.register import create_register

            return create_register(path, self._who(), self._clock)

        self._worker.run(work, self.show_register, self._not_opened)

    def _not_opened(self, error: Exception, path: Path | None = None) -> None:
        if isinstance(error, Locked) and path is not None:
            self._ask_passphrase(path)
            return
        if self.workplace is None:
            self.show_welcome()
        if isinstance(error, InUse):
            from partnering_desk.ui.shell.in_use import wants_to_read

            if wants_to_read(self, error):
                self.read_path(error.path)
            return
        refuse(self._stack.currentWidget() or self, error)

    def _ask_passphrase(self, path: Path) -> None:
        """Open a register under a passphrase once that was given; else show what was shown before."""
        from partnering_desk.ui.locks.ask import is_unlocked

        if is_unlocked(self, path, f"{path} is locked with a passphrase."):
            self.open_path(path)
        elif self.workplace is None:
            self.show_welcome()

    def lock(self) -> None:
        """Cover what is shown until the passphrase is given, if there is one."""
        from partnering_desk.app.passphrase import has_passphrase

        if self.workplace is None:
            return
        if has_passphrase(self.workplace.register.path):
            self._the_locking().lock(self.workplace)
        else:
            self._say("This register has no passphrase, so it cannot be locked. Set one under Settings.")

    def _the_locking(self) -> Locking:
        if self._locking is None:
            from partnering_desk.ui.locks.locking import Locking

            self._locking = Locking(self, self.actions_everywhere)
            self._locking.unlocked.connect(self.watch_idleness)
        return self._locking

    def watch_idleness(self) -> None:
        """Lock by itself after as many idle minutes as this person chose, while a register has a passphrase."""
        from partnering_desk.app.passphrase import has_passphrase
        from partnering_desk.ui.locks import idle

        if self._idleness is None:
            self._idleness = idle.Idleness(self)
            self._idleness.too_long.connect(self.lock)
        can_lock = self.workplace is not None and has_passphrase(self.workplace.register.path)
        self._idleness.watch(idle.minutes() * 60 if can_lock else 0)

    def sample_path(self, path: Path) -> None:
        """Write the sample partnering and open it."""
        from partnering_desk.app.demo import write_demo

        today = self._clock().date()
        self._say("The sample is being written. It is opened when it is there, in half a minute or so.")
        self._worker.run(
            lambda: write_demo(path, years=2, partnerings=1, on=today),
            lambda _done: self.open_path(path),
            self._not_opened,
        )

    def _say(self, sentence: str) -> None:
        if self.workplace is None:
            self.welcome().say_inline(sentence, Tone.INFO)
        else:
            self.workplace.navigator.say(sentence)

    def close_register(self) -> None:
        """Let the register go and show the welcome page."""
        if self.workplace is not None and self._may_let_go():
            self._let_go_backed_up()
            self.show_welcome()

    def put_in_place(self, restored: Path) -> None:
        """Close the register, give a restored one its name, and open that; the replaced one is kept beside."""
        if self.workplace is None or not self._may_let_go():
            return
        path, now = self.workplace.register.path, self._clock()
        self._let_go()
        self.show_welcome()

        def work() -> Path:
            from partnering_desk.app.backups import put_in_place

            return put_in_place(restored, path, now)

        self._worker.run(work, lambda _aside: self.open_path(path), self._not_opened)

    def _let_go_backed_up(self) -> None:
        """Let the register go; what was recorded in it is backed up behind what the window shows next."""
        left = self.workplace
        self._let_go()
        if left is None or left.register.only_read or chosen_folder() is None:
            return
        from partnering_desk.ui.shell.keeper import back_up_if_due

        register = left.register
        self._worker.run(
            lambda: back_up_if_due(register),
            lambda words: self._say(words) if words else None,
            lambda error: self._say(words_for(error)),
        )

    def _may_let_go(self) -> bool:
        """Whether nothing would be lost with the register that is open, or the person lets it."""
        return self.workplace is None or self.workplace.may_be_left()

    def _let_go(self) -> None:
        if self.workplace is None:
            return
        self.workplace.leave()
        self._stack.removeWidget(self.workplace)
        self.workplace.deleteLater()
        self.workplace.register.close()
        self.workplace = None
        if self._locking is not None:
            self._locking.end()
        if self._idleness is not None:
            self._idleness.watch(0)
        self.setWindowTitle(_NAME)

    def go(self, place: str) -> None:
        """Go to a place of the register, if one is open."""
        if self.workplace is not None:
            self.workplace.navigator.go(place)

    def show_palette(self) -> None:
        """Search everything."""
        from partnering_desk.ui.shell.palette import Palette

        if self.workplace is not None:
            place = self.workplace
            Palette(place.register, place.navigator, self.actions_everywhere, self).exec()

    def search_page(self) -> None:
        """Go to the search field of the page shown; where there is none, search everything."""
        page = self.workplace.shown_page() if self.workplace is not None else None
        field = page.search_field() if page is not None else None
        if field is None:
            self.show_palette()
        else:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()

    def save_list(self) -> None:
        """Save the list of the page shown as a spreadsheet."""
        if self.workplace is None:
            return
        page = self.workplace.shown_page()
        listed = page.list_shown() if page is not None else None
        if listed is None:
            self.workplace.navigator.say("There is no list on this page to be saved. Go to one first, such as Actions.")
        else:
            listed.save_as_spreadsheet()

    def ask_who(self) -> None:
        """Ask for the name under which this person records."""
        dialog = Dialog(self, "Recording as", "Record under this name")
        form = Form()
        line = form.add("&Name", QLineEdit(self._who()), "It stands beside what you record, such as M. Okafor.")
        dialog.body.addWidget(form)
        dialog.does = lambda: self.record_as(line.text())
        line.setFocus()
        dialog.exec()

    def record_as(self, who: str) -> None:
        """Record under a name from now on."""
        preferences.keep("who", who.strip())
        if self.workplace is not None:
            self.workplace.register.record_as(who.strip())
            self.workplace.show_recording()

    def _who(self) -> str:
        return preferences.text("who")

    def show_help(self) -> None:
        """Open the help."""
        from partnering_desk.ui.help.dialog import HelpDialog

        HelpDialog(self).exec()

    def show_keys(self) -> None:
        """List the keys."""
        keys_dialog(self, self.actions_everywhere).exec()

    def undo(self) -> None:
        """Take back the last act that was recorded, or say why it cannot be."""
        if self.workplace is not None:
            self.workplace.undo()

    def redo(self) -> None:
        """Do again what was undone last."""
        if self.workplace is not None:
            self.workplace.redo()

    def undo_words(self) -> str:
        """What Undo would take back, for the menu."""
        return self.workplace.undo_words() if self.workplace is not None else "Undo"

    def redo_words(self) -> str:
        """What Redo would do again, for the menu."""
        return self.workplace.redo_words() if self.workplace is not None else "Redo"

    def show_history(self) -> None:
        """Show the history of what the page has chosen."""
        page = self.workplace.shown_page() if self.workplace is not None else None
        if page is not None:
            page.show_history()

    def back(self) -> None:
        """Go back to where the person was."""
        if self.workplace is not None:
            self.workplace.navigator.back()

    def forward(self) -> None:
        """Undo a step back."""
        if self.workplace is not None:
            self.workplace.navigator.forward()

    def event(self, event: QEvent) -> bool:
        """Alt pressed and let go alone, or F10, shows the menu bar and hides it again."""
        match event.type():
            case QEvent.Type.ShortcutOverride | QEvent.Type.KeyPress if isinstance(event, QKeyEvent):
                self._alt_alone = event.key() == Qt.Key.Key_Alt
                if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_F10:
                    self.show_menu_bar(not self.menuBar().isVisible())
            case QEvent.Type.KeyRelease if isinstance(event, QKeyEvent):
                if event.key() == Qt.Key.Key_Alt and self._alt_alone:
                    self._alt_alone = False
                    self.show_menu_bar(not self.menuBar().isVisible())
            case QEvent.Type.WindowDeactivate:
                self._alt_alone = False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, on a page as in a dialog."""
        if not presses_focused(self, event):
            super().keyPressEvent(event)

    def show_menu_bar(self, shown: bool) -> None:
        """Show the menu bar, its first menu chosen, or hide it."""
        bar = self.menuBar()
        bar.setVisible(shown)
        if shown:
            bar.setActiveAction(bar.actions()[0])
            bar.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being typed and where the window is, back up, and let the register go."""
        if self._locking is not None and self._locking.locked:
            self._locking.give_up()  # what was typed is kept, and without the key nothing can be backed up
        elif not self._may_let_go() or self._backs_up_first():
            event.ignore()
            return
        self._let_go()
        preferences.keep("window", bytes(self.saveGeometry().toBase64().data()).decode())
        super().closeEvent(event)

    def _backs_up_first(self) -> bool:
        """Whether a backup is written before the window closes; it closes by itself when that has ended."""
        folder = chosen_folder()
        if self.workplace is None or self.workplace.register.only_read or folder is None:
            return False
        if self._closing is None:
            from partnering_desk.ui.shell.closing import Closing

            self._closing = Closing(self.workplace.register, folder, self)
            self._closing.ended.connect(self._backup_ended)
        else:
            self._closing.open()  # who closes twice is told at once what is waited for
        return True

    def _backup_ended(self, closes: bool) -> None:
        self._closing = None
        if closes:
            self._let_go()
            self.close()
