"""Text pasted from Word or a browser becomes notes without losing a word."""

import re

from partnering_desk.ui.meetings.pasted import notes_from_html

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8>
<style><!-- p.MsoNormal {margin:0cm;} --></style></head><body><!--StartFragment-->
<p class=MsoNormal><b>Move-on</b> within 28&nbsp;days was 81%.<o:p></o:p></p>
<p class=MsoListParagraph><![if !supportLists]><span>·<span>&nbsp;&nbsp; </span></span><![endif]>two vacancies</p>
<p class=MsoListParagraph><![if !supportLists]><span>·<span>&nbsp;&nbsp; </span></span><![endif]>filled on 2_Nov</p>
<p class=MsoNormal>See <a href="https://example.org/r">the report</a>.</p><!--EndFragment--></body></html>"""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"<[^>]*>|&nbsp;", " ", text))


def test_paragraphs_bold_lists_and_links_of_word() -> None:
    assert notes_from_html(WORD) == (
        "**Move-on** within 28 days was 81%.\n\n- two vacancies\n- filled on 2_Nov\n\n"
        "See [the report](https://example.org/r)."
    )


def test_lists_and_quotes_of_a_browser() -> None:
    html = "<p>One</p><ul><li>a</li><li>b</li></ul><ol><li>c</li></ol><blockquote>said</blockquote>"
    assert notes_from_html(html) == "One\n\n- a\n- b\n\n1. c\n\n> said"


def test_a_table_loses_no_word() -> None:
    html = "<table><tr><th>KPI</th><th>Q2</th></tr><tr><td>3</td><td>81%</td></tr></table>"
    assert words(notes_from_html(html)) == words(html)


def test_what_a_picture_is_called_stays() -> None:
    html = '<p>Before <img src="file:///c:/x.png" alt="map of hostels"> after</p>'
    assert notes_from_html(html) == "Before map of hostels after"


def test_styles_and_comments_are_no_text() -> None:
    assert notes_from_html("<style>p {color:red}</style><!-- no --><p>yes</p>") == "yes"


def test_names_in_any_script_stay() -> None:
    text = "Paweł Nowakowski, Tunde Oṣei, জয়া, ليلى"
    assert notes_from_html(f"<p>{text}</p>") == text
