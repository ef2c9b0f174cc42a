"""Every error this program raises on purpose.

    MapperError
    ├── InputError (ValueError)          an article, table or file given by the user cannot be used
    ├── GazetteerError (RuntimeError)    the place index is missing, stale, damaged or foreign
    ├── LexiconError (ValueError)        a reviewed data file breaks its own rules
    ├── FormatError (ValueError)         a result file cannot be written or read in that format
    ├── OutputError (OSError)            a file cannot be written: a full disk, a folder without permission
    ├── StoreError (RuntimeError)        the collection in an output folder cannot be used
    ├── CorrectionError (ValueError)     corrections.csv cannot be applied
    ├── RunnerError (RuntimeError)       worker processes or a cluster cannot do the work
    └── MissingExtra (ImportError)       an optional library is not installed

Each subclass also inherits the built-in a caller would already catch. A message names the file and the
record (or the name that failed) and the next step; the command line prints it as one line and exits with 1.
"""


class MapperError(Exception):
    """The base of all errors this program raises on purpose."""


class InputError(MapperError, ValueError):
    """An article, table or file given by the user cannot be used."""


class GazetteerError(MapperError, RuntimeError):
    """The place index is missing, stale, damaged or not one of ours."""


class LexiconError(MapperError, ValueError):
    """A reviewed data file breaks its own rules."""


class FormatError(MapperError, ValueError):
    """A result file cannot be written or read in the asked format."""


class OutputError(MapperError, OSError):
    """A file cannot be written where it was asked for."""


class StoreError(MapperError, RuntimeError):
    """The growing collection in an output folder cannot be used."""


class CorrectionError(MapperError, ValueError):
    """corrections.csv cannot be applied as it stands."""


class RunnerError(MapperError, RuntimeError):
    """Worker processes or a cluster cannot do the work."""


class MissingExtra(MapperError, ImportError):
    """An optional library is not installed; the message names the extra that brings it."""

    def __init__(self, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose} needs an optional part: pip install 'incident-mapper[{extra}]'")
        self.extra = extra
