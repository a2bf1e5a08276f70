"""Labelled sentences for `pausing`: what should be asked about, and what should not. All of it invented.

Made from frames and fillings with a seed, the same each time. They were written before the patterns
were tuned on a part of them; the figures hold for such sentences and promise nothing for others.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from discussions.pausing import Kind

SEED = 2026
FIRST = [
    "Amina",
    "Yusra",
    "Tomasz",
    "Bronwen",
    "Declan",
    "Farzana",
    "Olwen",
    "Kwame",
    "Leszek",
    "Mairead",
    "Nasreen",
    "Piotr",
    "Rhiannon",
    "Siobhan",
    "Tariq",
    "Wanjiru",
    "Zainab",
    "Callum",
    "Esther",
    "Ibrahim",
]
LAST = [
    "Kellerby",
    "Okonjo",
    "Pashley",
    "Hussaini",
    "Drabble",
    "Wojcik",
    "Trewhella",
    "Mistrey",
    "Abernethy",
    "Faroukh",
    "Lathom",
    "Nkemelu",
    "Quarmby",
    "Rashidi",
    "Sowerbutts",
    "Penhale",
    "O'Hara",
    "Llwyd-Jones",
    "McAdam",
    "Vranch",
]
PLACES = [
    "Harrowbeck",
    "Kelder",
    "Glanwern",
    "Brinscombe",
    "Stannerley",
    "Thornmere",
    "Oxley",
    "Penlow",
    "Askrigg",
    "Marlow",
]
ROADS = (
    "Station Road",
    "Mill Lane",
    "Chapel Street",
    "Park Avenue",
    "Oak Close",
    "Victoria Terrace",
    "Church Grove",
)
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

#: Frames by what is in them; a word in braces is filled in.
ASKED: dict[Kind, tuple[str, ...]] = {
    Kind.NAME: (
        "The victim, {full}, does not want to go to court.",
        "We supported the witness {full} on the day.",
        "His name is {full} and he is doing better now.",
        "A woman called {first} came to the desk on her own.",
        "Mrs {last} rang us twice that week.",
        "Mr. {full} has moved to his sister's since.",
        "{full} was attacked on her way home.",
        "Two lads threatened {full} outside the shop.",
        "The suspect is {full}, whom everybody here knows.",
        "Dr {last} at the surgery wrote the letter.",
        "My client {first} asked me to ask you.",
        "{full}, who was assaulted last month, has heard nothing.",
        "The boy, named {first}, is in year nine.",
        "Imam {last} spoke to the family.",
        "Police arrested {full} the next morning.",
        "The caller was {full} and she was shaking.",
        "Her real name: {full}, though she goes by another.",
        "I sat with {full} for two hours afterwards.",
        "{first} told me what had been shouted at her.",
    ),
    Kind.ADDRESS: (
        "It happened outside {number} {road} at night.",
        "The family at {number} {road} had it twice.",
        "She lives in Flat {number} above the bakery.",
        "Paint on the door of {number}b, {road}, again.",
    ),
    Kind.POSTCODE: (
        "Mostly around {postcode}, the streets behind it.",
        "Their postcode is {postcode} and nobody delivers.",
        "somewhere near {lowpostcode} i think",
    ),
    Kind.SCHOOL: (
        "Her son goes to {place} Primary School.",
        "It was two boys from {place} Academy.",
        "The graffiti was on {place} Central Mosque.",
        "He was followed along {road} by a car.",
        "They pray at St {first}'s Church on Sundays.",
    ),
    Kind.PHONE: (
        "Ring her on {mobile} after six.",
        "Their landline is {landline}.",
        "Text +44 7{nine} and she will answer.",
    ),
    Kind.EMAIL: (
        "Write to {email} before Friday.",
        "She used {email} for the report.",
    ),
    Kind.CAR: (
        "They drove off in a red Fiesta, {plate}.",
        "The number plate was {plate} I am fairly sure.",
    ),
    Kind.REFERENCE: (
        "The crime reference is {reference}.",
        "Crime number {reference} if anybody can look.",
        "Quote incident {reference} when you ring.",
        "Her case number: {reference}.",
    ),
    Kind.DATE: (
        "It was on {day} {month}, just after prayers.",
        "On {month} {day} the windows went in.",
        "The hearing is {day}/0{digit}/2026 at ten.",
        "It has been quiet since the {day}th of {month}.",
    ),
}
#: What practitioners say all day, and should be left to say.
NOT_ASKED: tuple[str, ...] = (
    "We ran a workshop with forty young people from three schools.",
    "Has anybody a template for third-party reporting that works on a phone?",
    "The victim did not want to go to court, and we respected that.",
    "A witness told us that nobody had asked her before.",
    "Funding ends in March and the trustees meet in May.",
    "Our Council has a new strategy for Hate Crime.",
    "The Home Office published the figures for 2024 to 2025.",
    "We asked the police, who asked us, who asked them.",
    "In Scotland the law is different, and so are the forms.",
    "Together We Can Achieve Unity has a chapter on this.",
    "Monday is better for us than Friday.",
    "True Vision lets people report online without a name.",
    "It took eleven emails and three months.",
    "We spent 1,292 pounds on a hall with one working hoop.",
    "Victim Support and Stop Hate UK both came to the evening.",
    "Composite of three cases, details changed throughout.",
    "An elder was recognised from a photograph at work.",
    "What do you say to a funder who wants a number?",
    "The training is two hours, with a break of 15 minutes.",
    "Page 12 of the guide says what to do on day two.",
    "Our faith forum has 26 congregations and one kettle.",
    "Read the section on trust, then ring a colleague.",
    "There were 112 columns, of which 61 had flags.",
    "London, Manchester and Cardiff each do it their own way.",
    "The name of the project changed twice.",
    "She was called racist names on the bus, and nobody spoke.",
    "We may march in the summer if the weather holds.",
    "I can share our risk assessment with anybody who asks.",
    "The suspect was never found, as so often.",
    "Ramadan began late, and so did the football.",
)


@dataclass(frozen=True)
class Example:
    """A sentence, and what should be asked about in it; None for nothing."""

    text: str
    kind: Kind | None


def examples(each: int = 12) -> list[Example]:
    """Make `each` sentences of every frame, and list those that should pass, the same each time."""
    chance = random.Random(SEED)  # noqa: S311  # the same sentences every time, not a secret
    asked = [
        Example(frame.format(**_fillings(chance)), kind)
        for kind, frames in ASKED.items()
        for frame in frames
        for _ in range(each)
    ]
    return asked + [Example(text, None) for text in NOT_ASKED]


def _fillings(chance: random.Random) -> dict[str, str]:
    first, last = chance.choice(FIRST), chance.choice(LAST)
    letters = "ABCDEFGHJKLMNOPRSTUVWXY"

    def some(alphabet: str, count: int) -> str:
        return "".join(chance.choice(alphabet) for _ in range(count))

    digits = "123456789"
    postcode = f"{some(letters, chance.choice((1, 2)))}{some(digits, 1)} {some(digits, 1)}{some(letters, 2)}"
    return {
        "first": first,
        "last": last,
        "full": f"{first} {last}",
        "place": chance.choice(PLACES),
        "road": chance.choice(ROADS),
        "number": str(chance.randint(2, 240)),
        "postcode": postcode,
        "lowpostcode": postcode.replace(" ", "").lower(),
        "mobile": f"07{some(digits, 3)} {some(digits, 6)}",
        "landline": f"01{some(digits, 2)} {some(digits, 3)} {some(digits, 4)}",
        "nine": f"{some(digits, 3)} {some(digits, 6)}",
        "email": f"{first}.{last}@example.org".lower().replace("'", ""),
        "plate": f"{some(letters, 2)}{some('0123456', 2)} {some(letters, 3)}",
        "reference": f"{some(digits, 2)}/{some(digits, 5)}/{some(digits, 2)}",
        "day": str(chance.randint(1, 28)),
        "digit": some(digits, 1),
        "month": chance.choice(MONTHS),
    }
