"""Guidance for employers and for councils that talk to them: Everybody's Business."""

from datetime import date

from demo.content.communities import LOCAL_GOVERNMENT
from demo.content.pages import (
    Chapter,
    Guide,
    callout,
    example,
    figure,
    heading,
    prose,
    references,
    sample,
    steps,
    table,
)

BUSINESS = Guide(
    "everybodys-business",
    "Everybody's Business",
    "How companies can support cohesive communities: two roles, four actions in each, and how a council begins the conversation.",
    ("business", "social-mixing", "active-engagement"),
    ("businesses", "councils"),
    date(2022, 3, 22),
    LOCAL_GOVERNMENT,
    reviewed_days_ago=75,
    key_points=(
        "A business can be an engine of cohesion inside its own walls, and a partner outside them.",
        "Each role has four actions. Most employers start with the second role; the first changes more lives.",
        "Councils open doors: the guidance grew out of three roundtables of councils and businesses.",
        "Decide how you will know that it worked before you begin.",
    ),
    body=(
        callout("note", "A summary in our own words of a report by Belong for, and with, the Council of Europe's Intercultural Cities network. It quotes nothing from it."),
        heading("Where it comes from"),
        prose("""The report on the role that business can play in supporting cohesive communities was launched in a webinar on Tuesday 22 March 2022. It rests on **three roundtables** of councils and businesses; the places named are Swansea, Manchester, Kirklees, Bradford, Calderdale and Leeds.

Intercultural Cities is a programme of the Council of Europe with more than 130 cities. A member city completes an index questionnaire, has a visit from experts and gets a report."""),
        figure(
            "terraces",
            "A drawing of a row of terraced houses beside a workshop with a sawtooth roof, joined by one continuous line.",
            "Where people live and where they work are the same place.",
        ),
        heading("Two roles"),
        table(
            "Two roles and four actions in each",
            (("text", "Action"), ("text", "Engine of cohesion"), ("text", "Community partner")),
            ("First", "Recruit a diverse workforce", "Partner with a local group or charity"),
            ("Second", "Make the culture inclusive, through managers who are aware of cohesion", "Offer employee volunteering"),
            ("Third", "Let minorities and diverse groups lead innovation", "Bring supply chains closer to home"),
            ("Fourth", "Invest in local social infrastructure", "Evaluate the effect on cohesion"),
        ),
        callout("note", "The report also has three recommendations to councils and a set of guiding principles. Their text was not available to us, so this page leaves them out."),
        references(
            ("Belong, announcement of the launch webinar, March 2022", "https://www.belongnetwork.co.uk/"),
            ("Migration Yorkshire, summary of the report", ""),
            ("Council of Europe, Intercultural Cities programme", "https://www.coe.int/"),
        ),
    ),
    changes=((75, "Split the two roles into chapters."),),
    chapters=(
        Chapter(
            "engine-of-cohesion",
            "Engine of cohesion",
            "Four things a business can do inside its own walls.",
            (
                prose("""For many adults, work is the only place where they spend hours with people whom they did not choose. That makes it one of the strongest places for contact across difference, if it is arranged so that contact happens."""),
                heading("Recruit a diverse workforce"),
                prose("""Look at who hears about a vacancy before you look at who applies. Recommendation by the best worker is quick, and it makes teams of one family, one street or one language."""),
                heading("Make the culture inclusive"),
                prose("""Managers set who is rostered with whom, when breaks fall and which language a briefing is in. Managers who are aware of cohesion make those choices on purpose."""),
                heading("Let diverse groups lead innovation"),
                prose("""Ask people who see the business from the edge what they would change, and let them lead the change."""),
                example(
                    "DIVERSITY = INNOVATION",
                    "Kirklees",
                    "An employer network that the report cites. Its name is its argument: difference is a source of ideas and not only something to be managed.",
                ),
                heading("Invest in local social infrastructure"),
                prose("""The rooms, clubs and halls in which people meet are what cohesion is made in. A hall that closes is not replaced by a strategy."""),
                example(
                    "An inclusive employers' toolkit",
                    "Bradford",
                    "Made by Grant Thornton with Bradford Council, and cited in the report as an example of business and council working side by side.",
                ),
                sample("The explanations under the four actions are ours. The actions and the two examples are from the report."),
            ),
        ),
        Chapter(
            "community-partner",
            "Community partner",
            "Four things a business can do outside its walls.",
            (
                heading("Partner with a local group or charity"),
                prose("""One lasting partner is worth more than ten days out. Ask what they need before you say what you have."""),
                heading("Offer employee volunteering"),
                prose("""Regular and mixed beats big and once. What is known about volunteering and cohesion is in [The Power of Connection](page:power-of-connection): the two feed each other, and the kind of role matters."""),
                heading("Bring supply chains closer to home"),
                prose("""Each local contract is also an acquaintance between two people who might never have met."""),
                heading("Evaluate the effect on cohesion"),
                prose("""Count who met whom, not only how many hours were given. Ask the partner, not only the staff."""),
                sample("A first conversation between a council and an employer might go like this. These steps are ours."),
                steps(
                    ("Start from their problem", "People leaving, vacancies, complaints between shifts. Cohesion is often the name of the remedy and rarely the name of the problem."),
                    ("Look at one ordinary day together", "Who starts when, who eats where, who translates for whom."),
                    ("Choose one action from each role", "One inside, one outside, both small."),
                    ("Agree what you will look at in six months", "Two numbers and one conversation."),
                ),
            ),
        ),
    ),
)
