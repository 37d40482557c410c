"""One headless Chromium for all tests of the page; a failed test is tried once more, and says so."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from _pytest.runner import runtestprotocol

from fullcast.writers.page import write_page

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

# Runs before the page's own script: when its first words stand, and which tasks kept the browser from answering.
_WATCH = """
window.watched = {first: null, long: [], errors: []};
new PerformanceObserver(list => watched.long.push(...list.getEntries().map(task => task.duration)))
  .observe({type: "longtask", buffered: true});
new MutationObserver((changes, observer) => {
  if (document.querySelector(".block")) { watched.first = performance.now(); observer.disconnect(); }
}).observe(document, {subtree: true, childList: true});
addEventListener("securitypolicyviolation", event => watched.errors.push(event.violatedDirective));
"""


def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Tries a browser test once more when it fails: a busy machine is no fault of the page."""
    if not item.get_closest_marker("browser"):
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports = runtestprotocol(item, nextitem=nextitem, log=False)
    if any(report.failed for report in reports):
        print(f"\nRETRY, once: {item.nodeid}\n{reports[-1].longreprtext or reports[1].longreprtext}", file=sys.stderr)
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


@pytest.fixture(scope="session")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """A Chromium of the system's packages with an empty profile; where there is none tests are skipped, in CI they fail."""
    webdriver = pytest.importorskip("selenium.webdriver")
    binary = shutil.which("chromium") or shutil.which("chromium-browser")
    driver = shutil.which("chromedriver")
    if not binary or not driver:
        missing = "needs the system's packages chromium and chromium-driver"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in [*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _WATCH})
    yield browser
    browser.quit()


class Page:
    """A page that is open, and what a person does with it."""

    def __init__(self, chrome: Chrome, folder: Path) -> None:
        self.chrome = chrome
        self.folder = folder
        self.address = ""

    def open(
        self, document: dict[str, Any], *, width: int = 1280, height: int = 850, scale: float = 1, dark: bool = False
    ) -> Page:
        """Writes the page of a document and opens it in a window of that size."""
        path = self.folder / "page with a space — é.html"
        path.write_text(write_page(document), encoding="utf-8")
        size = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
        self.chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        self.chrome.get("about:blank")
        for kind in ("browser", "performance"):
            self.log(kind)
        self.address = path.as_uri()
        self.chrome.get(self.address)
        return self

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script gives; `return` is part of it."""
        return self.chrome.execute_script(script, *arguments)

    def settle(self) -> None:
        """Waits until what was done is drawn."""
        wait = (
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30)));"
        )
        self.chrome.execute_async_script(wait)

    def press(self, *keys: str) -> None:
        """Presses keys one after another, wherever the focus is."""
        from selenium.webdriver import ActionChains

        for key in keys:
            ActionChains(self.chrome).send_keys(key).perform()
            self.settle()

    def click(self, selector: str) -> None:
        """Clicks the first element that a CSS selector finds."""
        self.chrome.find_element("css selector", selector).click()
        self.settle()

    def texts(self, selector: str) -> list[str]:
        """Text of all elements that a CSS selector finds."""
        script = "return Array.from(document.querySelectorAll(arguments[0]), e => e.textContent.replace(/\\s+/g, ' ').trim())"
        return list(self.run(script, selector))

    def text(self, selector: str) -> str:
        """Text of the only element that a CSS selector finds."""
        (text,) = self.texts(selector)
        return text

    def requests(self) -> list[str]:
        """Addresses of everything asked for since the page was opened, itself and data: left out."""
        asked = []
        for entry in self.log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] in ("Network.requestWillBeSent", "Network.webSocketCreated"):
                parameters = message["params"]
                asked.append(parameters.get("request", parameters)["url"])
        return [address for address in asked if address != self.address and not address.startswith("data:")]

    def complaints(self) -> list[Any]:
        """What the browser's console holds, and what the security policy refused."""
        return [*self.log("browser"), *self.run("return watched.errors")]

    def log(self, kind: str) -> list[dict[str, Any]]:
        """What one of the browser's logs has gained since it was last asked."""
        entries: list[dict[str, Any]] = self.chrome.get_log(kind)  # type: ignore[no-untyped-call, unused-ignore]
        return entries

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        return int(self.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.fixture
def page(chrome: Chrome, tmp_path: Path) -> Iterator[Page]:
    """A page to open; when the test is over nothing may have been asked for and nothing complained of."""
    page = Page(chrome, tmp_path)
    yield page
    requests, complaints = page.requests(), page.complaints()
    page.run("localStorage.clear()")
    assert requests == []
    assert complaints == []
