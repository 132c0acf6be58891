from partnering_desk.documents.prose import links, plain_text


def test_plain_text_is_a_line_a_paragraph_an_item_or_a_line_typed() -> None:
    notes = "# Head\n\n**Agreed** to\nmeet.\n\n- [one](https://a.example)\n  1. *two*\n\n> three\n\n    four\n\n---\n"
    assert plain_text(notes) == "Head\nAgreed to\nmeet.\none\ntwo\nthree\nfour"


def test_what_looks_like_html_is_text() -> None:
    assert plain_text("<div>kept</div>\n\na <b>b</b>") == "<div>kept</div>\na <b>b</b>"


def test_plain_text_of_a_table_and_a_picture() -> None:
    assert plain_text("| a | b |\n|---|---|\n| c | ![d](e.png) |") == "a\nb\nc\nd (e.png)"


def test_links_are_given_in_order() -> None:
    assert links("[b](https://b.example) and <https://a.example>") == ("https://b.example", "https://a.example")
    assert links("none") == ()


def test_nothing_typed_is_nothing() -> None:
    assert plain_text("") == ""
