"""What can go wrong with a decision?"""

from app.core.errors import Conflict, Forbidden, NotFound


class ProposalNotFound(NotFound):
    code = "proposal_not_found"
    title = "There is no such proposal"


class ProposalDecided(Conflict):
    code = "proposal_decided"
    title = "The proposal is decided already"


class OwnProposal(Forbidden):
    code = "own_proposal"
    title = "Nobody approves what they proposed"
