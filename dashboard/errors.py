"""Every error the dashboard raises on purpose.

    DashboardError
    ├── SettingError    a DASHBOARD_* variable or option is wrong
    ├── DataError       a file that ships with the dashboard is missing or damaged
    ├── SourceError     a file or address cannot be read as articles
    ├── FilterError     a parameter of a query has no meaning
    ├── RequestError    a request cannot be read at all
    ├── ReviewError     two articles cannot be decided on like that
    └── ArchiveError    the archive cannot be opened, read or written

Each message names the file, row, address or parameter at fault; the cause is chained.
"""


class DashboardError(Exception):
    """Base of all: its text can be shown to the person who caused it."""


class SettingError(DashboardError):
    """A setting has a value that cannot be used."""


class DataError(DashboardError):
    """A file under ``data/`` is missing or does not hold what it should."""


class SourceError(DashboardError):
    """A source cannot be read at all; single bad rows are rejects, not errors.

    Args:
        source: the file or address at fault.
        message: what is wrong with it.
    """

    def __init__(self, source: str, message: str) -> None:
        super().__init__(f"{source}: {message}")
        self.source = source


class FilterError(DashboardError):
    """A query parameter has a value without meaning.

    Args:
        parameter: the query key, such as ``from``.
        value: the text that was given for it.
        key: locale key of the sentence that explains it.
    """

    def __init__(self, parameter: str, value: str, key: str) -> None:
        super().__init__(f"{parameter}={value!r}: {key}")
        self.parameter = parameter
        self.value = value
        self.key = key


class RequestError(DashboardError):
    """A request to the server is not one that the page makes.

    Args:
        parameter: what of it is at fault, such as ``body``.
    """

    def __init__(self, parameter: str) -> None:
        super().__init__(f"{parameter}: cannot be read")
        self.parameter = parameter


class ReviewError(DashboardError):
    """A decision on two articles cannot be made."""


class ArchiveError(DashboardError):
    """The archive at a location cannot be used.

    Args:
        location: folder or address of the archive.
        message: what is wrong with it.
    """

    def __init__(self, location: str, message: str) -> None:
        super().__init__(f"archive {location}: {message}")
        self.location = location
