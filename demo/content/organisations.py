"""Organisations that do not exist, in places that do not exist."""

from demo.content.shapes import MAIL_DOMAIN, Organisation, Place

#: Who looks after which Organisation, and the domain whose people they let in.
ADMINISTRATORS = {"stannerley": "nadia.rahim"}
DOMAINS = {"stannerley": MAIL_DOMAIN}

#: How many work or volunteer there; some have not said.
SIZES = {
    "office": "10-49",
    **dict.fromkeys(("stannerley", "brinscombe", "lamberhithe"), "1000-up"),
    **dict.fromkeys(("harrowbeck", "ottermouth", "glanwern"), "250-999"),
    **dict.fromkeys(("rovers-trust", "kelder-active", "harbour", "open-door"), "10-49"),
    **dict.fromkeys(("hoops", "wanderers-girls", "marsh-lane", "kite", "faith-neighbours"), "under-10"),
}

#: Local authorities that do not exist either, among the real ones; so nobody's own council says what it never said.
PLACES = (
    Place("stannerley", "Stannerley", "metropolitan"),
    Place("harrowbeck", "Harrowbeck", "district"),
    Place("brinscombe", "Brinscombe", "unitary"),
    Place("ottermouth", "Ottermouth", "district"),
    Place("glanwern", "Glanwern", "welsh", "wales"),
    Place("lamberhithe", "Lamberhithe", "london-borough"),
    Place("tolbrae", "Tolbrae", "scottish", "scotland"),
    Place("kelder", "Kelder", "county"),
)

ORGANISATIONS = (
    Organisation("office", "The network office", "charity", ("united-kingdom",), "Runs this demonstration hub and publishes its guidance."),
    Organisation("stannerley", "Stannerley Metropolitan Council", "local-government", ("stannerley",), "A former mill town and six villages that do not agree about buses."),
    Organisation("harrowbeck", "Harrowbeck Borough Council", "local-government", ("harrowbeck",), "A market town, two large estates and a logistics park."),
    Organisation("brinscombe", "Brinscombe City Council", "local-government", ("brinscombe",), "A port city with a big university and a long memory."),
    Organisation("ottermouth", "Ottermouth District Council", "local-government", ("ottermouth",), "A coastal district with 43 parishes and one cohesion post, shared."),
    Organisation("glanwern", "Cyngor Glanwern Council", "local-government", ("glanwern",), "A valleys council that works in Welsh and English."),
    Organisation("lamberhithe", "London Borough of Lamberhithe", "local-government", ("lamberhithe",), "An outer London borough where more than 100 languages are spoken."),
    Organisation("tolbrae", "Tolbrae Council", "local-government", ("tolbrae",), "A small city and the glens behind it."),
    Organisation("rovers-trust", "Stannerley Rovers Community Trust", "sport", ("stannerley",), "The charity of a football club, working in 31 schools."),
    Organisation("hoops", "Harrowbeck Hoops", "sport", ("harrowbeck",), "A volunteer-run basketball club with more children than balls."),
    Organisation("wanderers-girls", "Brinscombe Wanderers Women and Girls", "sport", ("brinscombe",), "Football for women and girls, from six to sixty-one."),
    Organisation("marsh-lane", "Marsh Lane Boxing Gym", "sport", ("stannerley",), "An amateur gym above a tyre shop since 1974."),
    Organisation("cricket-for-all", "Lamberhithe Cricket for All", "sport", ("lamberhithe",), "Tape-ball and hard-ball cricket in four parks."),
    Organisation("kelder-active", "Kelder Active Partnership", "sport", ("kelder",), "Helps clubs, councils and leisure centres across a county get people moving."),
    Organisation("faiths-forum", "Stannerley Faiths Forum", "faith", ("stannerley",), "Twenty-six congregations and a standing invitation to soup."),
    Organisation("faith-neighbours", "Brinscombe Faith Neighbours", "faith", ("brinscombe",), "Visits, shared meals and school workshops between faiths."),
    Organisation("open-door", "Open Door Reporting", "charity", ("kelder", "stannerley"), "A chain of third-party reporting centres in libraries, shops and community halls."),
    Organisation("harbour", "Harbour Support Project", "charity", ("brinscombe", "ottermouth"), "Practical and emotional support for people targeted by hate crime."),
    Organisation("kite", "Kite Youth", "charity", ("harrowbeck",), "Detached youth work, a minibus and a Thursday club."),
    Organisation("loom-street", "Loom Street Community Hub", "charity", ("stannerley",), "Advice, language classes, a food pantry and a reporting desk."),
    Organisation("ferryman", "Ferryman Research Co-operative", "education", ("united-kingdom",), "Evaluators who like short questionnaires."),
    Organisation("uni-brinscombe", "University of Brinscombe", "education", ("brinscombe",), "Teaches and studies social psychology and public policy."),
    Organisation("greenacre", "The Greenacre Fund", "charity", ("united-kingdom",), "Small grants for things that bring neighbours together."),
    Organisation("wend-homes", "Wend Homes", "public-body", ("kelder",), "A housing association with 9,400 homes."),
    Organisation("kelder-police", "Kelder Constabulary", "public-body", ("kelder",), "The police service of a county that is not on any map."),
    Organisation("tannery-quay", "Tannery Quay Foods", "business", ("harrowbeck",), "Makes chilled meals; 620 people on three shifts."),
)
