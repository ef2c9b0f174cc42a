"""The version of the program; kept here, as asking the installed distribution costs as much as reading an article."""

__version__ = "0.1.0"
