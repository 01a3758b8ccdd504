"""Pages read as a reader would, for the tests of readers' pages and of the desk."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any


class HtmlReader(HTMLParser):
    """Reads a page: its text, its tags with their attributes, the data block if there is one."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.data_block = ""
        self._open: list[str] = []
        self._texts: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "script" in self._open:
            self.data_block += data
        else:
            for tag in self._open:
                self._texts.append((tag, data))

    def text_of(self, tag: str) -> str:
        """All the text inside elements of this name, on one line."""
        return " ".join("".join(text for inside, text in self._texts if inside == tag).split())

    def all_of(self, name: str) -> list[dict[str, str | None]]:
        """The attributes of each element of this name."""
        return [attributes for tag, attributes in self.tags if tag == name]

    @property
    def links(self) -> list[str]:
        """Where the links of the page lead."""
        return [attributes["href"] or "" for attributes in self.all_of("a")]


@dataclass
class HtmlPage:
    """An answer of the service that is a page."""

    status: int
    html: str
    headers: Any
    path: str = ""
    read: HtmlReader = field(init=False)

    def __post_init__(self) -> None:
        self.read = HtmlReader(self.html)

    @property
    def title(self) -> str:
        return self.read.text_of("title")

    @property
    def heading(self) -> str:
        return self.read.text_of("h1")

    @property
    def text(self) -> str:
        return self.read.text_of("main")

    @property
    def links(self) -> list[str]:
        return self.read.links
