"""The build hook: compiles the gazetteer into the package, so that an installed program needs no download.

Wheels and editable installs end with the same files in ``mapper/_gazetteer/``: the index of places and the geometry.
The libraries that compiling needs are asked for only when there is something to compile.
"""

from __future__ import annotations

import sys
import tempfile
import types
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles ``data/gazetteer/`` and GeoNames' cities when the product is missing or stale."""

    def dependencies(self) -> list[str]:
        """The pinned libraries of the compiler; none when the index is fresh."""
        needed: list[str] = self.config["compile-requires"]
        return [] if self._compiler().is_fresh(Path(self.root)) else needed

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Leave fresh products in the package; from a read-only checkout, hand hatchling temporary ones."""
        build, root = self._compiler(), Path(self.root)
        for product, content in build.stale_products(root):
            try:
                build.write_whole(root / product, content)
            except OSError:
                spare = Path(tempfile.mkdtemp(prefix="mapper-gazetteer-")) / product.name
                spare.write_bytes(content)
                build_data["force_include"][str(spare)] = product.as_posix()

    def _compiler(self) -> Any:
        """The module mapper.gazetteer.build of this checkout, without running mapper/__init__.py.

        The package's public names lead to libraries that a build environment does not have.
        """
        package = types.ModuleType("mapper")
        package.__path__ = [str(Path(self.root) / "mapper")]
        before = {name for name in sys.modules if name.split(".")[0] == "mapper"}
        if not before:
            sys.modules["mapper"] = package
        from mapper.gazetteer import build

        return build
