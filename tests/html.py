"""Pages as a test sees them: tags, attributes and words."""

from html.parser import HTMLParser


class Elements(HTMLParser):
    """Every start tag of a page with its attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def attributes(self, name: str) -> set[str]:
        return {value for _, attributes in self.tags if (value := attributes.get(name))}


def words(html: str) -> str:
    """Everything that is said on a page, white space made even."""
    return " ".join("".join(Elements(html).text).split())
