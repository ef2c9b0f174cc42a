"""Scripts and styles of the page: our own modules joined into one script, and Leaflet from its package.

The modules in static/ are plain ECMAScript, so that node can test them one by one and an editor understands
them; joining puts each after what it imports, in a scope of its own. No build step.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

_IMPORT = re.compile(r'^import (\{[^}]*\}) from "\./([\w.-]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function|const|class) (\w+))", re.MULTILINE)
_CSS_URL = re.compile(r"url\((?!data:|#)[\"']?([^\"')]+)[\"']?\)")
# In this order: what every part uses, the parts, then what changes them.
STYLES = (
    "tokens.css",
    "base.css",
    "frame.css",
    "filters.css",
    "list.css",
    "stage.css",
    "legend.css",
    "timeline.css",
    "card.css",
    "embed.css",
    "print.css",
)
_SCRIPT = """const IncidentMap = (() => {{
"use strict";
const modules = {{}};
{scopes}
return modules["{entry}"];
}})();
"""


@cache
def application_script(entry: str = "app.js") -> str:
    """Our modules as one script that defines ``IncidentMap``, each in a scope of its own."""
    scopes = "\n".join(_as_scope(name, _static(name)) for name in _in_order(entry))
    return _SCRIPT.format(scopes=scopes, entry=entry)


@cache
def application_style() -> str:
    """Our style sheets as one."""
    return "\n".join(_static(name) for name in STYLES)


@cache
def shared_style() -> str:
    """The style sheets that any page of ours begins with: colours, type, buttons."""
    return "\n".join(map(_static, STYLES[:2]))


@cache
def leaflet_script() -> str:
    """Leaflet's script, without the pointer to a source map that is not there."""
    text = _leaflet_folder().joinpath("leaflet.js").read_text("utf-8")
    return re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE)


@cache
def leaflet_style() -> str:
    """Leaflet's style sheet with its images written into it."""
    folder = _leaflet_folder()

    def embed(found: re.Match[str]) -> str:
        image = folder / found.group(1)
        if image.suffix != ".png":  # an ancient Internet Explorer's behaviour file
            return "none"
        return f"url(data:image/png;base64,{base64.b64encode(image.read_bytes()).decode('ascii')})"

    return _CSS_URL.sub(embed, folder.joinpath("leaflet.css").read_text("utf-8"))


def inline_script(text: str) -> str:
    """Script text that cannot end its own element: ``</script`` and ``<!--`` are spelt so that HTML sees neither."""
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def inert_json(text: str) -> str:
    """JSON that stands in a page as text: no ``<`` is left that could end or open an element."""
    return text.replace("<", "\\u003c")


def content_security_policy(scripts: Iterable[str], styles: Iterable[str], image_hosts: Iterable[str] = ()) -> str:
    """The policy of a page that runs only these scripts and styles and asks no server but these for images."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_hash_source, scripts))}",
            f"style-src {' '.join(map(_hash_source, styles))}",
            f"img-src {' '.join(('data:', 'blob:', *image_hosts))}",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


# What folium's own scripts and styles need: they come from several hosts and use inline handlers.
OPEN_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' https:; style-src 'unsafe-inline' https:; "
    "img-src data: blob: https: http:; font-src data: https:; connect-src https:; base-uri 'none'; form-action 'none'"
)


def _hash_source(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _static(name: str) -> str:
    return files("mapper.webmap").joinpath("static", name).read_text("utf-8")


def _leaflet_folder() -> Path:
    from xstatic.pkg import leaflet

    return Path(leaflet.BASE_DIR)


def _in_order(entry: str) -> list[str]:
    done: dict[str, None] = {}

    def visit(name: str) -> Iterator[str]:
        if name in done:
            return
        done[name] = None
        for _, needed in _IMPORT.findall(_static(name)):
            yield from visit(needed)
        yield name

    return list(visit(entry))


def _as_scope(name: str, text: str) -> str:
    exported = ", ".join(found for _, found in _EXPORT.findall(text))
    body = _EXPORT.sub(r"\1", _IMPORT.sub(r'const \1 = modules["\2"];', text))
    return f'modules["{name}"] = (() => {{\n{body}\nreturn {{ {exported} }};\n}})();'
