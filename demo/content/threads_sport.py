"""What is said in Sport and cohesion, apart from the long conversation."""

from demo.content.communities import SPORT
from demo.content.shapes import Post, Thread
from demo.content.threads_sport_mixing import MIXING

THREADS = (
    Thread(
        community=SPORT,
        title="Start here: how this room works",
        kind="announcement",
        topics=("sport",),
        days_ago=(151, 149),
        is_pinned=True,
        posts=(
            Post("marcia.bennett", """Welcome. Three things and then I'll get out of the way.

**Anyone can read this room**, including parents, opponents and the person who turned down your bid. Nothing about an identifiable child, ever. If in doubt, leave it out and ask me.

**Say what it cost.** In money, in evenings, in goodwill. It's the part nobody puts in a case study.

**If you've come about an incident**, this isn't the place: the *Get help now* page has the numbers, and the race and faith hate crime room is for people who work on it. I'm a Lead in both, so ask me which."""),
            Post("dele.adeyemi", """Other Lead here. I'll add a fourth: if you run something on three evenings and a bag of cones, you are not the beginner in this room. Half the people with job titles are here to learn from you."""),
            Post("bev.stokes", "Does the bag of cones come with the lead role or do you have to apply for it."),
        ),
    ),
    MIXING,
    Thread(
        community=SPORT,
        title="Is £46 an hour normal for a school sports hall?",
        kind="question",
        topics=("sport", "active-engagement"),
        days_ago=(102, 96),
        answer=4,
        posts=(
            Post("joanne.hartley", """The academy our juniors use has put the sports hall up from £29 to £46 an hour, starting next month. Two hours, thirty-eight weeks. That's another £1,292 we don't have, for a hall with one working hoop.

Is that what other people pay? And has anyone argued it down? I don't want to fall out with them, they're the only place the girls' group can walk to."""),
            Post("shazia.malik", "£40 here, and they lock the toilets at eight. Whatever you agree, get the toilets in writing."),
            Post("lorna.sinclair", "£18, council school, but you need a key holder and it's always me."),
            Post("andy.crossland", """I set prices for a living so I'll tell you how it's done. The £46 is almost certainly the *commercial casual* rate, because somebody changed the system and you dropped into the default box. Ask for three things, in this order:

- the **community block rate**. If you book ten or more sessions in a row and invoice termly, most schools have one and it's usually a third off
- whether the lettings agreement from when the hall was built says anything about community hours. If there was lottery or Sport England money in the building there's often a use agreement, and the office may not know it exists. Ask the business manager, politely, for a copy
- to pay for what you use. One hoop? Half a hall. Half a hall is normally 60%

And offer something. One of our clubs does the school's Year 7 lunch session in exchange for the 5 to 6 slot. No money moves at all."""),
            Post("joanne.hartley", """Andy you are a treasure. There **is** a use agreement. The business manager found it in a lever arch file, it says community use at "a rate no higher than cost" until 2031. She was as surprised as I was.

£27 an hour. And they're mending the hoop."""),
            Post("dominic.osei", "I'm going to ask every school in Kelder for their lever arch file."),
            Post("gareth.pryce", "Found one in Glanwern too. In Welsh only, which is why nobody had looked, shame on us. Diolch Andy."),
            Post("andy.crossland", "My colleagues elsewhere may send me to Coventry. Worth it."),
        ),
    ),
    Thread(
        community=SPORT,
        title="Modest kit and changing: what have you actually put in place?",
        kind="question",
        topics=("sport", "faith", "young-people"),
        days_ago=(88, 79),
        answer=5,
        unread={"gareth.pryce": 2},
        posts=(
            Post("shazia.malik", """Eleven new girls this term, lovely. About half want long sleeves and leggings under the shirt, three wear sports hijab, two don't want to change in the block at all, and one Sikh girl's mum asked about the kara and I didn't know the answer.

I know what *I* do. I want to know what you've written down, because I'm not there every week and last Friday a stand-in coach told a ten-year-old to take her leggings off."""),
            Post("lorna.sinclair", "Oh no. Is she coming back?"),
            Post("shazia.malik", "She is, I drove round. But it was close."),
            Post("joanne.hartley", """Ours is one line on the joining form: "Wear what you can move in. Our colours are a bib." We stopped selling shirts for under-12s. Saved the families £22 as well."""),
            Post("amara.diallo", """We ended up with a half-page that lives inside the register so any stand-in sees it:

1. Layers, leggings, sleeves and sports hijab are fine at every session. Nobody is asked why.
2. Come changed, or change where you like. There are always two lockable rooms, not one big one.
3. Jewellery of faith: **tape it or cover it**, don't ask for it off. A kara goes under a sweatband. Check what your own sport's governing body says for matches, because that can differ from training.
4. If you think something isn't safe, ask the coordinator after, not the child during.

Number 4 is the one that would have saved your Friday."""),
            Post("yusuf.ibrahim", """Number 4 should be on a wall. A child corrected in public about her clothes doesn't hear "safety". She hears that the room has noticed her."""),
            Post("shazia.malik", "Printed, laminated, in the register, and read out loud to all four coaches with me doing my face. Marking Amara's as the answer."),
        ),
    ),
    Thread(
        community=SPORT,
        title="Five-a-side after iftar: notes from our second year",
        kind="practice",
        topics=("sport", "faith", "social-mixing"),
        days_ago=(140, 121),
        posts=(
            Post("yusuf.ibrahim", """We open the mosque's back hall for iftar and then walk over, all together, to the 3G pitch for a 10pm kick-off. Last spring was our second year. Writing it up while I still have the receipts.

**Who.** Between 24 and 40 a night on six nights. First year nearly all from the mosque. Second year about a third were not Muslim: the university five-a-side league, three lads from the fire station, a men's group from the Methodists.

**Cost.** Pitch £32 an hour with lights, paid by the league. Food was donated except the dates (£11).

**What made the third come.** We invited them to *eat first*. The first year we'd asked people to "join us for football" and they turned up as opponents.

**What went wrong.** Parking. And one night we ran eight minutes over lights-out and finished a match by phone torch, which was wonderful and is in our risk assessment now."""),
            Post("imran.siddiqui", "\"Turned up as opponents\" is going in my head and staying there."),
            Post("andy.crossland", "Phone torch. I didn't read that."),
            Post("hannah.fielding", """Did people from outside come back on their own account afterwards, on ordinary nights? Eating together is a strong start, I'm curious about the month after."""),
            Post("yusuf.ibrahim", """Four did. The fire station now has a standing Thursday with two of ours in it, and one of ours has applied to be a firefighter. I take no credit. He says it was the dates.""", quotes=4),
            Post("lorna.sinclair", "How did you handle women and girls? Asking because we'd be asked."),
            Post("yusuf.ibrahim", """Badly the first year: we didn't. Second year the women ran their own night in the sports hall, doors closed, with Shazia's coaches, and it was better attended than ours. There was some feeling that it ought to be called the main event."""),
            Post("shazia.malik", "It *was* the main event."),
            Post("nadia.rahim", """For any council officer reading: the one thing they needed from us was a word with the lighting contractor so the floodlights stayed on till half eleven for six nights. It took me eleven emails. Start in January."""),
        ),
    ),
    Thread(
        community=SPORT,
        title="Evaluation form for under-11s that doesn't insult anybody",
        kind="question",
        topics=("evaluation", "young-people", "sport"),
        days_ago=(71, 58),
        page="power-of-sport",
        passage="outcome measures for the short and the long term",
        answer=4,
        unread={"nadia.rahim": 2},
        posts=(
            Post("leon.pascal", """We've to show "increased trust between young people of different backgrounds" for the schools tournament. They're eight. The form we've been given says *on a scale of 1 to 10 how much do you trust people from other communities*.

One lad asked me what a community was and another one said "is it like a committee". What do other people use?"""),
            Post("david.pritchard", "Please don't ask eight-year-olds that. Not only because it's silly. You'd be teaching them that there's a line, in order to ask whether they've crossed it."),
            Post("dominic.osei", "Agree with David. Also the school would have to tell parents, and quite right."),
            Post("priya.nair", """What I've used with 7 to 11s, and what I'd defend to a funder:

- **Before and after, draw who you play with.** Give them a circle with "me" in it. Count the names, and count how many are from another class or school. You never ask about background. The school can tell you the make-up of the classes in general.
- **Hands, not numbers.** Eyes shut, "put your hand up if you learned someone's name today". Teacher counts. Nobody's data is kept.
- **One adult observation per session**, same person, same three things each time: who sits with whom at the start, at the break, at the end.

You'll be able to say "on average each child named 1.8 children from another school at the end and 0.2 at the start". That's mixing. Trust is a different claim, and at that age I'd leave it out and say why."""),
            Post("leon.pascal", "This is so much better. Do I need permission for the drawings?"),
            Post("priya.nair", "If you collect names, yes: it's personal data about children, so the school should be the one holding them and you take the counts away. Easiest is to do it in class, count on the spot, and send the drawings home. They'll be on fridges by five."),
            Post("peter.lindqvist", """From the money side: if a funder's outcome doesn't fit the age, *tell them before you start*. I have changed an outcome over the phone in four minutes. I can't do it in the final report."""),
            Post("leon.pascal", "I rang ours. She said \"oh thank goodness\". Six minutes."),
        ),
    ),
    Thread(
        community=SPORT,
        title="Parents' WhatsApp in four languages: who translates, who moderates?",
        kind="question",
        topics=("sport", "digital-inclusion"),
        days_ago=(12, 12),
        unread={"nadia.rahim": 1, "gareth.pryce": 1},
        posts=(
            Post("joanne.hartley", """Our parents' group has 74 people in it and runs in English, Polish, Romanian and Tigrinya. In practice a few helpful parents translate for the rest, and for the most part it's lovely. Two things keep me awake:

1. A message about a cancelled session went round in three versions, one of which said the club had *closed*. Nine children didn't come for a fortnight.
2. I can't read half of what's said in a group with my name on it as welfare officer.

Has anyone solved either? Announcement-only group plus a chat I'm not responsible for? Machine translation with a warning? Something else?"""),
        ),
    ),
    Thread(
        community=SPORT,
        title="Abuse from the touchline, and the silence around it",
        kind="discussion",
        topics=("sport", "prejudice-and-racism", "young-people"),
        days_ago=(64, 31),
        unread={"gareth.pryce": 3, "marcia.bennett": 1},
        posts=(
            Post("dele.adeyemi", """Composite of three matches this season, details changed. Under-13s. An adult on the touchline says something about a boy's accent, loudly enough. Some parents laugh. Most look at their boots. The referee is sixteen. Our coach hears it and finishes the match because there are nine minutes left and he doesn't know what else to do.

Formally we know the route: report it to the league, to the county, club welfare officers speak. We did. What I'm asking is about the **other twenty adults**. What have you done that makes it more likely that one of them says something?"""),
            Post("joanne.hartley", """We practise it. Sounds daft. At the pre-season parents' evening I hand out four cards with things people have shouted at matches, mild to awful, and in pairs you say what you'd say. Out loud. It's excruciating for ten minutes, and then when it happens your mouth already knows the words.

Most popular, by a mile: *"Oi. Not here."* Two words and a pronoun of place."""),
            Post("kevin.doyle", "\"Not here\" is right. You don't have to win an argument. You just have to not be quiet."),
            Post("amara.diallo", "Who looks after the boy while everyone's being brave at each other? Genuine question. In the ones I've been near, all the adults turned to face the shouter and nobody turned to face the child."),
            Post("dele.adeyemi", "God. Yes. That's what happened."),
            Post("joanne.hartley", "Adding a fifth card. One of you says \"not here\", one of you goes and stands with the child. Thank you Amara."),
            Post("tunde.bakare", "The sixteen-year-old referee also needs someone to go and stand with them."),
            Post("imran.siddiqui", """I'll say something less comfortable. At ours it's not only white parents shouting at brown kids. We've had caste remarks, we've had things said about a Black player by people who'd be the first to complain if it was them. If the card exercise only ever has one sort of villain in it, half your parents will conclude it isn't about them."""),
            Post("hannah.fielding", """Imran's point matters for whether it works, too. People step in more when they think the rule belongs to *their* group. "We don't do that at this club" from somebody like you is worth more than any code of conduct."""),
            Post("marcia.bennett", """With my other hat on. If what was said could be a crime, reporting it isn't instead of "not here", it's as well as. You do not have to decide whether it "counts" first. Routes are on the *Get help now* page. And write down the words as soon as you can, because by Tuesday you'll remember a politer version."""),
            Post("lorna.sinclair", "\"By Tuesday you'll remember a politer version.\" I've done exactly that."),
        ),
    ),
    Thread(
        community=SPORT,
        title="A summer of tape-ball in a park that two groups had stopped sharing",
        kind="practice",
        topics=("sport", "bridging-connections", "trust-in-others"),
        days_ago=(49, 37),
        posts=(
            Post("imran.siddiqui", """The park: one square, one play area, one row of benches. After some trouble the year before, mothers with small children had stopped coming after four and the lads who play cricket had stopped coming before five. Nobody had told either of them to. It had just become two parks with a gap.

We didn't try to bring anybody together. We moved our session to half past three, which is **in the gap**, and brought a bin for the wicket and a box of tennis balls wrapped in tape. Under-8s first, big ones fielding for them. The lads were furious at the bowling and very gentle about it.

By week five there were prams. By week eight a grandmother was keeping score in a notebook, in Bengali, and settling disputes from it.

Cost: £340 for a coach for ten weeks, £60 on balls and tape, one bin (returned)."""),
            Post("nadia.rahim", "\"In the gap\" is a lovely way to look at it. I'm going to go and find the gaps in mine: who's here at two, who's here at six, and what's at four."),
            Post("mei-lin.chan", "We mapped ours with the park wardens' bin rounds. They know precisely who is where and when, and nobody had ever asked them."),
            Post("peter.lindqvist", "£400 and a bin. For the record this is what a small grant is for."),
            Post("lorna.sinclair", "What happened when it got dark at four?"),
            Post("imran.siddiqui", "It stopped. I've no clever answer. The grandmother asked when we're back and I said April, and she wrote it in the book, so now we have to be."),
        ),
    ),
    Thread(
        community=SPORT,
        title="Who funds kit? Not programmes. Kit.",
        kind="question",
        topics=("sport", "active-engagement"),
        days_ago=(40, 33),
        answer=3,
        posts=(
            Post("kevin.doyle", "Need eight pairs of 12oz gloves and four head guards, about £520. Everybody will fund a \"pathway\". Nobody will fund a glove. Ideas."),
            Post("bev.stokes", "He's had the same gloves since 2016. They could stand up by themselves."),
            Post("peter.lindqvist", """Three places that will, as a rule:

- **Your ward councillors.** Most councils have a small member's budget, often a few hundred pounds each, spent by spring or lost. It's one form. Two councillors, half each.
- **Small-grant funds**, ours included: up to £500, and a line that says *equipment* is fine provided you say who'll be wearing it.
- **The builder's merchant, the tyre shop, whoever is downstairs.** Ask for the exact thing and the exact sum. "Four head guards, £116" gets a yes. "Support for our work" gets a raffle prize.

Write the whole thing in a hundred words. Who, how many, from where, what they're using now. The sentence about the gloves that stand up would do it."""),
            Post("bev.stokes", "Tyre shop paid for the head guards before I'd finished the sentence. Forty years upstairs and we'd never asked."),
            Post("kevin.doyle", "Cllr paid the gloves. Thanks Peter. They smell of nothing, it's unsettling."),
        ),
    ),
    Thread(
        community=SPORT,
        title="Six clubs, whole families: what would you copy from Communities United?",
        shared_in="local-government",
        shared_why="For everybody who is asked what the clubs could do: six of them wrote down how.",
        kind="discussion",
        topics=("sport", "social-mixing", "bridging-connections"),
        page="case-communities-united",
        passage="The EFL Trust led the project with the charities of six clubs",
        days_ago=(33, 22),
        unread={"nadia.rahim": 3},
        posts=(
            Post("nadia.rahim", """The case study here is short on detail (it says so itself), but two facts jump out at me: six club charities worked together, and it was **families**, not young people.

We always go for the young people because they're the easy yes. Has anyone worked with a whole family at once? What do you do with a grandad?"""),
            Post("dele.adeyemi", """Stadium. It's the one thing we've got that nobody else has. You can't get three generations to a leisure centre, but you say "come and see the dressing room" and Grandad's brought his own sandwiches."""),
            Post("amara.diallo", "Food, and something small children can wreck. If the two-year-old is happy everybody stays."),
            Post("gareth.pryce", """We did family orienteering in the country park and I'd not do it again. Every family stayed in its own family, naturally, you don't lend your children to strangers in a wood. The mixing happened afterwards in the car park when three cars had flat batteries."""),
            Post("shazia.malik", "So the programme is: jump leads."),
            Post("dominic.osei", """The six clubs part interests me most. Rivals' badges on one leaflet says something before anyone reads the words. I'd love to know who paid whom and who wrote the report, because that's where these usually come apart. If anybody who worked on it is reading, please correct the record."""),
        ),
    ),
    Thread(
        community=SPORT,
        title="Insurance for a walking football group where some players have no fixed address",
        kind="question",
        topics=("sport", "trust-in-institutions"),
        days_ago=(9, 6),
        unread={"nadia.rahim": 2, "gareth.pryce": 2, "marcia.bennett": 2},
        posts=(
            Post("gareth.pryce", """Our affiliation form wants name, date of birth and a home address for every player so that they're covered. Five of ours are in temporary accommodation and get moved, two would rather not write an address on anything, and I'm not about to make them.

Has any club got an insurer or governing body to accept a club address? I'd like to hear from someone who's done it rather than someone who thinks it ought to be fine. I've got plenty of those at work."""),
            Post("imran.siddiqui", "I think it ought to be fine (sorry). Following, because we've the same with two umpires."),
        ),
    ),
)
