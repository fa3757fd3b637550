"""Require that a change names the version that it is based on."""

from app.core.errors import PreconditionRequired


def require_version(if_match: int | None, expected_version: int | None) -> None:
    """Raises `PreconditionRequired` where neither `If-Match` nor the body names a version.

    Without one, the last of two people who edit at the same time would overwrite the first.
    ``If-Match: *`` names no version either.
    """
    if if_match is None and expected_version is None:
        raise PreconditionRequired(
            "Say which version you change: read it, then send its ETag as If-Match, or its "
            "version as expected_version."
        )
