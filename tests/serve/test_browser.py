"""End to end in an installed Chromium: read, follow an event to its words, correct, undo, add, find; and axe on every view."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from counterclaim.coder import Coder
from counterclaim.record.view import View
from counterclaim.serve.work import InProcess

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
picture_pages = pytest.importorskip("picture_pages", reason="Playwright is not installed")
axe_python = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
pytestmark = pytest.mark.skipif(picture_pages.chromium() is None, reason="no Chromium is installed")


WIDEST = (
    "[...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML).slice(0, 3)"
)


@pytest.fixture(scope="module")
def context() -> Iterator[Any]:
    with picture_pages.browser() as opened:
        opened.set_default_timeout(15_000)
        yield opened


@pytest.fixture(scope="module")
def base(sample_case: Path, coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    case = Path(shutil.copyfile(sample_case, tmp_path_factory.mktemp("browser") / "sample.db"))
    with picture_pages.served(case, InProcess(coder)) as address:
        yield address


@pytest.fixture
def page(context: Any) -> Iterator[Any]:
    """A page whose console stays silent: nothing blocked by the policy, no error in a script."""
    opened, said = context.new_page(), []
    opened.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.emulate_media(reduced_motion="reduce")
    yield opened
    opened.close()
    assert not said


def test_read_follow_correct_undo(page: Any, base: str) -> None:
    page.goto(base)
    page.get_by_role("link", name="Documents", exact=True).click()
    page.get_by_role("link", name="Four nights on the contact line").click()
    mark = page.locator(".body a.event", has_text="shelled").first
    mark.click()
    entry = page.locator(".entry:target")
    assert "attack" in entry.inner_text()
    assert entry.get_attribute("id") == "d1-e1"
    entry.get_by_role("link", name="e1, to its words in the text").click()
    assert page.url.endswith("#d1-e1-text")

    entry = page.locator("#d1-e1")
    entry.locator("summary", has_text="Correct").click()
    entry.get_by_label("Your name").fill("N. Reader")
    entry.get_by_label("What", exact=True).select_option("COERCE")
    entry.get_by_role("button", name="Fix", exact=True).click()
    assert "checked by N. Reader" in page.locator("#d1-e1").inner_text()
    assert "coercion" in page.locator("#d1-e1").inner_text()

    page.get_by_role("button", name="Undo correction 1").click()
    assert "attack" in page.locator("#d1-e1").inner_text()
    assert "undone" in page.locator(".coding").inner_text()


def test_keys_work_in_a_focused_entry_only(page: Any, base: str) -> None:
    page.goto(f"{base}/document?id=view-from-vienna#d1-e1")
    page.locator("#d1-e1").focus()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "d1-e2"
    page.keyboard.press("k")
    page.keyboard.press("f")
    assert page.evaluate("document.activeElement.name") == "type"
    page.locator("#find").focus()
    page.keyboard.type("jar")
    assert page.locator("#find").input_value() == "jar"


def test_the_first_stop_of_the_keyboard_skips_to_the_content(page: Any, base: str) -> None:
    page.goto(base)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_bar_leads_to_its_day_and_a_side_to_its_words(page: Any, base: str) -> None:
    page.goto(base)
    page.locator("svg.bars a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline?*")
    page.goto(f"{base}/disputes")
    page.locator(".side a.evidence").first.focus()
    page.keyboard.press("Enter")
    page.locator(".passage").first.wait_for()


def test_add_a_file_and_find_it(page: Any, base: str, tmp_path: Path) -> None:
    file = tmp_path / "poti.txt"
    file.write_text("Georgia accused Russia of bombing the port of Poti on 9 August 2008. Moscow denied it.")
    page.goto(f"{base}/add")
    page.get_by_label("Files: drop them here or choose them").set_input_files(str(file))
    page.get_by_label("Day of publication").fill("2008-08-10")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("Done").wait_for()
    page.get_by_label("Search the case").fill("Poti")
    page.get_by_role("button", name="Search").click()
    page.locator("ul.cards a.head", has_text="poti").first.click()
    assert "Georgia" in page.locator(".coding").inner_text()


AXE = Path(axe_python.__file__).with_name("axe.min.js").read_text(encoding="utf8")
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
IN_THE_DARK = {"type": "rule", "values": ["color-contrast", "target-size", "link-in-text-block"]}


def violations(page: Any, only: dict[str, Any]) -> list[tuple[str, str, list[Any]]]:
    """What axe finds: rule, how bad, where."""
    found = page.evaluate("(only) => axe.run({runOnly: only, resultTypes: ['violations']})", only)["violations"]
    return [(v["id"], v["impact"], [n["target"] for n in v["nodes"]][:3]) for v in found]


def test_axe_finds_nothing_on_any_view(page: Any, base: str, sample_case: Path) -> None:
    """WCAG 2.2 A and AA, in the light on a wide screen; what depends on colour and width again in the dark on a phone."""
    found = []
    for name, path in picture_pages.views(sample_case).items():
        page.set_viewport_size(picture_pages.WIDE)
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.goto(base + path)
        page.evaluate("[...document.querySelectorAll('details')].slice(0, 4).forEach((d) => { d.open = true; })")
        page.evaluate(AXE)
        found += [(name, *v) for v in violations(page, RULES)]
        page.set_viewport_size(picture_pages.PHONE)
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        found += [(name, *v) for v in violations(page, IN_THE_DARK)]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), f"{name} scrolls sideways: {page.evaluate(WIDEST)}"
    assert not found


def test_pages_work_without_script(base: str, context: Any, sample_case: Path) -> None:
    plain = context.browser.new_context(java_script_enabled=False) if context.browser else None
    if plain is None:
        pytest.skip("this Chromium gives no second context")
    opened = plain.new_page()
    with View(sample_case) as view:
        label = view.documents()[0]["document"]
    opened.goto(f"{base}/document?id={label}")
    opened.locator("#d1-e1 summary").click()
    assert opened.locator("#d1-e1 button", has_text="Accept").is_visible()
    plain.close()
