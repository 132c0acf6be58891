from partnering_desk.ui.shell.navigator import Navigator


def test_back_and_forward_follow_the_trail() -> None:
    navigator = Navigator()
    shown: list[tuple[str, object]] = []
    navigator.went.connect(lambda place, subject: shown.append((place, subject)))
    navigator.go("desk")
    navigator.go("meeting", 6)
    navigator.go("actions", 112)
    navigator.back()
    navigator.back()
    navigator.back()
    navigator.forward()
    assert shown[3:] == [("meeting", 6), ("desk", None), ("meeting", 6)]


def test_going_elsewhere_after_a_step_back_forgets_what_was_ahead() -> None:
    navigator = Navigator()
    navigator.go("desk")
    navigator.go("meetings")
    navigator.back()
    navigator.go("actions")
    navigator.forward()
    assert navigator.place == ("actions", None)
    navigator.back()
    assert navigator.place == ("desk", None)


def test_going_where_one_is_leaves_one_step_and_shows_it_anew() -> None:
    navigator = Navigator()
    shown: list[str] = []
    navigator.went.connect(lambda place, _subject: shown.append(place))
    navigator.go("desk")
    navigator.go("desk")
    assert shown == ["desk", "desk"]
    navigator.back()
    assert shown == ["desk", "desk"]


def test_nothing_is_behind_once_it_is_forgotten() -> None:
    navigator = Navigator()
    navigator.go("desk")
    navigator.forget()
    assert navigator.place is None
    navigator.back()
    assert navigator.place is None
