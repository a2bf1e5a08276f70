"""Guidance for sport and physical activity: The Power of Sport."""

from datetime import date

from demo.content.communities import SPORT as SPORT_ROOM
from demo.content.pages import (
    Chapter,
    Guide,
    callout,
    case_study,
    figure,
    heading,
    prose,
    references,
    sample,
    steps,
    table,
)

SPORT = Guide(
    "power-of-sport",
    "The Power of Sport",
    "How to design, run and evaluate sport and physical activity so that people who would not otherwise meet get to know each other.",
    ("sport", "social-mixing", "bridging-connections", "evaluation"),
    ("sport", "councils", "funders", "charities"),
    date(2021, 12, 7),
    SPORT_ROOM,
    reviewed_days_ago=18,
    key_points=(
        "Sport brings people into one place. Whether they mix depends on how it is designed.",
        "Begin with a theory of change: what you do, what you expect it to lead to, and why it should.",
        "Some conditions make cohesion more likely; plan for them rather than hoping.",
        "Short-term and long-term outcomes need different measures.",
        "It is for people who commission, fund, design, deliver or evaluate.",
    ),
    body=(
        callout("note", "A summary in our own words of guidance and a toolkit published by Belong. The toolkit itself is an online course that people enrol in; it is not copied here."),
        heading("Guidance, then a toolkit"),
        prose("""The **guidance** first came out on Wednesday 12 August 2020, made with the Good Faith Partnership. Spirit of 2012, Sporting Equals and Sport England were among those who contributed; Professor Ted Cantle led the work with Ruth Hollis of Spirit of 2012. It contains a theory of change, outcome measures for the short and the long term, the conditions and the context in which gains in cohesion are likely, and help with evaluation [1].

The **digital toolkit** followed on 7 December 2021 [1, 2] with a webinar that over 100 people attended. Spirit of 2012 and Sport England paid for it. It takes people step by step through design and evaluation, with practice examples, guidance, tools and resources."""),
        figure(
            "pitch",
            "A drawing of a football pitch seen from above, with six circles of different colours meeting on the centre line.",
            "The same pitch is not yet the same team.",
        ),
        heading("What cohesion means here"),
        prose("""The toolkit treats cohesion and integration as one idea: **how far people of different backgrounds mix, interact and get along**. The differences may be of ethnicity, faith, class, age, gender or disability."""),
        heading("Six things to look for"),
        prose("""The network comes back to six factors again and again. They make good headings for a plan and for a report.

- Tackling prejudice and racism
- Social mixing between groups
- Active social engagement
- Trust in local government and institutions
- Trust in, and perception of, other people
- Bridging social connections"""),
        references(
            ("Belong, Power of Sport: guidance (12 August 2020) and digital toolkit (7 December 2021)", "https://www.belongnetwork.co.uk/"),
            ("GreaterSport, January 2022, on the toolkit's launch", ""),
        ),
    ),
    changes=(
        (18, "Added the four questions that people in the community use with small groups."),
        (96, "Made it plain that the six steps are a sample."),
    ),
    chapters=(
        Chapter(
            "six-steps",
            "A path in six steps",
            "From understanding cohesion to learning from what happened.",
            (
                sample("The names and the number of the toolkit's own steps were not available to us. These six are a sample, made from what is known of its contents."),
                steps(
                    ("Understand cohesion", "Read the definition. Say out loud which difference you mean: age, faith, class, ethnicity, the two ends of one estate. *Bringing the community together* is not yet an answer."),
                    ("Know your place and people", "Who uses the pitch at four, at six and at eight? Who stopped coming? Ask wardens, caretakers and whoever empties the bins."),
                    ("Draw your theory of change", "One page: **because** people here do not meet, we will do **this**, so that **that** happens, which we think leads to **the other**. Show it to somebody who will disagree."),
                    ("Design for mixing", "Decide how teams are made, who blows the whistle, where parents stand, what happens in the half hour afterwards. Give people something they need each other for."),
                    ("Deliver inclusively", "Cost, clothing, changing, food, language, the walk home. Each of these turns somebody away in silence."),
                    ("Measure and learn", "Look before you begin and look again. Ask few questions. Tell people what you found."),
                ),
                callout("tip", "If you have one evening for planning, spend it on the fourth step."),
            ),
        ),
        Chapter(
            "measuring",
            "Measuring without spoiling it",
            "What to look at in the short and the long term, and how to ask.",
            (
                prose("""The guidance tells short-term outcomes from long-term ones. The difference matters when you promise something: a season can change **who knows whom**; trust in institutions takes years and has many other causes."""),
                sample("The table and the questions are ours, put together from how practitioners on this hub say they work. They are not a validated scale and are not from the toolkit."),
                table(
                    "What a small project can hope to see, and when",
                    (("text", "When"), ("text", "What may change"), ("text", "How to look")),
                    ("After weeks", "Who stands with whom", "One adult watches the same three moments each time"),
                    ("After months", "Names known, favours asked", "Four short questions, asked standing up"),
                    ("After a year", "Friendships outside the session", "Ask again those who were asked before, and those who left"),
                    ("After years", "Trust in other people and in institutions", "Local surveys; do not claim it as yours alone"),
                ),
                figure(
                    "chart-names",
                    "A chart with two columns. Before: 4 of 22 young people knew most of the others by name. After 14 weeks: 15 of 22.",
                    "Demonstration figures: an invented session in which 22 young people were asked twice.",
                ),
                heading("Four questions"),
                prose("""1. How many people here do you know by name?
2. How many of them did you not know before you came?
3. Have you done anything with any of them outside the session?
4. Is there anything that makes it hard to get to know people here?"""),
                callout("warning", "Do not ask children how much they trust *people from other communities*. It teaches them that there is a line. Watch, count names, and leave trust out."),
                heading("Practice to look at"),
                case_study("case-communities-united"),
            ),
        ),
    ),
)
