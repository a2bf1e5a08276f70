"""Three communities of practice and one small room."""

from demo.content.shapes import Asking, Community, Inviting

SPORT = "sport-and-cohesion"
LOCAL_GOVERNMENT = "local-government"
HATE_CRIME = "race-and-faith-hate-crime"
CASEWORK = "casework-reflection"

COMMUNITIES = (
    Community(
        key=SPORT,
        name="Sport and cohesion",
        purpose="For people who use sport and physical activity to bring people together who would not otherwise meet. "
        "Coaches, club volunteers, councils, funders and evaluators.",
        house_rules=(
            "Say what you tried, where it went wrong, and what it cost.",
            "No child's name, photograph or story that would let somebody recognise them.",
            "Anyone on the internet can read this room. Write as if the parents were reading, because they are.",
            "Disagree with the idea. The person gave up an evening to write it.",
        ),
        accent="green",
        privacy="open",
        joining="now",
        topics=("sport", "social-mixing", "young-people"),
        welcome="Good to have you here. Start with the pinned conversation, then tell us "
        "in a line which club or programme you come from. Dele answers questions about funding.",
        inviting=(
            Inviting("joan.arkwright", 5, message="You spoke about your walking football group at the county day. Come and tell us more."),
            Inviting("kwame.boateng", 5),
            Inviting("lisa.okonjo", 3),
            Inviting("mohammed.iqbal", 3, "failed"),
            Inviting("owen.parry", 12, "declined"),
            Inviting("rita.fernandes", 45),
        ),
        leads=("marcia.bennett", "dele.adeyemi"),
        members=(
            "nadia.rahim", "gareth.pryce", "eleanor.voss", "sam.okafor", "joanne.hartley", "shazia.malik", "kevin.doyle", "bev.stokes",
            "imran.siddiqui", "dominic.osei", "andy.crossland", "leon.pascal", "lorna.sinclair", "tunde.bakare",
            "amara.diallo", "priya.nair", "hannah.fielding", "peter.lindqvist", "yusuf.ibrahim", "zahra.hosseini",
            "ewa.kowalska", "mei-lin.chan", "ruth.goldman", "david.pritchard",
        ),
    ),
    Community(
        key=LOCAL_GOVERNMENT,
        name="Local government",
        purpose="For officers in councils, and the partners they lean on, whose job is how people in a place get on. "
        "Practical, candid, and useful by Monday.",
        house_rules=(
            "What a colleague tells you here is not for a committee paper unless they say so.",
            "No residents' names, and no addresses smaller than a ward.",
            "We are politically restricted or behave as if we were. Discuss the effect of a policy, not a party.",
            "If it is happening tonight, ring somebody. This room is for before and after.",
        ),
        accent="indigo",
        privacy="members",
        joining="ask",
        shows_readers=True,
        topics=("local-government", "tension-monitoring", "trust-in-institutions"),
        leads=("grace.mensah", "harjit.sandhu"),
        members=(
            "nadia.rahim", "gareth.pryce", "eleanor.voss", "sam.okafor", "ben.whitlock", "carol.whitby", "sian.bowen",
            "moira.campbell", "mei-lin.chan", "david.pritchard", "orla.keane", "steve.mallory", "lorna.sinclair",
            "priya.nair", "hannah.fielding", "ruth.goldman", "helen.tarrant", "dominic.osei", "ewa.kowalska",
            "peter.lindqvist", "zahra.hosseini",
        ),
        asking=(
            Asking("amara.diallo", "We run the youth side of two council contracts and keep being sent links to here.", 4),
        ),
    ),
    Community(
        key=HATE_CRIME,
        name="Race and faith hate crime",
        purpose="For people who prevent race and faith hate crime, take reports of it, or support those it was aimed at. "
        "Not a place to report an incident.",
        house_rules=(
            "This is not a reporting service. In danger, ring 999. The help page lists who else to ring.",
            "No names, addresses, dates, crime numbers or photographs. Nothing that would let anyone recognise a victim, a witness or a suspect.",
            "Tell cases as composites, and say that they are.",
            "Quote abuse only when the words matter to the point, and warn people first.",
            "The Chatham House Rule: use what you learn, never say who said it or who was here.",
        ),
        accent="plum",
        privacy="members",
        joining="ask",
        topics=("hate-crime", "prejudice-and-racism", "trust-in-institutions"),
        is_chatham_house=True,
        shows_help=True,
        holds_names=True,
        allows_images=False,
        leads=("marcia.bennett",),
        members=(
            "farah.aziz", "chloe.tranter", "olu.fashola", "ruth.goldman", "yusuf.ibrahim", "miriam.adler",
            "rashid.anwar", "zahra.hosseini", "ewa.kowalska", "jaspreet.gill", "amara.diallo", "steve.mallory",
            "ben.whitlock", "harjit.sandhu", "eleanor.voss", "david.pritchard", "peter.lindqvist", "priya.nair",
        ),
        inviting=(
            Inviting("gareth.pryce", 2, message="What you wrote about the league's captains belongs in here too."),
        ),
        asking=(
            Asking("martin.ellery", "I have taken over hate crime casework at Harrowbeck and would rather not learn it all by mistake.", 6),
            Asking("hannah.fielding", "I study contact between groups. I would read, and answer questions about evidence. I will not do research on members.", 2),
        ),
    ),
    Community(
        key=CASEWORK,
        name="Casework reflection",
        purpose="A small room for people who carry cases. To think out loud with others who know what the work does to you. "
        "Nothing said here goes further.",
        house_rules=(
            "What is said here stays here. The Chatham House Rule, and then some.",
            "Speak about yourself and the work, not about the person you support.",
            "Nobody has to answer. Nobody has to be useful.",
            "If you are worried about somebody in this room, ring them.",
        ),
        accent="slate",
        privacy="confidential",
        joining="invitation",
        topics=("hate-crime",),
        is_chatham_house=True,
        shows_help=True,
        allows_images=False,
        leads=("marcia.bennett",),
        members=("farah.aziz", "chloe.tranter", "olu.fashola", "rashid.anwar", "zahra.hosseini"),
    ),
)
