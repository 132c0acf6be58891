"""What a register without a partnering shows: the way to set one up."""

from __future__ import annotations

from partnering_desk.app.register import Register
from partnering_desk.ui.shell.navigator import Navigator
from partnering_desk.ui.shell.page import Page
from partnering_desk.ui.widgets.notice import EmptyPlace
from partnering_desk.ui.widgets.scroll_page import ScrollPage


class FirstStep(Page):
    """Says that the register is empty, and opens the wizard."""

    def __init__(self, register: Register, navigator: Navigator) -> None:
        super().__init__(register, navigator)
        page = ScrollPage("A new register", register.path.stem)
        page.add(
            EmptyPlace(
                "No partnering is set up yet",
                "The parties, the dates of the contract, the groups of the Appendix and their people come first. "
                "It takes about ten minutes to the first meeting in the calendar.",
                "Set up the partnering",
                self.set_up,
            )
        )
        page.body.addStretch(1)
        self.content.addWidget(page)

    def set_up(self) -> None:
        """Open the wizard."""
        from partnering_desk.ui.partnering.wizard import set_up_partnering

        set_up_partnering(self, self.register)
