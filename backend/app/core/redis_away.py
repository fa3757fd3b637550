"""What is raised while Redis is away?

Everything goes on without Redis, so whoever asks it catches these. Beside the errors of the client
and of the system there is one of uvloop: it refuses to write to a transport that was reset with a
plain ``RuntimeError``, and the client passes that on.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from redis.exceptions import RedisError

REDIS_AWAY = (RedisError, OSError, TimeoutError, RuntimeError)


@contextmanager
def reset_is_an_os_error() -> Iterator[None]:
    """Where a ``RuntimeError`` of one's own must not pass for one of the transport."""
    try:
        yield
    except RuntimeError as error:
        raise ConnectionError(str(error)) from error
