"""What is said in Race and faith hate crime. Every case is invented and put together from several."""

from demo.content.communities import HATE_CRIME
from demo.content.shapes import Post, Thread

THREADS = (
    Thread(
        community=HATE_CRIME,
        title="Before you post: composites, warnings and what this room isn't",
        kind="announcement",
        topics=("hate-crime",),
        days_ago=(146, 145),
        is_pinned=True,
        posts=(
            Post("marcia.bennett", """You accepted the rules when you came in. Here's what they look like in use.

**Composite** means you take three or four cases, keep what they have in common, and change the rest until the people in them wouldn't know themselves. Then you say "composite" at the top, so that nobody goes looking.

**No names, streets, dates, crime numbers.** "A shopkeeper, a northern town, this year" is plenty. If the only shop of its kind in town is the point of the story, it's the wrong story.

**Warn first.** If the words of the abuse matter, put *content warning* in the first line. Mostly they don't matter.

**This isn't where you report something.** In danger: 999. Otherwise the *Get help now* page.

And look after yourselves. If something somebody writes here lands badly, ring me. It's in the house rules of my own life that I pick up."""),
            Post("farah.aziz", "For new people: nobody gets told off for getting this wrong the first time. Marcia edits with you, on the phone, and then makes you laugh."),
        ),
    ),
    Thread(
        community=HATE_CRIME,
        title="Our reporting desk had four reports in a year. What changed yours?",
        kind="question",
        topics=("hate-crime", "trust-in-institutions"),
        page="together-we-can-achieve-unity",
        days_ago=(138, 34),
        answer=5,
        unread={"marcia.bennett": 1},
        posts=(
            Post("rashid.anwar", """We're open Tuesdays and Fridays, seven trained volunteers, a poster in nine languages. Four reports in twelve months, two from the same person. Meanwhile I hear about something most weeks in the queue for the food pantry, **ten metres from the desk**.

The guidance talks about practical ways to embed knowledge and skills in communities. I think we embedded a desk. What got people to use yours?"""),
            Post("chloe.tranter", "Take the word \"crime\" off the sign. Ours says *Has someone given you a hard time because of who you are?* Reports roughly trebled. Half aren't crimes. That's fine, we never asked them to be."),
            Post("ruth.goldman", "May I say, from the faith side: a desk says *sit opposite me*. People don't tell the worst thing that's happened to them sitting opposite."),
            Post("jaspreet.gill", """From the police end: reports which come through a centre are on average better than those that come straight to us. More detail, calmer, and people stay in touch. So four isn't nothing. But please send us what isn't a crime as well, anonymised, as a pattern. I can do something about a bus route."""),
            Post("farah.aziz", """We've opened eleven of these and closed three, so, what I've learned:

- **Go to the queue.** Give up the desk. Train the people who are *already being told*: whoever runs the pantry, the hairdresser, the ESOL teacher. They need half a day and a phone number. They aren't there to take a statement, they're there to say "I believe you, and here's what could happen next. Do you want any of it?"
- **Offer something besides a report.** A lock fitted, a letter to the landlord, somebody to walk with. If all you've got is a form, you're asking people to do *you* a favour.
- **Tell them what happened.** Within two weeks, even if it's nothing. People report once. They tell others how it went for years.
- **Count conversations, not reports**, for the first year. If your funder can't live with that, talk to them before they read four."""),
            Post("rashid.anwar", "\"People report once. They tell others how it went for years.\" I have just read that out to the volunteers, and one of them said her uncle is still telling people about 1987."),
            Post("peter.lindqvist", "Funder: I can live with conversations. Say how you counted."),
            Post("zahra.hosseini", """What people ask me, quietly, before any of it: *will it go to the Home Office?* If your poster in nine languages doesn't answer that in the first line, the other lines aren't read. Know your own area's real answer before you print one. Don't promise what another body does."""),
            Post("jaspreet.gill", "Zahra is right, and \"it depends\" is an honest answer to give out loud. Don't let anyone tell you it's simple. I'd talk it through, person by person, before any details are passed to anyone."),
            Post("rashid.anwar", """Three months on. Desk is now a table with a kettle beside the pantry. Trained nine people, including the man who does the bread. Thirty-one conversations, twelve that people wanted taken further, five reports. The sign's Chloe's, word for word. Marking Farah's as the answer though they all were.""", before_edit="""Three months on. Desk is now a table with a kettle beside the pantry. Trained nine people. Thirty-one conversations, five reports. The sign's Chloe's, word for word.""", pause_days=86),
        ),
    ),
    Thread(
        community=HATE_CRIME,
        title="The week after: what keeps trust with a congregation, and what loses it",
        kind="discussion",
        topics=("hate-crime", "faith", "trust-in-institutions"),
        days_ago=(93, 80),
        posts=(
            Post("yusuf.ibrahim", """Composite, several places of worship, several faiths, details changed throughout. Damage overnight, found by the person opening up for early prayers.

Day one everybody comes. Police, council, press, neighbours with flowers. People are moved, truly. Day three there's a photograph with a politician. Day six a skip arrives. **Day eight there's nobody**, and that's the morning when the older women stop coming because it's dark at that hour.

What have you seen done on day eight?"""),
            Post("ruth.goldman", """We keep a rota for it. I mean that literally. Twenty-six congregations, and after anything of this sort to any one of them, the others take a morning each, two people, standing at the gate at the opening hour with a flask. We start on day four, when the cameras go, and do three weeks. Nobody makes a speech. I've done it at a mosque, a gurdwara and a Baptist chapel; they've done it for us."""),
            Post("steve.mallory", "Skip on day six is us (housing) and it should have been day one. Seeing the damage every morning is its own thing. We've now got a call-out for it like for a burst pipe."),
            Post("ben.whitlock", "Lighting. I know it sounds like a council answer. Temporary tower light, switched on an hour before the first service, kept for a month. It's for the older women, not for the burglars."),
            Post("jaspreet.gill", """What loses trust from our side: a different officer every time. They tell it once to response, once to the investigator, once to the neighbourhood team, once to me. I ask for a single named person in the first 24 hours, and if it can't be done I say so instead of pretending."""),
            Post("harjit.sandhu", "And the photograph. Ask the congregation who they want in it and whether they want one at all. I've seen an elder put in the middle of a picture who'd told nobody but his wife that he was frightened."),
            Post("yusuf.ibrahim", "Yes. In one of the ones I'm drawing on, the man in the photo was recognised at work."),
            Post("miriam.adler", """Children. On day two somebody has to say something to the Sunday school or the madrasa or the cheder, and usually it's a volunteer of nineteen. We have a page for that: what happened in one sentence, that grown-ups are dealing with it, who is around, and a job for them to do. They made a hundred paper birds once. I still find them."""),
            Post("ruth.goldman", "The flask rota is now with four neighbouring forums. If you'd like ours it's a sheet of A4 and a very firm tone."),
        ),
    ),
    Thread(
        community=HATE_CRIME,
        title="A card for night-time workers: taxi ranks, takeaways, petrol stations",
        kind="practice",
        topics=("hate-crime", "business"),
        days_ago=(68, 61),
        posts=(
            Post("farah.aziz", """People who get most of it and report least, in our patch: drivers, takeaway staff, anyone behind glass after eleven. We asked forty of them why. *It's every Saturday. It takes an hour. I lose the fares. Nothing happens.*

So, a card the size of a loyalty card, kept in the visor or by the till. Three boxes: day, time (roughly), words or act. No names. Eight stamps and somebody from our team comes to you, at two in the morning if that's when your shift ends, with tea, and takes all eight at once as a pattern.

Six months: 22 cards back, 170-odd incidents, two licensed premises spoken to, one bus shelter moved nearer the rank. Nobody lost a fare.

Cost: £85 printing, and one night a fortnight of a very tired caseworker. That was me."""),
            Post("chloe.tranter", "Two in the morning with tea. Farah, who's looking after *you*?"),
            Post("farah.aziz", "It's two of us now and we get the Monday back. It took a mistake to make that rule."),
            Post("jaspreet.gill", "The pattern matters. One report of shouting at a rank goes nowhere much. Eight with times, from one corner, and I can get a camera pointed or a patrol moved."),
            Post("harjit.sandhu", "Licensing officer here would like the template, and to know if the firms minded."),
            Post("farah.aziz", "One firm minded until we said it'd be on headed paper that they cared about their drivers. Now it's on the side of the cab."),
        ),
    ),
    Thread(
        community=HATE_CRIME,
        title="Online abuse: should we be keeping screenshots at all?",
        kind="question",
        topics=("hate-crime", "digital-inclusion"),
        days_ago=(55, 47),
        answer=3,
        posts=(
            Post("chloe.tranter", "People send us screenshots at midnight, by every app there is, often with other people's names and faces in. They end up on caseworkers' phones. I know this is wrong. What's right?"),
            Post("rashid.anwar", "Following. Mine go to a volunteer's personal mobile, and I felt sick when I realised."),
            Post("marcia.bennett", """What we do, checked with someone who does data protection for a living, and your own adviser should check yours:

1. **One way in.** A form on our site that takes an upload and nothing else. An auto-reply on everything else: "please don't send pictures here, here's where, and please keep your own copy".
2. **The person keeps the evidence.** We show them how: whole screen, address bar, date visible, don't crop, don't reply first. It's theirs. They might decide next month.
3. **We hold a copy only if they've asked us to act**, in the case file, not on a phone, with a date on which it goes.
4. **Other people in the picture** are in it for that purpose only. We don't look them up. Ever. That includes caseworkers who are good at looking people up.
5. Report to the platform *with* them, on their device, so that the answer goes to them.

And a rule for us: two people never look at the worst of it alone at night."""),
            Post("olu.fashola", "\"They might decide next month.\" We forget how often it's next month."),
            Post("chloe.tranter", "Number 4 needed saying. Form is being built. Auto-reply went on this afternoon, and I've just watched a caseworker delete 211 pictures and put the kettle on."),
            Post("rashid.anwar", "Same here, smaller number, same kettle."),
        ),
    ),
    Thread(
        community=HATE_CRIME,
        title="Nine projects, mostly online: what would you still run on a screen?",
        kind="discussion",
        topics=("hate-crime", "digital-inclusion", "social-mixing"),
        page="together-we-can-achieve-unity",
        days_ago=(43, 27),
        unread={"marcia.bennett": 2},
        posts=(
            Post("eleanor.voss", """Editor's question. The report drew on almost 50,000 participants, most of them online because they had to be, and it recommends *blended* delivery and reaching people who are digitally excluded. That was then. If you were starting tomorrow with a free choice, what would you keep on a screen, and what would you never do there again?"""),
            Post("miriam.adler", """Keep: the second meeting. Two classes, forty miles apart. First meeting in person (coach, packed lunch, chaos), second on a screen with jobs to do in fours. We tried it the other way round, and the children had made up their minds about each other's bedrooms."""),
            Post("amara.diallo", "Never again: anything about prejudice with cameras off. I once spoke for 40 minutes to 28 grey circles about empathy."),
            Post("zahra.hosseini", "Keep: interpreting by video for a group of women who couldn't come out in the evening. Phone on the kitchen shelf. They cooked. It was the fullest attendance I've ever had. They'd have been called \"digitally excluded\", by the way: four of the nine shared one phone."),
            Post("ruth.goldman", "Keep: the speakers. I can have a survivor who's 94 in a classroom for twenty minutes without a train. I can't do it often, so I'd rather do it on a screen than not at all."),
            Post("david.pritchard", "Schools will take 25 minutes on a screen in form time when they can't give me a morning. But ask who's in the room. We'd one where the only Jewish child in the year sat through a session about antisemitism with nobody having told her that it was coming. In person, somebody would've seen her face."),
            Post("eleanor.voss", "This is exactly what the page lacks. I'd like to add a short list, *what practitioners say now*, without names as the rule requires. If anybody would rather theirs stayed here, tell me by the weekend."),
        ),
    ),
    Thread(
        community=HATE_CRIME,
        title="When the only interpreter knows the family",
        kind="question",
        topics=("hate-crime", "trust-in-institutions"),
        days_ago=(36, 30),
        answer=4,
        posts=(
            Post("olu.fashola", """Composite. Small language community, one interpreter within an hour's drive. She's excellent. She's also at the same wedding as everybody involved.

The person agreed to her, in front of her, as you would. I don't think it was a real yes. What do others do?"""),
            Post("chloe.tranter", "Ask beforehand and by writing, if they read: *would you prefer someone from far away?* \"Far away\" is a neutral thing to want. \"Not her\" isn't."),
            Post("farah.aziz", "Telephone, different region, first name only, sex of interpreter chosen by the person. It's colder and it's safer. We do the warm bit ourselves, with our hands and the kettle."),
            Post("zahra.hosseini", """I've been that interpreter, so let me say it from the chair.

- **Ask me too, privately.** I know before you do that I shouldn't be there, and I'm not able to say so in the room without telling everyone why.
- Let me have a form of words: "I'm not available for this one." Don't ask for the reason. Pay the cancellation.
- Tell the person at the start, through somebody else if you can, that they can change interpreter **at any point without saying why**, and that it happens all the time. Make it happen all the time.
- Never use the child. Never use the cousin. You know this, and at ten at night you'll be tempted.
- Say which dialect. A voice from far away who speaks the wrong one is also frightening: some of my people left because of those who speak it.

What goes wrong isn't that interpreters gossip. Most would sooner die. It's that the person can't *know* that."""),
            Post("marcia.bennett", "Reading that last line twice."),
            Post("olu.fashola", "I'd never thought to ask the interpreter. Twelve years. Thank you, Zahra. Answer marked, and it's going in our induction with no name on it."),
            Post("jaspreet.gill", "We've changed our booking form on the back of this: a box that says \"prefer someone from outside the area\" and it's ticked by default."),
            Post("zahra.hosseini", "Ticked by default! That's it. That's how you make it ordinary."),
        ),
    ),
    Thread(
        community=HATE_CRIME,
        title="Deaf people who use BSL: how do they report to you?",
        kind="question",
        topics=("hate-crime", "digital-inclusion"),
        days_ago=(15, 15),
        unread={"marcia.bennett": 1},
        posts=(
            Post("rashid.anwar", """A Deaf man came to the kettle table with his sister signing for him. We managed. I don't think we managed well, and (see the interpreter thread) I'm fairly sure that I just used the cousin.

Does anybody run a desk that BSL users really use? Video relay, a signed clip on what to expect, a Deaf volunteer, a regular hour? And how did you let people know, given that a poster isn't going to do it?"""),
        ),
    ),
    Thread(
        community=HATE_CRIME,
        title="Antisemitism and anti-Muslim hatred in one workshop: better together?",
        kind="discussion",
        topics=("young-people", "faith", "prejudice-and-racism"),
        page="case-back-together",
        days_ago=(24, 4),
        unread={"marcia.bennett": 4},
        posts=(
            Post("miriam.adler", """The *Back Together, Stronger Together* case study covers antisemitism and anti-Muslim hatred in one project. Yusuf and I deliver ours as a pair, both subjects, one morning. After the last two years I've had teachers ask us to split it: "it's safer if you come separately".

I think separately is exactly how it gets unsafe. But I'd like to be argued with."""),
            Post("david.pritchard", """I'll argue. I've had a school where the pair worked beautifully, and another in which the children spent the whole morning looking at the two of you for signs of a row. The pair became the content. If a school isn't calm enough to look past you, I'd rather do the ground work first."""),
            Post("yusuf.ibrahim", "They do look for the row. We tell them at the start: we disagree about some things you've seen on your phones, we've talked about them for hours, we aren't going to do it today, and we drove here in one car. You can *hear* the room breathe out."),
            Post("amara.diallo", """What I notice with ours: when it's one subject, somebody always asks "why only them?", and often it's a child who's had something happen to *them*. Both together takes that away. Then there's the Black kid or the Traveller kid who says "and us?" So however many you do, you need a door at the end."""),
            Post("priya.nair", "If you have both kinds of session going on anyway, please note which class had which and ask the same three questions a month after. I'd love it to be an argument with numbers in."),
            Post("miriam.adler", "A month after is what nobody pays for, Priya."),
            Post("peter.lindqvist", "I might. Ring me."),
            Post("ruth.goldman", "One practical: we ask the school who in the year is Jewish or Muslim *and whether they've been asked* if they want to be in the room. Twice now the answer was that it hadn't crossed anyone's mind. It should never be a surprise."),
            Post("yusuf.ibrahim", "We've put that on the booking form, above the bit about parking. It was below. Miriam moved it."),
        ),
    ),
    Thread(
        community=HATE_CRIME,
        title="The three-month call",
        kind="practice",
        topics=("hate-crime", "trust-in-others"),
        days_ago=(20, 11),
        unread={"marcia.bennett": 2},
        posts=(
            Post("chloe.tranter", """Short one. When we close a case, we ask: *would it be all right if I rang you in three months, about nothing?* Nearly everyone says yes.

It isn't an evaluation call. There's no form. I ask how the garden is. In about a third of them, something has happened since that they didn't think was worth bothering us with. In most of the rest they tell me about a thing they've started doing again: the bus, the shop, the early prayer, sitting out at the front.

We did 46 last year. They average eleven minutes. I'd give up almost anything else before I'd give up these."""),
            Post("marcia.bennett", "About nothing. That's lovely, and it's also very good practice. Do you write anything down?"),
            Post("chloe.tranter", "One line. \"Back on the bus.\" I've a page of them."),
            Post("priya.nair", "Chloe, that page is your outcomes framework."),
            Post("olu.fashola", "Somebody asked me on one of mine, \"and how are *you* now?\" I hadn't been asked since."),
        ),
    ),
)
