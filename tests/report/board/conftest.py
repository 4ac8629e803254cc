"""A headless Chromium driven through its own pipe (Chrome DevTools Protocol): no driver, no network port."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from base64 import b64decode

import numpy as np
import pandas as pd
import pytest

from siting.model import Study

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe",
)  # fmt: skip
KEYS = {"ArrowRight": 39, "ArrowLeft": 37, "PageUp": 33, "Home": 36, "End": 35, "Tab": 9, "Escape": 27, "Enter": 13}

LAUNCH = """
import os, sys
down, up = (os.dup(int(end)) for end in sys.argv[1:3])
down, up = os.dup2(down, 13), os.dup2(up, 14)
os.dup2(down, 3), os.dup2(up, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Chromium reads its orders from descriptor 3 and answers on descriptor 4."""


class Page:
    """One tab."""

    def __init__(self, browser, session):
        self.browser, self.session = browser, session
        self.problems = []
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method, **params):
        return self.browser.send(method, params, session=self.session, seen=self._note)

    def _note(self, message):
        method, params = message.get("method"), message.get("params", {})
        if method == "Runtime.exceptionThrown":
            self.problems.append(params["exceptionDetails"].get("exception", {}).get("description", str(params)))
        elif method == "Log.entryAdded" and params["entry"]["level"] in {"error", "warning"}:
            self.problems.append(params["entry"]["text"])
        elif method == "Network.requestWillBeSent" and not params["request"]["url"].startswith(
            ("file:", "blob:", "data:")
        ):
            self.problems.append(f"asked for {params['request']['url']}")

    def open(self, url, size=(1440, 900)):
        width, height = size
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.send("Page.navigate", url="about:blank")
        self.send("Page.navigate", url=url)
        self.js("new Promise((done) => document.readyState === 'complete' ? done() : addEventListener('load', done))")
        self.settle()

    def js(self, expression):
        answer = self.send("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def settle(self):
        """Wait until what was done is painted and the view has been saved in the address."""
        self.js("new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done)), 260))")

    def texts(self, selector):
        return self.js(f"[...document.querySelectorAll({json.dumps(selector)})].map((each) => each.textContent)")

    def text(self, selector):
        return self.texts(selector)[0]

    def focus(self, selector):
        self.js(f"document.querySelector({json.dumps(selector)}).focus()")

    def press(self, key, modifiers=0):
        known = {"key": key, "code": key, "windowsVirtualKeyCode": KEYS[key], "modifiers": modifiers}
        text = {"text": "\r"} if key == "Enter" else {}
        self.send("Input.dispatchKeyEvent", type="keyDown", **known, **text)
        self.send("Input.dispatchKeyEvent", type="keyUp", **known)
        self.settle()

    def click(self, selector):
        self.js(f"document.querySelector({json.dumps(selector)}).scrollIntoView({{block: 'center'}})")
        x, y = self.point(selector)
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        self.settle()

    def point(self, selector, share=0.5):
        box = self.js(f"(({{x, y, width, height}}) => [x, y, width, height])"
                      f"(document.querySelector({json.dumps(selector)}).getBoundingClientRect())")  # fmt: skip
        return box[0] + share * box[2], box[1] + box[3] / 2

    def drag(self, selector, start, end):
        """Drag along an element, from one share of its width to another."""
        mouse = {"button": "left", "buttons": 1, "clickCount": 1}
        x, y = self.point(selector, start)
        self.send("Input.dispatchMouseEvent", type="mousePressed", x=x, y=y, **mouse)
        for step in range(1, 6):
            x, y = self.point(selector, start + (end - start) * step / 5)
            self.send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y, **mouse)
        self.send("Input.dispatchMouseEvent", type="mouseReleased", x=x, y=y, **mouse)
        self.settle()

    def media(self, media="", **features):
        listed = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.send("Emulation.setEmulatedMedia", media=media, features=listed)

    def pdf(self):
        return b64decode(self.send("Page.printToPDF", printBackground=True)["data"])

    def picture(self, path):
        size = self.send("Page.getLayoutMetrics")["cssContentSize"]
        clip = {**size, "scale": 1}
        path.write_bytes(b64decode(self.send("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)["data"]))


class Browser:
    def __init__(self, profile):
        program = shutil.which("chromium")
        assert program, "these tests need Chromium: apt-get install chromium"
        down, self._out = os.pipe()
        self._in, up = os.pipe()
        started = [program, *FLAGS, f"--user-data-dir={profile}"]
        command = [sys.executable, "-c", LAUNCH, str(down), str(up), *started]
        self.process = subprocess.Popen(
            command, pass_fds=(down, up), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(down)
        os.close(up)
        self._count, self._rest = 0, b""

    def send(self, method, params=None, session=None, seen=lambda _: None):
        self._count += 1
        message = {"id": self._count, "method": method, "params": params or {}}
        if session:
            message["sessionId"] = session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while (answer := self._receive()).get("id") != self._count:
            seen(answer)
        assert "error" not in answer, (method, answer["error"])
        return answer["result"]

    def _receive(self):
        while b"\0" not in self._rest:
            read = os.read(self._in, 1 << 20)
            assert read, "Chromium has closed"
            self._rest += read
        text, _, self._rest = self._rest.partition(b"\0")
        return json.loads(text)

    def tab(self):
        target = self.send("Target.createTarget", {"url": "about:blank"})["targetId"]
        return Page(self, self.send("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"])

    def close(self):
        self.send("Browser.close")
        self.process.wait(timeout=30)
        os.close(self._in)
        os.close(self._out)


@pytest.fixture(scope="session")
def browser():
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        running = Browser(profile)
        yield running
        running.close()


@pytest.fixture
def page(browser):
    tab = browser.tab()
    yield tab
    tab.send("Page.close")
    assert tab.problems == []


def generated(sites, criteria, seed):
    """A study of random figures with a tree of two levels."""
    random = np.random.default_rng(seed)
    names = [f"criterion {place}" for place in range(criteria)]
    table = pd.DataFrame(random.random((sites, criteria)), [f"Site {place}" for place in range(sites)], names)
    tree = {f"group {place}": names[place::3] for place in range(3)} if criteria >= 6 else None
    return Study.from_frame(
        table, tree=tree, weights={name: float(random.integers(1, 9)) for name in names}, title="Generated"
    )


@pytest.fixture
def make_study():
    return generated
