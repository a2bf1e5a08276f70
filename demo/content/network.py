"""Memberships of the network, for organisations that do not exist."""

from demo.content.shapes import Claim, Inviting, NetworkMembership, Tier

TIERS = (
    Tier("Neighbour", "For volunteer groups: people take part in everything, and colleagues sign up by themselves.", 5, opens_inviting=False),
    Tier("Partner", "For councils, charities and services that bring a team.", 12),
    Tier("Anchor", "For organisations that carry the network: as many people as they like.", None),
)

MEMBERSHIPS = (
    NetworkMembership("stannerley", "Partner", began=180, ends_in=185),
    NetworkMembership("brinscombe", "Partner", began=330, ends_in=35),
    NetworkMembership("rovers-trust", "Neighbour", began=350, ends_in=15),
    NetworkMembership("hoops", "Neighbour", began=400, ends_in=-35),
    NetworkMembership("ferryman", "Anchor", began=200, ends_in=None),
)

#: Who works somewhere else now, and has not been answered.
CLAIMS = (
    Claim("rashid.anwar", "stannerley", "I start with the neighbourhoods team on Monday. Loom Street keeps me on Fridays.", 2),
)

#: Colleagues whom the council's administrator invited, and what came of it.
INVITING = {
    "stannerley": (
        Inviting("polly.sykes", 3, message="The weekly call about tensions is in here now."),
        Inviting("n.obrien", 6, outcome="failed"),
        Inviting("len.hobday", 20, outcome="declined"),
    )
}
