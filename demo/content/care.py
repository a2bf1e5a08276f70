"""Whom to turn to, and two reports: one that waits, and an urgent one that was decided."""

from demo.content.communities import HATE_CRIME, SPORT
from demo.content.shapes import HelpContact, Report

HELP_CONTACTS = (
    HelpContact("Police, in an emergency", "Somebody is in danger, or a crime is happening now", "999", is_urgent=True, hours="day and night; if you cannot speak, stay on the line and follow what you hear", source="Well known"),
    HelpContact("Police, not an emergency", "Telling the police what happened", "101", hours="day and night", source="Well known"),
    HelpContact("True Vision", "Reporting hate crime online, run by the police", website="https://www.report-it.org.uk/", source="Published source, undated"),
    HelpContact("CST, London and the south", "Antisemitism", "0800 032 3263", hours="day and night", source="Published source, undated"),
    HelpContact("CST, Manchester and the north", "Antisemitism", "0800 980 0668", hours="day and night", source="Published source, undated"),
    HelpContact("Tell MAMA", "Anti-Muslim hatred", "0800 456 1226", source="Published source of 2015"),
    HelpContact("Stop Hate UK", "Hate crime of any kind, in some areas", "0800 138 1625", text_number="07717 989 025", source="Published sources of 2020 and 2021"),
    HelpContact("Victim Support", "Anybody affected by crime", "0300 303 1982", source="Published source of 2019, for Wales"),
    HelpContact("Crimestoppers", "Telling what you know without your name", "0800 555 111", source="Published source, undated"),
)

REPORTS = (
    Report(
        community=SPORT,
        thread="Is £46 an hour normal for a school sports hall?",
        number=1,
        reporter="ewa.kowalska",
        category="rules",
        words="Anyone who books halls round here knows which academy this is, from the price and the weeks.",
        hours_ago=30,
    ),
    Report(
        community=HATE_CRIME,
        thread="The week after: what keeps trust with a congregation, and what loses it",
        number=1,
        reporter="chloe.tranter",
        category="named",
        words="I thought I knew which place this is.",
        hours_ago=20 * 24,
        outcome="kept",
        decided_by="marcia.bennett",
        answer="It is put together from several places, as its first line says, and no detail is of one alone. Thank you for looking out.",
    ),
)
