"""What can go wrong when somebody follows the feed?"""

from app.core.errors import Conflict


class PositionLost(Conflict):
    code = "position_lost"
    title = "The feed can't go on from there"
