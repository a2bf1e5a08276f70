"""Publications by others, described. An address is a publisher's front door unless we are certain of more."""

from datetime import date

from demo.content.communities import HATE_CRIME, LOCAL_GOVERNMENT
from demo.content.pages import LinkedResource

_FRONT_DOOR = "\n\nThe address leads to the publisher's front page: search there for the title."

LINKED = (
    LinkedResource(
        "radical-kindness",
        "Cultivating Radical Kindness",
        "Deliberate acts that build bridges across difference, and ten conditions that help them along. From Belong, funded by Spirit of 2012.",
        ("bridging-connections", "active-engagement", "trust-in-others"),
        ("charities", "councils", "faith-groups"),
        date(2021, 5, 21),
        publisher="Belong, funded by Spirit of 2012",
        url="https://www.belongnetwork.co.uk/",
        form="report",
        year=2021,
        reviewed_days_ago=60,
        about="""Radical kindness means **deliberate acts that build bridges across difference**, find shared ground and connect groups. The paper came out in Radical Kindness Week, Monday 17 to Friday 21 May 2021, after a series of Tuesday webinars, the *Radical Kindness Elevenses*, between November 2020 and April 2021. It draws on [Beyond Us and Them](page:beyond-us-and-them).

It names ten conditions, which we paraphrase:

1. Kind, connected local infrastructure across sectors
2. Social mixing
3. Work in which under-represented groups take part and decide
4. Tackling misinformation
5. Active engagement, and people who feel that they can act
6. Arts, culture and sport that mix people
7. Backing local knowledge, lived and specialist
8. Diverse leadership
9. Kind and inclusive cultures
10. Local and national policy with radical kindness at its core

**Why open it:** the ten make a good hour for a partnership that has run out of agenda. Which one are we worst at?""" + _FRONT_DOOR,
    ),
    LinkedResource(
        "lga-building-cohesive-communities",
        "Building cohesive communities",
        "The Local Government Association's guide for councils, March 2019.",
        ("local-government", "tension-monitoring", "trust-in-institutions"),
        ("councils",),
        date(2019, 3, 1),
        LOCAL_GOVERNMENT,
        publisher="Local Government Association",
        url="https://www.local.gov.uk/",
        form="report",
        year=2019,
        reviewed_days_ago=90,
        about="""A guide for councillors and officers, published in March 2019. Dated to the month: our entry stands at the first for want of the day.

**Why open it:** it speaks from inside a council, where the equality duty lives. Section 149 of the Equality Act 2010 asks public bodies to have regard to **fostering good relations**, and that part of the duty is the easiest to forget. A review published on 25 March 2024 found it weakly put into practice.""" + _FRONT_DOOR,
    ),
    LinkedResource(
        "indicators-of-integration",
        "Indicators of Integration framework",
        "The Home Office's framework of 14 key areas for planning and measuring integration. Free to reuse under the Open Government Licence.",
        ("evaluation", "bridging-connections", "local-government"),
        ("councils", "funders", "charities"),
        date(2019, 6, 1),
        LOCAL_GOVERNMENT,
        publisher="Home Office",
        url="https://www.gov.uk/",
        form="toolkit",
        year=2019,
        reviewed_days_ago=90,
        about="""Fourteen key areas in which integration can be seen, for people who plan, pay for or evaluate it. Published in 2019; our entry stands in June for want of a certain day.

**Why open it:** its licence lets you use it in your own plans and forms, which is not true of every measure in this field. Start with the two or three areas your work can honestly touch.

Contains public sector information licensed under the Open Government Licence v3.0.""" + _FRONT_DOOR,
    ),
    LinkedResource(
        "addressing-community-tensions",
        "Addressing community tensions: developing shared ground",
        "A paper from the local government network on noticing and answering tension: four themes from a members' workshop.",
        ("tension-monitoring", "local-government", "trust-in-others"),
        ("councils", "charities", "schools"),
        date(2023, 4, 25),
        LOCAL_GOVERNMENT,
        publisher="Belong – The Cohesion and Integration Network",
        url="https://www.belongnetwork.co.uk/",
        form="report",
        year=2023,
        reviewed_days_ago=30,
        about="""Published on 25 April 2023, out of conversations in Belong's Local Government Network and a workshop of its members. Four themes:

- networks that reach women, young people and the most marginalised
- monitoring of social media
- what tension monitoring ought to achieve
- keeping up with ideologies and with communities that change

From May 2023 *Shared Ground* has also been a community of practice, with accredited training for front-line staff in councils, police, housing, schools, charities and faith bodies.

**Why open it:** the third theme. Most places can say how they monitor; few can say what for.""" + _FRONT_DOOR,
    ),
    LinkedResource(
        "lalot-2021",
        "Cohesion in investing areas: the journal paper",
        "Lalot and others, 2021: higher cohesion at three levels in six areas that had invested in it. The peer-reviewed source behind the headline.",
        ("evaluation", "trust-in-others", "trust-in-institutions"),
        ("funders", "councils"),
        date(2021, 3, 1),
        publisher="Journal of Community & Applied Social Psychology",
        url="https://doi.org/10.1002/casp.2522",
        form="research",
        year=2021,
        reviewed_days_ago=200,
        about="""A survey of June 2020 with **2,924 people** in six investing areas and three others. In the investing areas the authors found more social activism, more trust between people, closer personal relations, more political trust, and more positive attitudes to immigrants.

**Why open it:** before you put the headline in a budget paper. Its method section says what can be concluded and what cannot. What we make of it in plain words is in [Beyond Us and Them](page:beyond-us-and-them).

Our entry is dated to the year; the month is not certain.""",
    ),
    LinkedResource(
        "home-office-hate-crime-statistics",
        "Hate crime, England and Wales: the yearly bulletins",
        "Police-recorded hate crime by the five monitored strands, with the Home Office's own warning about reading it.",
        ("hate-crime", "evaluation"),
        ("councils", "charities", "faith-groups"),
        date(2024, 10, 1),
        HATE_CRIME,
        publisher="Home Office",
        url="https://www.gov.uk/",
        form="data",
        reviewed_days_ago=32,
        review_due_in_days=None,
        about="""A hate crime is an offence that the victim **or anyone else** perceives to be motivated by hostility or prejudice. Five strands are monitored: race or ethnicity, religion or belief, sexual orientation, disability and transgender identity.

**Why open it:** so that you quote the right year with the right footnote. The totals are in [Together, We Can Achieve Unity](page:together-we-can-achieve-unity), in its last chapter.

Recorded figures show demand on the police. They do not show how much hate crime there is.

Contains public sector information licensed under the Open Government Licence v3.0. Our entry stands in October 2024 for want of a certain day.""" + _FRONT_DOOR,
    ),
)
