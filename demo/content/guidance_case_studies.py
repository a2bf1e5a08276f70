"""The nine funded projects. Only what was published is told; what is not known is said to be so."""

from datetime import date

from demo.content.communities import HATE_CRIME
from demo.content.pages import CaseStudy, callout, figure, prose, sample

_PUBLISHED = date(2021, 7, 15)
_TOPICS = ("hate-crime", "social-mixing")
_AUDIENCES = ("charities", "councils", "funders")
_SCHEME = prose(
    """It was one of nine projects that shared £1.8m from the race, faith and hate crime programme of the Ministry of Housing, Communities and Local Government, announced on 17 November 2020. The programme had two aims: to promote shared values through social mixing and taking part in civic life, and to prevent and tackle behaviour that discriminates by race or religion."""
)
_LINK_TO_REPORT = callout(
    "note",
    "The report *Together, We Can Achieve Unity* draws on nine projects of the same programme. That these are the same nine is very likely and is not confirmed.",
)
_COMMON_RESULTS = prose(
    """Results were published for the nine projects **together**, not for this one. Almost 50,000 people in England took part, most of them online. People said that they had become more open to others, trusted more across backgrounds and knew more about prejudice by race and faith. Between 90% and 95% of the young people who took part became better able to recognise prejudice and knew more about what hate crime is."""
)
_NO_OWN_EVIDENCE = "Published for the nine projects together; no public account of this project's own results was found."


def _little_known(key: str, title: str, pointer: str = "", place: str = "Not known to us", slug_topics=_TOPICS) -> CaseStudy:
    """Tell of a project of which only the name was published."""
    known = f"Only the name of this project was found in public. {pointer}".strip()
    return CaseStudy(
        key,
        title,
        "One of the nine projects funded in 2020–21. Its name is public; its own account was not found, and nothing has been made up here to fill the gap.",
        slug_topics,
        _AUDIENCES,
        _PUBLISHED,
        HATE_CRIME,
        organisation="Not known to us",
        place=place,
        what_they_did=(
            prose(known),
            _SCHEME,
            sample(
                "An Editor who knows the project would write here **who** it brought together, **where and how often**, "
                "what happened in a session, who was missing, and what somebody else would need in order to try it."
            ),
            _LINK_TO_REPORT,
        ),
        what_changed=(
            _COMMON_RESULTS,
            sample("This section would say what was different afterwards, for whom, and how anybody knows."),
        ),
        evidence_note=_NO_OWN_EVIDENCE,
    )


CASE_STUDIES = (
    CaseStudy(
        "case-communities-united",
        "Communities United",
        "Six football club charities in the North West bring families of different backgrounds together. Led by the EFL Trust with £287,000 in 2020–21.",
        ("hate-crime", "social-mixing", "sport", "bridging-connections"),
        ("sport", "charities", "funders"),
        _PUBLISHED,
        HATE_CRIME,
        organisation="EFL Trust",
        place="North West of England",
        cost="over-250k",
        what_they_did=(
            prose("""The EFL Trust led the project with the charities of six clubs in the North West:

- Oldham Athletic
- Rochdale
- Salford City
- Preston North End
- Blackburn Rovers
- Bolton Wanderers

Its subject was **families**: bringing those of different backgrounds together."""),
            figure(
                "pitch",
                "A drawing of a football pitch seen from above, with six circles of different colours meeting on the centre line.",
                "Six club charities, one project.",
            ),
            _SCHEME,
            sample("How the six clubs shared the work, what a family did on the day and how families were found are not in any source we have. The people who ran it would say so here."),
            _LINK_TO_REPORT,
        ),
        what_changed=(_COMMON_RESULTS,),
        evidence_note=_NO_OWN_EVIDENCE,
    ),
    CaseStudy(
        "case-back-together",
        "Back Together, Stronger Together",
        "School workshops, peer education and young ambassadors against antisemitism and anti-Muslim hatred, led by the Anne Frank Trust UK in two regions.",
        ("hate-crime", "young-people", "faith", "prejudice-and-racism"),
        ("schools", "charities", "faith-groups"),
        _PUBLISHED,
        HATE_CRIME,
        organisation="Anne Frank Trust UK",
        place="North West and East of England",
        cost="50k-250k",
        what_they_did=(
            prose("""The Anne Frank Trust UK received £204,000 to work in the North West and the East of England. The project combined three things:

- **workshops** in schools
- **peer education**, in which young people teach other young people
- **ambassadors**, who carry the work on

It addressed antisemitism and anti-Muslim hatred in one project."""),
            figure(
                "paper-birds",
                "A drawing of paper birds in several colours, flying in one loose flock over a row of school windows.",
                "Peer education: what is learned is passed on.",
            ),
            _SCHEME,
            sample("How a workshop ran, how ambassadors were chosen and what was done online are not in any source we have."),
            _LINK_TO_REPORT,
        ),
        what_changed=(_COMMON_RESULTS,),
        evidence_note=_NO_OWN_EVIDENCE,
    ),
    CaseStudy(
        "case-faith-and-belief-forum",
        "Linking faith groups, schools and councils",
        "The Faith & Belief Forum, with The Feast as delivery partner, in Birmingham and in Barking and Dagenham. £184,390 in 2020–21.",
        ("hate-crime", "faith", "young-people", "bridging-connections"),
        ("faith-groups", "schools", "councils"),
        _PUBLISHED,
        HATE_CRIME,
        organisation="Faith & Belief Forum",
        place="Birmingham; Barking and Dagenham",
        cost="50k-250k",
        what_they_did=(
            prose("""The Faith & Belief Forum received £184,390 to work in Birmingham and in Barking and Dagenham, with **The Feast** as its delivery partner. It linked faith groups, schools and councils.

The project's own title was not found. The title of this page is ours."""),
            _SCHEME,
            sample("Who met whom, how often and with what result are not in any source we have."),
            _LINK_TO_REPORT,
        ),
        what_changed=(_COMMON_RESULTS,),
        evidence_note=_NO_OWN_EVIDENCE,
    ),
    _little_known("case-unified-action", "Unified Action"),
    _little_known("case-the-r-project", "The R Project"),
    _little_known("case-not-as-simple", "It's Not as Simple as Black and White"),
    _little_known(
        "case-building-bridges-bradford",
        "Building Bridges Bradford",
        "The name points to Bradford, and that is all we can say about where it worked.",
        "Bradford, going by its name",
    ),
    _little_known("case-united-as-one", "United As One"),
    _little_known("case-pathway-of-understanding", "Pathway of Understanding"),
)
