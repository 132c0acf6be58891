from functools import partial
from threading import Thread, get_ident

from pytestqt.qtbot import QtBot

from partnering_desk.ui.widgets.arrivals import Arrivals


def test_what_threads_say_is_heard_whole_in_order_and_on_the_screens_thread(qtbot: QtBot) -> None:
    arrivals = Arrivals()
    heard: list[tuple[int, int]] = []
    said = range(500)

    def hear(number: int) -> None:
        heard.append((number, get_ident()))

    def say() -> None:
        for number in said:
            arrivals.tell(partial(hear, number))

    speaker = Thread(target=say)
    speaker.start()
    speaker.join()
    assert heard == []
    qtbot.waitUntil(lambda: len(heard) == len(said))
    assert heard == [(number, get_ident()) for number in said]
