"""Plain pages: help, about, how this works, what the rules are."""

from demo.content.pages import Standard, callout, heading, prose, sample, steps

HELP = Standard(
    "help",
    "Get help now",
    "If something has happened to you, or to somebody you know, because of who you are.",
    (
        prose("""You do not need to be sure that it was a crime. You do not need to give your name to everybody you talk to. You decide what happens next.

**This hub is not a reporting service.** Nobody here takes reports of what happened to you or passes them on. The people above do."""),
        callout("warning", "**Check before you rely on this.** This is a demonstration hub. The numbers come from published sources, some of them old, and have not been rung. Whoever opens a hub for real checks each one first and keeps the date of the last check with it."),
        heading("If you are worried about being seen here"),
        prose("""Your browser keeps a list of the pages you open. A private window does not, on your device. A phone or computer that somebody else pays for or set up may still show it to them. If in doubt, use a library, or a friend's phone. *Leave this page now* opens the weather in its place; it does not take this page off the list."""),
        heading("If you are helping somebody"),
        prose("""- Believe them. Say that you are glad they told you.
- Ask what *they* want. It may be nothing yet.
- If they agree, write down the words and what happened, soon, in their words.
- Keep pictures and messages where they are. Do not answer the person who sent them.
- Look after yourself as well."""),
    ),
)

STANDARD_PAGES = (
    HELP,
    Standard(
        "about",
        "About this hub",
        "A place where guidance on social cohesion and the people who use it are side by side.",
        (
            prose("""People who work on how a place gets on with itself are often the only one in their building. This hub gives them two things in one place: **guidance** worth reading, and **each other**.

Guidance is open to everybody. Conversations belong to communities of practice, each with its own Leads, its own rules, and its own answer to the question of who may read."""),
            heading("What is real here and what is not"),
            prose("""This is a demonstration.

- The **publications** in the guidance are real. We tell of them in our own words, from public sources, and say so where a fact was not to be found.
- The **people, organisations and conversations** are invented. So are the places they come from. Any likeness is chance.
- Anything marked *Demonstration text* was written by us to show what a page would hold."""),
            heading("Where it comes from"),
            prose("""The guidance tells of publications by Belong – The Cohesion and Integration Network and its partners. Belong is a charity and membership body, founded in 2019 and based in Manchester, that works for a more integrated, less divided society with public, private and charitable bodies across the UK. This demonstration is not run by Belong and does not speak for it."""),
        ),
    ),
    Standard(
        "using-this-hub",
        "Using this hub",
        "Reading, joining, asking and answering, in five minutes.",
        (
            steps(
                ("Read", "All guidance is open, and so is every conversation in a community marked *Open*. You need no account."),
                ("Make an account", "With an e-mail address you read at work. You must be 18 or older. Somebody in the office approves each account, and until then you read what everybody can."),
                ("Join a community", "Some let you in at once. Some ask a Lead first: say in a sentence what brings you. You accept the house rules when you come in."),
                ("Ask", "Put the question in the title. Say what you have tried. Beside the button it says who will see your words."),
                ("Say when it is answered", "Mark the reply that helped. Next year somebody will find it."),
            ),
            heading("If somebody replies while you are reading"),
            prose("""It appears by itself, and nothing you are reading moves. A quiet line shows whether the page is live. If your office blocks live pages, this one looks for news every 20 seconds. All of it works without scripts too; then you press reload."""),
            heading("If you lose your way"),
            prose("""Write to the office from the address you signed up with, or ask any Lead. Nobody has ever minded a simple question."""),
            callout("note", "In this demonstration no mail leaves the machine. It is written to files beside the data."),
        ),
    ),
    Standard(
        "how-we-moderate",
        "How we moderate",
        "What Leads may do, what you can expect of them, and what happens when something goes wrong.",
        (
            prose("""Leads are practitioners like everybody else. They look after one community each, with ten minutes a day and a good deal of tact."""),
            heading("What is not allowed anywhere"),
            prose("""- Discrimination, harassment, threats or stalking.
- Unwelcome remarks about how somebody lives.
- Publishing what was told in confidence.
- Anything that would let somebody recognise a victim, a witness or a suspect.
- Anything against the law."""),
            heading("What a Lead may do"),
            prose("""- **Hide a post**, with a reason that its author sees. Its place stays, so that numbers and links go on working.
- **Close a conversation** to further posts.
- **Take somebody out** of the community.

Before any of these, most Leads ring."""),
            heading("What you can expect"),
            prose("""A reason in plain words. The same rule for everybody. A Lead who made a mistake says so. If you think that a decision is wrong, ask the office: somebody else will look at it."""),
            heading("Disagreeing well"),
            prose("""We disagree here about things that matter, some of them about our own lives. That is what it is for. Speak of the idea, the effect, the evidence. If you notice that you are writing to win, get up and make tea."""),
            sample("A hub that opens for real adds its accountable person, its times for deciding on a report, its route of appeal and its yearly figures here."),
        ),
    ),
    Standard(
        "accessibility",
        "Accessibility",
        "What we aim at, what we know does not work yet, and how to tell us.",
        (
            prose("""We want everybody who does this work to be able to use this hub: by keyboard, by voice, with a screen reader, at 400% zoom, without scripts, on an old laptop, late at night.

We build to the **Web Content Accessibility Guidelines 2.2, level AA**."""),
            heading("What that means here"),
            prose("""- Every picture that says something has words for people who do not see it.
- Every chart has its figures beside it, in a table or in its words.
- Nothing is told by colour alone.
- New replies are announced quietly, at most every few seconds, and never while you type.
- You can paste a password. There are no puzzles to solve."""),
            heading("What we know about"),
            sample("A hub that opens for real lists its known gaps here with a date for each, how and when it was tested, and when this statement was last looked at."),
            heading("Tell us"),
            prose("""If something keeps you out, tell the office what you wanted to do and what happened. If our answer does not satisfy you, the Equality Advisory and Support Service can advise you on what to do next."""),
        ),
    ),
)
