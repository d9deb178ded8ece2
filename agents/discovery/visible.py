"""The text of a page as a person sees it: without scripts, hidden parts and the frame around its subject."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

LONGEST_PAGE = 2_000_000
LONGEST_SCAN = 60_000
# A script or style of such a length would push all that a person sees behind the end of what is read.
_HUGE = re.compile(r"<(script|style)\b[^>]*>.{200000,}?</\1\s*>", re.DOTALL | re.IGNORECASE)
_DEEPEST = 500
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)(?![^<>]*/>)")
# Elements that stand without an end tag.
_UNCLOSED = frozenset((
    "area", "base", "br", "circle", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li", "line", "link",
    "meta", "optgroup", "option", "p", "param", "path", "polygon", "rect", "rp", "rt", "source", "stop", "tbody", "td",
    "tfoot", "th", "thead", "tr", "track", "use", "wbr", "html", "head", "body",
))  # fmt: skip
_FRAME = "header, footer, nav, aside"
_SILENT = ["script", "style", "template", "noscript", "svg", "iframe", "object", "audio", "video", "select"]
_HIDDEN = (
    '[hidden], [style*="display:none" i], [style*="display: none" i], [style*="visibility:hidden" i], '
    '[style*="visibility: hidden" i], [style*="font-size:0" i], [style*="font-size: 0" i]'
)
_WITHIN_A_LINE = frozenset((
    "-text", "-comment", "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var",
    "wbr",
))  # fmt: skip


def tree(html: str) -> LexborHTMLParser:
    """A page's tree, of at most two million characters and 500 nested elements; huge scripts are left out."""
    if len(html) > LONGEST_PAGE:
        html = _HUGE.sub("", html)
    return LexborHTMLParser(_shallow(html[:LONGEST_PAGE]))


def _shallow(html: str) -> str:
    """The page up to where it opens more elements than any browser shows; parsing such depths takes minutes."""
    if html.count("<") <= _DEEPEST:
        return html
    depth = 0
    for match in _TAG.finditer(html):
        if match[2].casefold() not in _UNCLOSED:
            depth = max(0, depth - 1) if match[1] else depth + 1
            if depth > _DEEPEST:
                return html[: match.start()]
    return html


def heading(page: LexborHTMLParser) -> str:
    """What a page calls its subject: its first main heading, or else the first part of its title."""
    node = page.css_first("main h1") or page.css_first("h1")
    if node is not None and (text := node.text(deep=True, separator=" ", strip=True)):
        return text
    title = page.css_first("title")
    return re.split(r"\s[|–—·-]\s", title.text(strip=True))[0] if title is not None else ""


def strip(page: LexborHTMLParser) -> None:
    """Take out of the tree what nobody sees; a whole page that waits hidden for its script stays."""
    if page.root is None:
        return
    page.root.strip_tags(_SILENT, recursive=True)
    for node in page.css(_HIDDEN):
        if node.tag not in ("html", "body", "main"):
            node.decompose()


def content(page: LexborHTMLParser) -> LexborNode | None:
    """The part of a page that speaks of its subject: ``main``, or the body without its frame."""
    main = page.css_first("main") or page.css_first('[role="main"]')
    if main is not None:
        return main
    for node in page.css(_FRAME):
        node.decompose()
    return page.body


def joined(scope: LexborNode) -> str:
    """The text with line ends only where a page shows them; what stands within a line is not parted."""
    pieces: list[str] = []
    for node in scope.traverse(include_text=True):
        before = node.prev
        if node.tag not in _WITHIN_A_LINE or (before is not None and before.tag not in _WITHIN_A_LINE):
            pieces.append("\n")
        if node.is_text_node:
            pieces.append(node.text_content or "")
    return "".join(pieces)


def line(node: LexborNode) -> str:
    """The text on one line."""
    return " ".join(node.text(deep=True, separator=" ", strip=True).split())


def lines(node: LexborNode) -> str:
    """The text with one line per text node, which keeps the lines of an address apart."""
    return node.text(deep=True, separator="\n", strip=True)
