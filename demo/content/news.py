"""News: the network's update of June 2022, in our words, and a word about the demonstration."""

from datetime import date

from demo.content.pages import News, callout, figure, heading, prose

NEWS = (
    News(
        "network-update-june-2022",
        "The network's update, June 2022",
        "Communities of practice at work, the sport toolkit launched, new research on volunteering, and a conference to come.",
        date(2022, 6, 1),
        (
            callout("note", "Retold in our own words from the update by Jo Broadwood, the network's chief executive at the time. The day in June is not known to us, so it stands at the first."),
            heading("Communities of practice"),
            prose("""Three communities of practice are at work: for local government, for sport and cohesion, and for race and faith hate crime."""),
            heading("Sport"),
            prose("""The digital toolkit [The Power of Sport](page:power-of-sport) was launched by a webinar in December 2021. Over 100 people came. It is a step-by-step guide to design and evaluation, with examples, tools and resources, and it was paid for by Spirit of 2012 and Sport England."""),
            heading("Business"),
            prose("""Guidance on the part that businesses can play is on its way, with more examples of good practice to follow. It is here as [Everybody's Business](page:everybodys-business)."""),
            heading("Volunteering"),
            prose("""New research and guidance on volunteering and cohesion are being made with the culture department and the coalition Shaping the Future with Volunteering."""),
            heading("Shared ground"),
            prose("""Webinars and training help people to find shared ground where there is tension."""),
            heading("Belonging 2022"),
            prose("""A conference, *Belonging 2022: Leading on Social Cohesion*, is announced for Friday 16 September 2022 in central Manchester, for members and for leaders across sectors."""),
            heading("Working with the network"),
            prose("""The network offers bespoke services, heavily discounted for members."""),
            callout("note", "What came of it: the conference took place at about the beginning of December 2022 instead. The research on volunteering came out in 2023, as told in [The Power of Connection](page:power-of-connection)."),
        ),
    ),
    News(
        "radical-kindness-week-2021",
        "From the archive: Radical Kindness Week",
        "Five days in May 2021 of free workshops and a webinar about acts that build bridges across difference.",
        date(2021, 5, 17),
        (
            figure(
                "threads",
                "A drawing of two strands, one teal and one ochre, that twist round each other from left to right and grow thicker as they go.",
                "Deliberate acts that connect.",
            ),
            prose("""From Monday 17 to Friday 21 May 2021 the network held Radical Kindness Week, with Spirit of 2012 as funder. The workshops and the webinar were free. The paper [Cultivating Radical Kindness](page:radical-kindness) was published in the week, with a toolkit for social media under #RadicalKindness.

The programme of each day and the number of people who came were not found."""),
        ),
    ),
)
