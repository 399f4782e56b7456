"""What is pasted from Word, Excel or a browser keeps its headings, rules, bullets and tables."""

import pytest

from desktop_app.domain.tariffs.pasted_html import html_lines
from desktop_app.domain.tariffs.sheet_text import LineKind, read_text

LIST = "style='mso-list:l0 level{} lfo1'"
WORD = f"""<html><head><style>p {{ color: red }}</style><title>x</title></head><body>
<p class=MsoTitle>Schedule of
 rates</p>
<h1>Rules</h1><h2>Bills</h2>
<p class=MsoListParagraph {LIST.format(1)}><![if !supportLists]><span>1.<span>&nbsp;&nbsp; </span></span><![endif]>First
rule</p>
<p class=MsoListParagraph {LIST.format(2)}><span>(a)<span>&nbsp; </span></span>a part</p>
<p class=MsoListParagraph {LIST.format(1)}><span>·<span>&nbsp;&nbsp; </span></span>a bullet</p>
<p class=MsoListParagraph {LIST.format(2)}><span>o<span>&nbsp;&nbsp; </span></span>another</p>
<p>Plain <b>bold</b>&nbsp;text<br>next line</p><p>&nbsp;</p>
<table><tr><td><p>Meter</p></td><th>Charge | month</th></tr><tr><td>5/8<br>inch</td><td><div>12.50</div></td></tr>
<tr><td></td></tr></table></body></html>"""


def test_word_keeps_headings_rules_bullets_and_tables() -> None:
    assert html_lines(WORD).splitlines() == [
        "# Schedule of rates",
        "# Rules",
        "## Bills",
        "1. First rule",
        "  (a) a part",
        "\N{BULLET} a bullet",
        "\N{BULLET} another",
        "Plain [b]bold[/b] text",
        "next line",
        "| Meter | Charge / month |",
        "| 5/8 inch | 12.50 |",
    ]
    kinds = [line.kind for line in read_text(html_lines(WORD))]
    assert kinds[:5] == [LineKind.HEADING] * 2 + [LineKind.SUBHEADING] + [LineKind.RULE] * 2


def test_lists_of_a_browser_are_numbered_by_their_depth() -> None:
    html = "<ol><li>one<ol><li>a<ol><li>i<ol><li>deep</li></ol></li></ol></li></ol></li><li>two<ul><li>dot</ul></ol>end"
    assert html_lines(html).splitlines() == [
        "1. one",
        "  (a) a",
        "    (1) i",
        "      A. deep",
        "2. two",
        "\N{BULLET} dot",
        "end",
    ]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("only text", ""),
        ("<li>alone</li></ul></td></tr></style>", "alone\n"),
        ("<h3>unclosed <b>text", "## unclosed text\n"),
        ("<div>  (a) code</div><div>more</div>", ""),
        ("<td>a cell alone</td>", "a cell alone\n"),
        ("<table><tr><td>a</td><td>b", "| a | b |\n"),
        ("<table><tr><td colspan=2>a</td><td colspan=x>b</td></tr>", "| a | << | b |\n"),
        ("<h2>All <b>of it</b></h2>", "## All of it\n"),
        ("<p>a <b>bold <i>both</i></b><em> thin</em> end</p>", "a [b]bold [i]both[/i][/b] [i]thin[/i] end\n"),
        ("<p><strong>one</strong> <b>two</b></p><p>x</b></i>y</p>", "[b]one two[/b]\nxy\n"),
        ('<b style="font-weight:normal"><p>plain <span style="font-weight:700">b</span></p></b>', "plain [b]b[/b]\n"),
        ("<p><b>first<br>second</b> third</p>", "[b]first[/b]\n[b]second[/b] third\n"),
        ("<p>1 <b> </b>2<span style='font-style: italic'>it</span></p>", "1 2[i]it[/i]\n"),
        ("<tr><td><b>Size</b></td><td><i>a|b</i></td></tr>", "| [b]Size[/b] | [i]a/b[/i] |\n"),
        ("<h1></h1><p>a &lt;b&gt; &amp; c</p>", "a <b> & c\n"),
    ],
)
def test_odd_pieces_are_read_as_far_as_they_go(html: str, text: str) -> None:
    assert html_lines(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<ol type="a"><li><p>one</p></li><li><p>two</p></li></ol>', "a. one\nb. two\n"),
        ("<ol start=3 type=I><li>three<li value=9>nine</ol>", "III. three\nIX. nine\n"),
        ('<ol style="list-style-type: upper-alpha"><li>x</ol>', "A. x\n"),
        ('<ol><li style="list-style-type:lower-roman"><p>x</p></ol>', "i. x\n"),
        ("<ol type=1 start=none><li>x</ol>", "1. x\n"),
        ("<ul><li><p>dot</p></li></ul><p>end</p>", "\N{BULLET} dot\nend\n"),
        ("<ol><li></li></ol><p>end</p>", "end\n"),
    ],
)
def test_a_list_keeps_the_numbers_it_shows(html: str, text: str) -> None:
    assert html_lines(html) == text


def test_a_cell_that_reaches_down_leaves_its_place_in_the_rows_below() -> None:
    html = (
        "<table><tr><td rowspan=2>North</td><td>5/8</td><td rowspan=3>1.00</td></tr><tr><td>1</td></tr>"
        "<tr><td colspan=2>South</td></tr></table><table><tr><td>a</td><td>b</td></tr></table>"
    )
    assert html_lines(html).splitlines() == ["| North | 5/8 | 1.00 |", "|  | 1 |  |", "| South | << |  |", "| a | b |"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>old <del>gone</del><ins>new</ins> <b>b</b></p>", "old new [b]b[/b]\n"),
        ('<p style="display: none">secret</p><p><b>seen</b></p>', "[b]seen[/b]\n"),
        ('<p><b>a</b><span style="mso-hide:all">x<span>y</span></span>z</p>', "[b]a[/b]z\n"),
        ('<p><b>x</b> Late<span style="mso-tab-count:1 dotted">.... </span>$5.00</p>', "[b]x[/b] Late [dots] $5.00\n"),
        ("<p>Late payment ........ $5.00</p><p><b>b</b></p>", "Late payment [dots] $5.00\n[b]b[/b]\n"),
        ("<h2>5<sup>5</sup>/<sub>8</sub> inch, 1<sup>st</sup></h2>", "## 5 5/8 inch, 1st\n"),
        ("<h2>H</h2><dl><dt>Term</dt><dd>Meaning</dd></dl>", "## H\nTerm\nMeaning\n"),
    ],
)
def test_what_is_not_shown_is_left_and_no_number_runs_into_another(html: str, text: str) -> None:
    assert html_lines(html) == text
