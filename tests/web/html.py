"""A page as a browser without JavaScript sees it: its forms, links, labels and text."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"input", "br", "img", "link", "meta", "hr"}
Attributes = dict[str, str | None]


@dataclass
class Control:
    """One input, select, textarea or button of a form."""

    tag: str
    attributes: Attributes
    labelled: bool
    text: str = ""
    options: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.attributes.get("name") or ""

    @property
    def type(self) -> str:
        return self.attributes.get("type") or ""

    def sent(self) -> str | None:
        """The value the control would send as the page stands; None when it sends nothing."""
        if not self.name or self.tag == "button" or self.type == "file":
            return None
        if self.tag == "textarea":
            return self.text.removeprefix("\n")
        if self.tag == "select":
            chosen = [value for value, selected in self.options if selected]
            return (chosen or [value for value, _ in self.options] or [""])[0]
        if self.type in ("checkbox", "radio") and "checked" not in self.attributes:
            return None
        return self.attributes.get("value") or ""


@dataclass
class Form:
    """A form with its controls."""

    attributes: Attributes
    controls: list[Control] = field(default_factory=list)

    def fields(self) -> dict[str, list[str]]:
        """What a browser would send, buttons and files apart."""
        found: dict[str, list[str]] = {}
        for control in self.controls:
            value = control.sent()
            if value is not None:
                found.setdefault(control.name, []).append(value)
        return found

    def buttons(self) -> list[str]:
        return [c.attributes.get("value") or "" for c in self.controls if c.tag == "button"]


class Page(HTMLParser):
    """A parsed page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.forms: list[Form] = []
        self.tags: list[tuple[str, Attributes]] = []
        self._words: list[str] = []
        self._open: list[str] = []
        self.feed(source)
        self.close()
        self.unclosed = list(self._open)
        targets = {a.get("for") for tag, a in self.tags if tag == "label"}
        for control in self.controls():
            control.labelled |= control.attributes.get("id") in targets
            control.labelled |= bool(control.attributes.get("aria-label"))

    @property
    def text(self) -> str:
        """What is read, with single spaces."""
        return " ".join("".join(self._words).split())

    def form(self, button: str) -> Form:
        """The form that has a button with this value."""
        return next(f for f in self.forms if button in f.buttons())

    def form_with(self, field: str) -> Form:
        """The form that has a control of this name."""
        return next(f for f in self.forms if field in {c.name for c in f.controls})

    def offers(self, button: str) -> bool:
        return any(button in f.buttons() for f in self.forms)

    def controls(self) -> list[Control]:
        return [c for f in self.forms for c in f.controls]

    def ids(self) -> list[str]:
        return [a["id"] or "" for _, a in self.tags if "id" in a]

    def links(self) -> list[str]:
        return [a.get("href") or "" for tag, a in self.tags if tag == "a"]

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        self._words.append(" ")
        if tag == "form":
            self.forms.append(Form(attributes))
        elif tag in ("input", "select", "textarea", "button") and self.forms:
            inside = "label" in self._open
            self.forms[-1].controls.append(Control(tag, attributes, inside))
        elif tag == "option":
            value = attributes.get("value") or ""
            self.forms[-1].controls[-1].options.append((value, "selected" in attributes))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        opened = self._open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "textarea":
            self.forms[-1].controls[-1].text += data
        self._words.append(data)
