"""Pages of the service made into pages of a static site: relative links, and nothing that needs the service."""

from collections.abc import Iterator, Sequence
from posixpath import dirname, relpath

from lxml import html
from lxml.html import HtmlElement

from catalogue.cli.static_site.addresses import SEARCH, Addresses, SitePage
from catalogue.web.language import LANGUAGES


def rewrite(text: str, place: SitePage, addresses: Addresses, languages: Sequence[str]) -> tuple[str, list[SitePage]]:
    """Return a page for the site, and the pages that it leads to.

    Elements with `data-live` need the service and go; a link that leads nowhere here becomes plain text.
    """
    page = html.document_fromstring(text)
    for element in page.xpath("//*[@data-live] | //link[@rel='canonical' or @rel='alternate'] | //script[@data-page]"):
        element.drop_tree()
    found: list[SitePage] = []
    for element, name in _list_references(page):
        _rewrite_reference(element, name, place, addresses, found)
    for form in page.xpath("//form"):
        _rewrite_form(form, place, languages)
    return html.tostring(page, encoding="unicode", doctype="<!DOCTYPE html>"), found


def _list_references(page: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    for element in page.xpath("//a[@href] | //link[@href] | //script[@src] | //img[@src]"):
        yield element, "href" if "href" in element.attrib else "src"


def _rewrite_reference(
    element: HtmlElement, name: str, place: SitePage, addresses: Addresses, found: list[SitePage]
) -> None:
    address = element.attrib[name]
    if address.startswith("/assets/"):
        element.attrib[name] = _point(place, "../assets/" + address.rpartition("/")[2])
    elif "://" not in address and not address.startswith(("#", "data:", "mailto:")):
        target = addresses.find_place(address, place.address)
        if target is None:
            element.drop_tag()
            return
        element.attrib[name] = _point(place, target.file)
        found.append(target)


def _rewrite_form(form: HtmlElement, place: SitePage, languages: Sequence[str]) -> None:
    """Let the search form lead to the search page, and the switch of language to the same page; other forms go."""
    action = form.get("action", "")
    tag = action.rpartition("/")[2]
    if action == SEARCH and form.get("role") == "search":
        for name in [name for name in form.attrib if name.startswith("data-")]:
            del form.attrib[name]
        for hidden in form.xpath(".//input[@type='hidden']"):
            hidden.drop_tree()
        form.attrib["action"] = _point(place, "search.html")
    elif action.startswith("/language/") and tag in languages:
        switch = html.Element("div", {"class": "switch"})
        link = html.Element("a", lang=tag, href=_point(place, f"../{tag}/{place.file}"))
        link.text = LANGUAGES[tag]
        switch.append(link)
        form.getparent().replace(form, switch)
    else:
        form.drop_tree()


def _point(place: SitePage, file: str) -> str:
    """Return the way from a page to a file, both below the folder of their language; a query string stays."""
    path, mark, query = file.partition("?")
    return relpath(path, dirname(place.file) or ".") + mark + query
