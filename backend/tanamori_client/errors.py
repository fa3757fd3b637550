"""What can go wrong, and what can be done about it?

A connection that breaks is no error: it is mended. These are raised when trying again would not
help::

    ClientError
    ├── Unreachable       nobody answers at this address
    ├── WrongServer       somebody answers, but it is not Tanamori
    ├── NotLoggedIn       no valid password or token
    ├── NotPermitted      logged in, without the permission
    ├── UnknownChannel    there is no such channel
    ├── PositionLost      the server can't go on from there
    └── ServerRefused     the server does not accept what was asked
        └── NotUnderstood     it said something that this client does not understand
"""

from tanamori_client.position import Position


class ClientError(Exception):
    """``reason`` says what is wrong and ``remedy`` what to do, each in a sentence."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason, remedy)
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.reason} {self.remedy}"


class Unreachable(ClientError):
    pass


class WrongServer(ClientError):
    pass


class NotLoggedIn(ClientError):
    pass


class NotPermitted(ClientError):
    pass


class UnknownChannel(ClientError):
    pass


class PositionLost(ClientError):
    """``head`` is where the channel is now, and ``floor`` the oldest seq that is kept."""

    def __init__(self, head: Position, floor: int) -> None:
        super().__init__(
            "The server can't go on from this position.",
            "Load a snapshot, and follow the feed from its position.",
        )
        self.head = head
        self.floor = floor


class ServerRefused(ClientError):
    pass


class NotUnderstood(ServerRefused):
    def __init__(self, reason: str) -> None:
        super().__init__(reason, "Use a client and a server of the same release.")
