"""A headless Chromium, driven through two pipes by its own protocol: no driver, no library, no port.

Its messages are JSON between NULs (``--remote-debugging-pipe``: it reads from descriptor 3 and writes to 4).
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

#: The names under which Debian and others have it.
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
#: As root in a container, without a graphics card, without any talk of its own to the network.
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --disable-dev-shm-usage --no-first-run --hide-scrollbars "
    "--disable-background-networking --disable-component-update --disable-sync --disable-extensions "
    "--force-color-profile=srgb --font-render-hinting=none --lang=en-US --remote-debugging-pipe"
).split()
#: A browser that says nothing for so long hangs; it may have to share the machine.
_ANSWERS_SECONDS = 8
Scheme = Literal["light", "dark"]


class BrowserError(Exception):
    """The browser refused, or a script of the page failed."""


class Browser:
    """One Chromium with one page. Since that was opened, `console` is what it said, `requests` are the addresses that
    it asked for, `blocked` those that its policy kept it from."""

    def __init__(self) -> None:
        self._home = tempfile.TemporaryDirectory(prefix="cleaner-chromium-")
        ours, theirs = os.pipe(), os.pipe()
        script = f'exec "$0" "$@" 3<&{ours[0]} 4>&{theirs[1]}'
        self._process = subprocess.Popen(
            ["/bin/bash", "-c", script, str(CHROMIUM), *_FLAGS, f"--user-data-dir={self._home.name}", "about:blank"],
            pass_fds=(ours[0], theirs[1]),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(ours[0])
        os.close(theirs[1])
        self._to, self._from = os.fdopen(ours[1], "wb", 0), os.fdopen(theirs[0], "rb", 0)
        self._waiting = b""
        self._last = 0
        self._session: str | None = None
        self._scripts = True
        self.console: list[str] = []
        self.blocked: list[str] = []
        self._asked: dict[str, str] = {}
        self._events: list[dict[str, Any]] = []
        self._attach()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        """End the browser that was started here, and forget what it stored."""
        try:
            self._session = None
            self._send("Browser.close")
        finally:
            self._to.close()
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._from.close()
            shutil.rmtree(self._home.name, ignore_errors=True)

    def _attach(self) -> None:
        pages = self._send("Target.getTargets")["targetInfos"]
        page = next(one for one in pages if one["type"] == "page")["targetId"]
        self._session = self._send("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self._send(f"{domain}.enable")

    @property
    def requests(self) -> list[str]:
        """The addresses that the page asked for and was not kept from."""
        return list(self._asked.values())

    # The protocol.

    def _send(self, method: str, **parameters: Any) -> Any:
        """Call a method and wait for what it gives; events that come in between are kept."""
        self._last += 1
        message: dict[str, Any] = {"id": self._last, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._to.write(json.dumps(message).encode() + b"\0")
        while (answer := self._receive()).get("id") != self._last:
            self._note(answer)
        if "error" in answer:
            raise BrowserError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._waiting:
            if not select.select([self._from], [], [], _ANSWERS_SECONDS)[0]:
                raise BrowserError(f"the browser has said nothing for {_ANSWERS_SECONDS} seconds")
            more = os.read(self._from.fileno(), 1 << 20)
            if not more:
                raise BrowserError("the browser has ended")
            self._waiting += more
        message, _, self._waiting = self._waiting.partition(b"\0")
        answer: dict[str, Any] = json.loads(message)
        return answer

    def _note(self, event: dict[str, Any]) -> None:
        said = event.get("params", {})
        match event.get("method"):
            case "Runtime.consoleAPICalled":
                self.console.append(" ".join(str(one.get("value", one)) for one in said["args"]))
            case "Runtime.exceptionThrown":
                self.console.append(json.dumps(said["exceptionDetails"]))
            case "Log.entryAdded":
                self.console.append(f"{said['entry']['source']}: {said['entry']['text']}")
            case "Network.requestWillBeSent":
                self._asked[said["requestId"]] = said["request"]["url"]
            case "Network.loadingFailed" if said.get("blockedReason"):
                self.blocked.append(self._asked.pop(said["requestId"]))
        self._events.append(event)

    def _wait(self, method: str) -> None:
        while not any(event.get("method") == method for event in self._events):
            self._note(self._receive())

    # What a reader does.

    def open(self, page: Path, fragment: str = "") -> None:
        """Open a page from disk, and wait until it is loaded."""
        self._events.clear()
        self._send("Page.navigate", url="about:blank")
        self._wait("Page.loadEventFired")
        for kept in (self.console, self.blocked, self._asked, self._events):
            kept.clear()
        self._send("Page.navigate", url=page.resolve().as_uri() + fragment)
        self._wait("Page.loadEventFired")
        self.settle()

    def loaded(self) -> None:
        """Wait for a page that a key or a click has opened."""
        self._wait("Page.loadEventFired")
        self.settle()

    def settle(self) -> None:
        """Wait until the page has been laid out and painted, if its scripts may say so."""
        if self._scripts:
            self.ask("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")

    def ask(self, script: str) -> Any:
        """The value of an expression in the page; that of a promise when it is kept."""
        result = self._send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise BrowserError(json.dumps(result["exceptionDetails"]["exception"].get("description")))
        return result["result"].get("value")

    def press(self, *keys: str) -> None:
        """Press keys, one after the other: letters, or names such as ``Tab``, ``ArrowDown``, ``Escape``."""
        self._events.clear()
        for key in keys:
            code = _CODES.get(key, 0)
            text = "\r" if key == "Enter" else key if len(key) == 1 else ""
            own = {"key": key, "windowsVirtualKeyCode": code, "nativeVirtualKeyCode": code, "text": text}
            self._send("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **own)
            self._send("Input.dispatchKeyEvent", type="keyUp", **own)

    def point(self, selector: str, click: bool = False) -> None:
        """Move the mouse onto the middle of what a selector finds first; with `click` press its button there."""
        x, y = self.ask(
            f"(() => {{ const one = document.querySelector({json.dumps(selector)}); one.scrollIntoView({{block: 'center'}});"
            "const box = one.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; })()"
        )
        self._send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        if click:
            for kind in ("mousePressed", "mouseReleased"):
                self._send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        self.settle()

    def show(self, width: int, height: int, scheme: Scheme = "light") -> None:
        """Make the window so large, in CSS pixels, in a light or a dark scheme."""
        self._send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        self._send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.settle()

    def scripts(self, on: bool) -> None:
        """Let pages that are opened from now on run scripts, or not."""
        self._send("Emulation.setScriptExecutionDisabled", value=not on)
        self._scripts = on

    def picture(self) -> bytes:
        """What the window shows, as PNG."""
        data: str = self._send("Page.captureScreenshot", format="png")["data"]
        return base64.b64decode(data)


_CODES = {"Tab": 9, "Enter": 13, "Escape": 27, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40}


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser for as long as it is needed."""
    with Browser() as browser:
        yield browser
