"""Guidance on race and faith hate crime: Together, We Can Achieve Unity."""

from datetime import date

from demo.content.communities import HATE_CRIME
from demo.content.pages import (
    Chapter,
    Guide,
    callout,
    case_study,
    figure,
    heading,
    key_points,
    prose,
    references,
    sample,
    steps,
    table,
)

UNITY = Guide(
    "together-we-can-achieve-unity",
    "Together, We Can Achieve Unity",
    "What nine organisations learned from running projects against race and faith hate crime during the pandemic, and what they recommend to the rest of us.",
    ("hate-crime", "prejudice-and-racism", "social-mixing", "digital-inclusion"),
    ("charities", "councils", "faith-groups", "schools"),
    date(2021, 7, 15),
    HATE_CRIME,
    reviewed_days_ago=32,
    review_due_in_days=None,
    key_points=(
        "Nine organisations reached almost 50,000 people in England, most of them online.",
        "People left more open to others, more trusting across backgrounds, and knowing more about prejudice.",
        "Between 90% and 95% of young participants became better able to recognise prejudice.",
        "Work in partnership, blend online and in person, and go out of your way for people who are not online.",
        "Leave skills behind in communities, so that the work goes on when the grant has gone.",
    ),
    body=(
        callout("note", "This page is a summary in our own words, made for this demonstration hub. It is not the report and quotes nothing from it."),
        heading("What it is"),
        prose("""*Together, We Can Achieve Unity* was published on Thursday 15 July 2021 by Belong – The Cohesion and Integration Network. It gathers shared learning and good practice from **nine organisations** that ran cohesion projects while Britain was in and out of lockdown.

The projects were paid for by the race, faith and hate crime programme of the Ministry of Housing, Communities and Local Government in 2020–21. Most of what they did happened online. What they learned about working at a distance, and about its limits, is of use long after the reason for it."""),
        figure(
            "mosaic",
            "A drawing of a mosaic: many small tiles in teal, ochre, plum and green that make one rising curve across the picture.",
            "Nine projects, one body of learning.",
        ),
        heading("Who it is for"),
        prose("""People who design, run or pay for work that prevents race and faith hate crime: community organisations, faith bodies, schools, councils and funders. If you take reports or support people who were targeted, the conversations in *Race and faith hate crime* go further than any page can."""),
        callout("warning", "This is guidance for practitioners. If something has happened to you or to somebody you know, go to [Get help now](page:help)."),
        references(
            ("Belong – The Cohesion and Integration Network, news of 14 July 2021", "https://www.belongnetwork.co.uk/"),
            ("Reports of the grant announcement of 17 November 2020: Eastern Eye; Voscur; fundraising.co.uk; Faith & Belief Forum", ""),
        ),
    ),
    changes=(
        (32, "Added the warning about reading recorded hate crime figures."),
        (140, "Marked every passage where the report's own text was not available to us."),
    ),
    chapters=(
        Chapter(
            "what-nine-projects-showed",
            "What nine projects showed",
            "Reach, results, and how much weight they can bear.",
            (
                sample("The report's own chapters were not available to us. This division into chapters is ours."),
                heading("Reach"),
                prose("""Almost **50,000 people** took part across England. Most of it happened online, because most of it had to."""),
                heading("What people said had changed"),
                prose("""- They were more open to people unlike themselves.
- They had more trust in people of other backgrounds.
- They knew more about prejudice by race and by faith.
- Among young people, 90–95% became better able to recognise prejudice, and knew more about what hate crime is."""),
                figure(
                    "chart-young-people",
                    "A chart of two bars. Young participants better able to recognise prejudice: between 90 and 95 in every 100. The rest: between 5 and 10 in every 100.",
                    "At least nine in ten young people became better able to recognise prejudice.",
                ),
                table(
                    "What was published about the nine projects together",
                    (("text", "Measure"), ("text", "Result")),
                    ("People who took part, England", "Almost 50,000, most of them online"),
                    ("Young people better able to recognise prejudice", "90–95%"),
                    ("Openness to others", "Higher, by participants' own account"),
                    ("Trust across backgrounds", "Higher, by participants' own account"),
                ),
                heading("How much weight this can bear"),
                prose("""These are answers from people who took part, soon after they did. That is worth having. It does not tell us what would have happened without the projects, or what people did a year later. If you are planning work of your own, ask a few people again after some months: it costs little, and hardly anybody does it."""),
            ),
        ),
        Chapter(
            "five-recommendations",
            "Five recommendations, and where to begin",
            "Partnership, blended delivery, digital exclusion, lasting skills, and people who carry it on.",
            (
                prose("""The report's recommendations fall under five heads. The heads are the report's, put in our words. The questions under each are ours."""),
                heading("Work in partnership"),
                prose("""More partnership between organisations, and across sectors.

- Who already has the trust of the people you want to reach, and what would they need from you?
- Which of you would be missed first if the money stopped?"""),
                heading("Blend online and in person"),
                prose("""Use both, each for what it does well.

- What needs a shared room: a first meeting, an argument, a meal?
- What is better on a screen: a speaker who cannot travel, a second meeting, an interpreter from far away?"""),
                heading("Reach people who are not online"),
                prose("""Some people are left out by every link you send.

- Who has a phone but shares it? Who has credit only at the start of the month?
- What can be done by post, by telephone, on the doorstep?"""),
                heading("Leave knowledge and skills behind"),
                prose("""Find practical ways to embed what people learn in their own community.

- Who will be able to run this without you, and when will you let them?"""),
                heading("Help people carry it on"),
                prose("""Empower individuals to keep going after the project ends.

- What does somebody who was moved by a session do next Tuesday?"""),
                sample("What follows is a suggestion for a first month. It is not from the report."),
                steps(
                    ("Ask three people who would not come", "Find out what would have to be different. Pay for their time."),
                    ("Choose one partner who disagrees with you", "About method, not about whether people matter."),
                    ("Put the second meeting in the diary before the first", "One meeting is an event. Two are the beginning of something."),
                    ("Write down what you expect to see", "In one sentence, before you begin, so that you can be wrong."),
                ),
                key_points(
                    "If you do only three things",
                    "Go where people already are.",
                    "Plan for the people whom a link does not reach.",
                    "Name the person who will carry it on.",
                ),
            ),
        ),
        Chapter(
            "the-nine-projects",
            "The nine projects",
            "Who led them, where, and with how much, as far as that is public.",
            (
                prose("""The programme opened in March 2020 with about £2m. Organisations bid for between £100,000 and £450,000 by 17 April 2020. On 17 November 2020 the Faith Minister announced **£1.8m for nine projects**."""),
                callout("note", "The same programme and the same number make it very likely that these are the nine in the report. It is not confirmed."),
                table(
                    "The nine funded projects, as reported at the time",
                    (("text", "Project"), ("text", "Lead"), ("number", "Grant"), ("text", "Where")),
                    ("Communities United", "EFL Trust", "£287,000", "North West, six club charities"),
                    ("Back Together, Stronger Together", "Anne Frank Trust UK", "£204,000", "North West; East of England"),
                    ("(title not found)", "Faith & Belief Forum", "£184,390", "Birmingham; Barking and Dagenham"),
                    ("Unified Action", "Not found", "Not found", "Not found"),
                    ("The R Project", "Not found", "Not found", "Not found"),
                    ("It's Not as Simple as Black and White", "Not found", "Not found", "Not found"),
                    ("Building Bridges Bradford", "Not found", "Not found", "Bradford, going by its name"),
                    ("United As One", "Not found", "Not found", "Not found"),
                    ("Pathway of Understanding", "Not found", "Not found", "Not found"),
                ),
                heading("Read about each"),
                case_study("case-communities-united"),
                case_study("case-back-together"),
                case_study("case-faith-and-belief-forum"),
                case_study("case-unified-action"),
                case_study("case-the-r-project"),
                case_study("case-not-as-simple"),
                case_study("case-building-bridges-bradford"),
                case_study("case-united-as-one"),
                case_study("case-pathway-of-understanding"),
            ),
        ),
        Chapter(
            "reading-the-figures",
            "Reading recorded hate crime figures",
            "What police-recorded numbers can tell you, and what they cannot.",
            (
                prose("""Sooner or later somebody will put a number on the screen. These are the published totals for England and Wales."""),
                table(
                    "Hate crimes recorded by the police, England and Wales",
                    (("text", "Year to March"), ("number", "All hate crime"), ("number", "Race"), ("text", "Note")),
                    ("2022", "155,841", "109,843", "Race was 70% of the total"),
                    ("2023", "145,214", "101,906", "Without Devon and Cornwall; religion revised to 8,241"),
                    ("2024", "140,561", "98,799", "Down 5%; religious hate crime up 25%"),
                ),
                callout("warning", "The Home Office itself warns that these figures show demand on the police. They do **not** show how much hate crime there is, nor a reliable trend. The 2023 total leaves out one police force and cannot be set beside the others."),
                prose("""More reports can mean that more happens, that more people trust the police, or that the police record better. Fewer reports can mean any of these in reverse. Say so whenever you use them, and never use them to rank places or to describe a group of people."""),
                references(
                    ("Home Office, Hate crime, England and Wales (yearly statistical bulletins). Contains public sector information licensed under the Open Government Licence v3.0.", "https://www.gov.uk/"),
                ),
            ),
        ),
    ),
)
