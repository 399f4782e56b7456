"""Every page and dialog of the window is explained by a page of the handbook, named in its second line."""

import re

from desktop_app.services.program.handbook import handbook
from tests.architecture.source import ROOT, program
from tests.support.entry_fields import WAYS

CLASS = re.compile(r"^class (\w+)", re.MULTILINE)


def test_every_page_and_dialog_with_a_field_is_explained_and_nothing_that_is_gone() -> None:
    explained = {screen for page in handbook(ROOT / "resources") for screen in page.about}
    classes = {name for source in program() if source.layer == "gui" for name in CLASS.findall(source.text)}
    assert {name.partition(":")[0] for name in WAYS} <= explained
    assert explained - {"company"} <= classes
