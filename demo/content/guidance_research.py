"""Research turned into guidance: Beyond Us and Them, and volunteering."""

from datetime import date

from demo.content.communities import LOCAL_GOVERNMENT
from demo.content.pages import (
    Chapter,
    Guide,
    callout,
    figure,
    heading,
    key_points,
    prose,
    references,
    sample,
    table,
)

_KENT = ("Abrams, D., Lalot, F. and colleagues, University of Kent, Centre for the Study of Group Processes, with Belong", "")

BEYOND = Guide(
    "beyond-us-and-them",
    "Beyond Us and Them",
    "Social cohesion in Britain through the pandemic: what 39,000 survey answers found, and how to use it without claiming too much.",
    ("trust-in-institutions", "trust-in-others", "evaluation", "local-government"),
    ("councils", "funders", "charities"),
    date(2021, 11, 26),
    LOCAL_GOVERNMENT,
    reviewed_days_ago=210,
    review_due_in_days=-12,
    key_points=(
        "Areas that had invested in cohesion went through the first months of the pandemic with stronger relations on several measures.",
        "24% of people in those areas had volunteered in the past month, against 8% elsewhere.",
        "People saw the country as more divided while local unity held and trust in other people grew.",
        "Trust in councils' handling did not fall; trust in the UK government's fell sharply after June 2020.",
        "The comparison shows a difference between places. It cannot prove what caused it.",
    ),
    body=(
        callout("note", "A summary in our own words of published findings. It quotes nothing from the reports."),
        heading("The study in one paragraph"),
        prose("""Belong worked with the University of Kent's Centre for the Study of Group Processes; the Nuffield Foundation paid for it. Professor Dominic Abrams led it, with Dr Fanny Lalot and Jo Broadwood as co-investigators; Kaya Davies Hayon and Andrew Dixon are among the authors of the final report. From May 2020 to July 2021 it gathered about **39,000 survey answers, 61 focus groups and 256 interviews**."""),
        figure(
            "paper-shapes",
            "A drawing of overlapping paper shapes in five colours. Where two of them overlap, a third colour appears.",
            "Not two sides, but many that overlap.",
        ),
        heading("What came out of it"),
        prose("""- First findings, 2020
- *The Social Cohesion Investment*, 2020
- *All in it, but not necessarily together*, on key workers and volunteers
- *Community, Connection and Cohesion During COVID-19*, February 2021
- A policy and practice paper for local areas, spring 2021
- The final report, *Societal Cohesion in Britain Through Eighteen Months of COVID-19*, launched online on Friday 26 November 2021"""),
        references(
            _KENT,
            ("Lalot and others (2021), Journal of Community & Applied Social Psychology", "https://doi.org/10.1002/casp.2522"),
            ("Nuffield Foundation (2021), account of findings", "https://www.nuffieldfoundation.org/"),
            ("Government Business, November 2021", ""),
        ),
    ),
    changes=((210, "Set the table of findings apart from what may be concluded from it."),),
    chapters=(
        Chapter(
            "how-it-was-done",
            "How it was done",
            "Who was asked, where, and how many times.",
            (
                table(
                    "The surveys",
                    (("text", "Where"), ("text", "How many times")),
                    ("Kent, Scotland and Wales", "Eight waves"),
                    ("Six local authorities that had prioritised cohesion, and community activists", "Six waves"),
                    ("Four metropolitan areas", "Three waves"),
                ),
                prose("""Bradford, Blackburn with Darwen, Calderdale, Walsall and Waltham Forest are named as partners. The journal paper counts six authorities, including the five government Integration Areas, so that the sixth is **Peterborough** by inference.

StreetGames, Volunteering Matters, the Jo Cox Foundation, Near Neighbours and Spirit of 2012 were partners as well. A study with interviews and focus groups ran beside the surveys."""),
                callout("note", "The questionnaire itself is not openly published, as far as we could find. If you want to ask something similar, use questions from official surveys under an open licence."),
            ),
        ),
        Chapter(
            "what-it-found",
            "What it found",
            "The figures, as published, with what each one compares.",
            (
                heading("Investing areas against others"),
                figure(
                    "chart-investing",
                    "A chart of two pairs of bars. Volunteered in the past month: 24% in investing areas, 8% elsewhere. Optimistic about the future: 54% in investing areas, 48% elsewhere.",
                    "Three times as many had volunteered in the past month. The gap in optimism is smaller.",
                ),
                table(
                    "Areas that had invested in cohesion compared with others",
                    (("text", "Measure"), ("text", "Investing areas"), ("text", "Elsewhere"), ("text", "Source")),
                    ("Volunteered in the past month", "24%", "8%", "University of Kent news"),
                    ("Optimistic about the future", "54%", "48%", "University of Kent news"),
                    ("Likely to volunteer", "Twice as likely", "", "Nuffield Foundation, 2021"),
                    ("Neighbourliness", "9.9% higher", "", "Nuffield Foundation, 2021"),
                    ("Trust in the council's pandemic response", "8.2% higher", "", "Nuffield Foundation, 2021"),
                ),
                prose("""The journal paper rests on a survey of June 2020 with 2,924 people, in six investing areas and three others. It found higher cohesion at all three levels it looked at: between people, in the locality, and towards institutions and newcomers."""),
                heading("Across Britain"),
                prose("""- The sense of **national** division grew.
- **Local** unity held, and trust in other people grew.
- Trust in the UK government's response began high and fell sharply after June 2020.
- Trust in councils' response did not fall, and it was higher everywhere.
- By early summer 2020 more than 30% of people saw groups as opposed to each other; for some divides, up to 45% did. The divides asked about were age, ethnicity, religion and nationality."""),
            ),
        ),
        Chapter(
            "using-it-honestly",
            "Using it honestly",
            "Sentences you can say to a finance director, and some you cannot.",
            (
                key_points(
                    "Three sentences that hold",
                    "People in areas that had put effort into cohesion were more likely to have volunteered.",
                    "They also reported more neighbourliness and more trust in their council's response.",
                    "Local relations held up while people thought that the country as a whole was coming apart.",
                ),
                callout("warning", "Do not say that investment *caused* the difference. Areas chose, or were chosen, to invest; nobody drew lots. The survey shows how places differed, at one hard time."),
                heading("What the authors ask for"),
                prose("""- Moderate, steady investment in local social infrastructure and in togetherness.
- Cohesion built into the policy of levelling up.
- Government and councils working place by place.

The first recommendation of the policy paper is **active social engagement**. Its full list was not available to us."""),
                sample("The three sentences are ours, checked against the published findings named on this page."),
            ),
        ),
    ),
)

VOLUNTEERING = Guide(
    "power-of-connection",
    "The Power of Connection: volunteering and cohesion",
    "Volunteering and cohesion feed each other, formal volunteering more than informal, and the kind of role matters. What that means for a rota.",
    ("volunteering", "bridging-connections", "active-engagement", "evaluation"),
    ("charities", "councils", "funders", "businesses"),
    date(2023, 9, 7),
    LOCAL_GOVERNMENT,
    reviewed_days_ago=120,
    review_due_in_days=245,
    key_points=(
        "The link runs both ways: volunteering builds cohesion, and cohesion builds volunteering.",
        "Formal volunteering has more effect on cohesion than informal help.",
        "The type of role matters: design roles in which people meet others unlike themselves.",
    ),
    body=(
        callout("note", "A summary in our own words. The research is dated 2023; the network announced the work in its update of June 2022."),
        heading("Two publications"),
        prose("""**Causal Connections** (July 2023) analyses three large surveys with about 77,000 respondents, from 2014 to 2021. It finds that volunteering and cohesion reinforce each other, in both directions and causally; that formal volunteering does more for cohesion than informal; and that the type of role matters.

**The Power of Connection** is the guidance that came of it: by the University of Kent (Dominic Abrams, Zoe Horsham and Ben Davies) with Belong and the coalition Shaping the Future with Volunteering. The summary is dated 7 September 2023 and it was launched online on Tuesday 19 September 2023. The culture department, which had supported the work, helped to spread the word. There is a toolkit too."""),
        figure(
            "threads",
            "A drawing of two strands, one teal and one ochre, that twist round each other from left to right and grow thicker as they go.",
            "Each strengthens the other.",
        ),
        heading("What it means for a rota"),
        sample("The toolkit's own steps were not available to us. These suggestions are ours, drawn from the three findings above."),
        prose("""- **Start at either end.** Where hardly anybody volunteers, begin with neighbourliness: a bench, a soup, an excuse to talk. Sign-up forms can come later.
- **Keep informal help informal.** The neighbour with the pan does not need a lanyard.
- **Put different people on one shift.** A rota filled by friends of friends bonds; a mixed one bridges. Most places need both.
- **Look at the role.** Sorting tins back to back is volunteering. Sorting tins face to face is volunteering and conversation.
- **Ask who was never asked.** Most people who volunteer were asked by somebody."""),
        references(
            ("University of Kent, Belong and Shaping the Future with Volunteering (2023), The Power of Connection", "https://www.belongnetwork.co.uk/"),
            ("University of Kent and Belong (July 2023), Causal Connections", "https://www.belongnetwork.co.uk/"),
        ),
    ),
    changes=((120, "Took over the dates of both publications."),),
)
