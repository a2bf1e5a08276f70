"""What the communities keep: invented forms, notes and checklists, and what their Leads pinned."""

from demo.content.communities import CASEWORK, HATE_CRIME, LOCAL_GOVERNMENT, SPORT
from demo.content.shapes import KeptFile, Pin, Shelf

SHELVES = (
    Shelf(
        SPORT,
        (
            KeptFile(
                "Code of conduct for the touchline", "touchline-code.pdf", "joanne.hartley",
                "One page to pin up in the clubhouse. Change the name of the club and use it as it is.",
                (
                    ("Code of conduct", "Cheer both teams. Leave the coaching to the coaches. The referee is sixteen and learning.",),
                    ("Code of conduct", "Cheer both teams. Leave the coaching to the coaches. The referee is sixteen and learning.",
                     "If you hear something that makes you wince, tell the welfare officer: green jacket, by the tea hatch."),
                ),
                folder=("Forms and checklists",), topics=("sport", "young-people"), days_ago=34, is_pinned=True,
            ),
            KeptFile(
                "First session checklist", "first-session.pdf", "shazia.malik",
                "What we wish we had known before the first Friday: changing rooms, lifts home, who opens the gate.",
                (("First session checklist", "Who has the key. Where people change. How the last child gets home.",
                  "Names on stickers, first names only. Two adults who stay until the end."),),
                folder=("Forms and checklists",), topics=("sport", "social-mixing"), days_ago=21,
            ),
            KeptFile(
                "Four questions after a season", "four-questions.pdf", "priya.nair",
                "A short form for players and parents. It fits on a phone and takes two minutes.",
                (("Four questions", "Who did you meet here that you would not have met? Would you ring them?",
                  "What nearly made you stop coming? What should we leave exactly as it is?"),),
                folder=("Forms and checklists", "Finding out what changed"), topics=("evaluation", "sport"), days_ago=12,
            ),
            KeptFile(
                "Notes of the autumn meeting", "autumn-meeting.pdf", "bev.stokes",
                "Who came, what was agreed, who is doing it.",
                (("Notes of the autumn meeting", "Hall hire: Andy asks for a Tuesday. Bibs: Leon counts them.",
                  "Next time: bring one person who has never come."),),
                folder=("Meetings",), topics=("volunteering",), days_ago=5,
            ),
        ),
        (
            Pin("dele.adeyemi", page="power-of-sport"),
            Pin("dele.adeyemi", title="Ann Craft Trust", url="https://www.anncrafttrust.org/",
                sentence="Safeguarding adults in sport and activity, in plain words."),
        ),
    ),
    Shelf(
        LOCAL_GOVERNMENT,
        (
            KeptFile(
                "Briefing note, one side", "briefing-one-side.pdf", "grace.mensah",
                "The shape of a note that is read on the way into the meeting.",
                (("Briefing note", "What is happening. What it is not. What we ask you to do, and by when.",),),
                folder=("Templates",), topics=("local-government",), days_ago=40, is_pinned=True,
            ),
            KeptFile(
                "First hour after a rumour", "first-hour.pdf", "orla.keane",
                "Who rings whom, in which order, before anybody writes a statement.",
                (("First hour", "Ring the neighbourhood officer. Ring the person it is about. Then write.",),
                 ("First hour", "Ring the neighbourhood officer. Ring the person it is about. Then write.",
                  "Say what you know, what you do not know, and when you will say more.")),
                folder=("Templates",), topics=("tension-monitoring", "trust-in-institutions"), days_ago=9,
            ),
        ),
        (Pin("grace.mensah", page="together-we-can-achieve-unity"),),
    ),
    Shelf(
        HATE_CRIME,
        (
            KeptFile(
                "Poster for a reporting desk", "desk-poster.pdf", "rashid.anwar",
                "Opening times in large print. Add your own languages.",
                (("You can tell us", "Tuesdays and Fridays, ten until two. You decide what happens next.",),),
                topics=("hate-crime",), days_ago=16, is_pinned=True,
            ),
        ),
    ),
    Shelf(
        CASEWORK,
        (
            KeptFile(
                "Questions for a reflection hour", "reflection-hour.pdf", "marcia.bennett",
                "What we ask each other, so that nobody has to prepare.",
                (("Reflection hour", "What stayed with you? What did you need and not have? What would you keep?",),),
                days_ago=25,
            ),
        ),
    ),
)
