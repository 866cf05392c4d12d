"""Who must do what, under which provision, since when, and how we know."""

from typing import TYPE_CHECKING

from hjemmel.errors import HjemmelError

__all__ = ["HjemmelError", "__version__"]

if TYPE_CHECKING:
    __version__: str
else:

    def __getattr__(name: str) -> str:
        """Read the version when it is asked for: the package's metadata take longer to read than its modules."""
        if name != "__version__":
            raise AttributeError(name)
        from importlib.metadata import version  # noqa: PLC0415 -- as said

        return version("hjemmel")
