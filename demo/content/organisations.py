"""Organisations that do not exist, in places that do not exist."""

from demo.content.shapes import MAIL_DOMAIN, Organisation

#: Who looks after which Organisation, and the domain whose people they let in.
ADMINISTRATORS = {"stannerley": "nadia.rahim"}
DOMAINS = {"stannerley": MAIL_DOMAIN}

ORGANISATIONS = (
    Organisation("office", "The network office", "charity", "United Kingdom", "Runs this demonstration hub and publishes its guidance."),
    Organisation("stannerley", "Stannerley Metropolitan Council", "local-government", "Stannerley, North of England", "A former mill town and six villages that do not agree about buses."),
    Organisation("harrowbeck", "Harrowbeck Borough Council", "local-government", "Harrowbeck, East Midlands", "A market town, two large estates and a logistics park."),
    Organisation("brinscombe", "Brinscombe City Council", "local-government", "Brinscombe, South West England", "A port city with a big university and a long memory."),
    Organisation("ottermouth", "Ottermouth District Council", "local-government", "Ottermouth, south coast", "A coastal district with 43 parishes and one cohesion post, shared."),
    Organisation("glanwern", "Cyngor Glanwern Council", "local-government", "Glanwern, South Wales", "A valleys council that works in Welsh and English."),
    Organisation("lamberhithe", "London Borough of Lamberhithe", "local-government", "Lamberhithe, London", "An outer London borough where more than 100 languages are spoken."),
    Organisation("tolbrae", "Tolbrae Council", "local-government", "Tolbrae, Scotland", "A small city and the glens behind it."),
    Organisation("rovers-trust", "Stannerley Rovers Community Trust", "sport", "Stannerley, North of England", "The charity of a football club, working in 31 schools."),
    Organisation("hoops", "Harrowbeck Hoops", "sport", "Harrowbeck, East Midlands", "A volunteer-run basketball club with more children than balls."),
    Organisation("wanderers-girls", "Brinscombe Wanderers Women and Girls", "sport", "Brinscombe, South West England", "Football for women and girls, from six to sixty-one."),
    Organisation("marsh-lane", "Marsh Lane Boxing Gym", "sport", "Stannerley, North of England", "An amateur gym above a tyre shop since 1974."),
    Organisation("cricket-for-all", "Lamberhithe Cricket for All", "sport", "Lamberhithe, London", "Tape-ball and hard-ball cricket in four parks."),
    Organisation("kelder-active", "Kelder Active Partnership", "sport", "Kelder, North of England", "Helps clubs, councils and leisure centres across a county get people moving."),
    Organisation("faiths-forum", "Stannerley Faiths Forum", "faith", "Stannerley, North of England", "Twenty-six congregations and a standing invitation to soup."),
    Organisation("faith-neighbours", "Brinscombe Faith Neighbours", "faith", "Brinscombe, South West England", "Visits, shared meals and school workshops between faiths."),
    Organisation("open-door", "Open Door Reporting", "charity", "North of England", "A chain of third-party reporting centres in libraries, shops and community halls."),
    Organisation("harbour", "Harbour Support Project", "charity", "South coast", "Practical and emotional support for people targeted by hate crime."),
    Organisation("kite", "Kite Youth", "charity", "East Midlands", "Detached youth work, a minibus and a Thursday club."),
    Organisation("loom-street", "Loom Street Community Hub", "charity", "Stannerley, North of England", "Advice, language classes, a food pantry and a reporting desk."),
    Organisation("ferryman", "Ferryman Research Co-operative", "education", "United Kingdom", "Evaluators who like short questionnaires."),
    Organisation("uni-brinscombe", "University of Brinscombe", "education", "Brinscombe, South West England", "Teaches and studies social psychology and public policy."),
    Organisation("greenacre", "The Greenacre Fund", "charity", "United Kingdom", "Small grants for things that bring neighbours together."),
    Organisation("wend-homes", "Wend Homes", "public-body", "Kelder, North of England", "A housing association with 9,400 homes."),
    Organisation("kelder-police", "Kelder Constabulary", "public-body", "Kelder, North of England", "The police service of a county that is not on any map."),
    Organisation("tannery-quay", "Tannery Quay Foods", "business", "Harrowbeck, East Midlands", "Makes chilled meals; 620 people on three shifts."),
)
