"""What is said in Local government, apart from the conversation that got too hot."""

from demo.content.communities import LOCAL_GOVERNMENT
from demo.content.shapes import Post, Thread
from demo.content.threads_local_government_heated import FLAGS

THREADS = (
    Thread(
        community=LOCAL_GOVERNMENT,
        title="First Thursday call: how it runs and what came up last time",
        kind="announcement",
        topics=("local-government",),
        days_ago=(26, 25),
        is_pinned=True,
        is_told_to_all=True,
        posts=(
            Post("grace.mensah", """First Thursday of the month, 12.30 to 1.15, cameras optional, lunch encouraged. No recording, no transcript, no attendance list. If your organisation insists on a bot that takes notes, please leave it outside.

Last time, in four lines:

- **School appeals season** is being read as "who gets in and who doesn't". Three areas hearing the same rumour. David has a paragraph you can borrow.
- Two authorities have had their cohesion post put "on hold". If that's you, say so early. People here have business cases.
- Nobody has a good way to reach night-shift workers. Helen's going to let two of us stand in her canteen at 5.40am.
- Harjit asked what we've stopped doing. Long silence. That's next month's question."""),
            Post("helen.tarrant", "5.40 means 5.40. There's bacon, there's also not-bacon, and hi-vis in your size if you tell me by Monday."),
        ),
    ),
    FLAGS,
    Thread(
        community=LOCAL_GOVERNMENT,
        title="Weekly tension form: does anybody read yours?",
        kind="question",
        topics=("tension-monitoring", "local-government"),
        days_ago=(131, 117),
        answer=6,
        posts=(
            Post("nadia.rahim", """Every Friday I send a two-page tension return to eleven people. I've been doing it for fourteen months. Last Friday I put "please reply with the word BANANA if you have read this far" at the bottom of page one.

No bananas.

How do yours work? Who fills them in, who reads them, and can anyone honestly name something that happened *because* of one?"""),
            Post("ben.whitlock", "Banana. (I don't get your form. I just felt you deserved one.)"),
            Post("steve.mallory", "I fill one in. Have done six years. I have never once been told what happened to it, so I'll be honest, I've started putting \"nothing to report\" when I'm busy."),
            Post("orla.keane", "Steve, that's the most useful and alarming thing I've read this week."),
            Post("moira.campbell", """A form is a receipt. It proves you looked. It was never going to make anybody do anything. What moves people here is a phone call on Thursday at ten: nine people, fifteen minutes, three questions. *What's new, what's louder, what's gone quiet?* It's the third one that earns its keep."""),
            Post("harjit.sandhu", """We binned the two-pager last year. What replaced it, and I'd defend every bit:

**In.** Anyone can send one line by text or WhatsApp to a council mobile. Wardens, housing, two head teachers, the man at the post office, a barber. No form. What did you see or hear, roughly where, first hand or not.

**Weigh.** Two of us, Monday and Thursday, ten minutes. Each line gets: *who is affected, is it growing, has anyone been told they've been heard.* Most are just kept.

**Out.** Only three kinds of message go out. "Be aware" (to people who can act), "please do X by Y" (to one named person), "this isn't true, here's what is" (to everyone).

**Back.** Whoever sent the line gets a reply within a week. Always. Even if it's "thanks, nothing yet". That's the bit that makes it work. Sendings went from 6 a week to about 30 once people got answers.

Something it caused? Yes. Barber says two lads are talking about "sorting out" a takeaway. Youth worker has a word that evening. It didn't happen. You can't put that in a performance report, but ask me again whether I'd go back to the form."""),
            Post("nadia.rahim", """\"Has anyone been told they've been heard." That's what's missing from mine.

Questions: data protection? I can hear ours clearing their throats already. And who pays for the barber's time?"""),
            Post("harjit.sandhu", """Impact assessment, done properly, once. No names of residents, ward and no closer, lines deleted at 12 months unless they're part of something live. The council mobile is locked in a drawer at night, with a message saying *this isn't 999*. The barber gets a Christmas card and the satisfaction of being right.""", quotes=7),
            Post("hannah.fielding", """A caution from the research side, since these systems can harm trust as well as build it. If one group comes to believe that they're being *listened to* and another that they're being *watched*, you'll have made the thing you're measuring worse. Publish what you collect, in plain words, and ask about tension experienced by a group at least as often as tension blamed on it."""),
            Post("sian.bowen", "We put ours on the website. One page, Welsh and English, what we ask, what we never ask, how long we keep it. Two complaints, both of which improved it."),
            Post("nadia.rahim", "Three people have now replied BANANA after I re-sent it with the word in the subject line. Marking Harjit's as the answer and booking time with information governance."),
        ),
    ),
    Thread(
        community=LOCAL_GOVERNMENT,
        title="Getting an employer to do more than a fun run",
        kind="discussion",
        topics=("business", "social-mixing", "active-engagement"),
        page="everybodys-business",
        passage="Engine of cohesion",
        days_ago=(96, 83),
        unread={"gareth.pryce": 2},
        posts=(
            Post("harjit.sandhu", """*Everybody's Business* gives two roles, engine of cohesion and community partner, and I've used it to structure a first meeting with four big local employers. Three of them went straight to the second role (we could do a litter pick!) and swerved the first completely. How do you get a conversation about shifts and promotion and who eats with whom, without HR shutting the laptop?"""),
            Post("helen.tarrant", """HR here. We shut the laptop when it sounds like an accusation. We open it when it sounds like turnover.

My version: on our night shift, teams were all one language. Not by policy, by habit: supervisors hired who their best worker recommended. Leavers were 41% a year. We mixed two lines as a trial, gave each a bilingual lead, and paid for **forty minutes' overlap** so that people met the shift before and after. Leavers on those two lines are down to 29%. I didn't go to my board with cohesion. I went with £186,000."""),
            Post("grace.mensah", "Helen, can I quote that number outside this room?"),
            Post("helen.tarrant", "Say \"a food manufacturer in the Midlands\". And \"about a third fewer leavers\". And don't say it was easy, the first month was horrible."),
            Post("mei-lin.chan", "What was horrible? That's the part employers ask about."),
            Post("helen.tarrant", """People lost their friends for eight hours. That's a real cost and we'd called it "integration". We hadn't asked anyone. Two good people left, and one told me exactly why. If I did it again I'd ask for volunteers first, move people in pairs, and keep breaks at the same time as the old team.

I gather the sport lot have come to the same conclusion with bibs."""),
            Post("moira.campbell", "Of the eight actions in the guidance, *localise your supply chain* is the one I've had most joy with. It's procurement, it's got a number attached, and the printer, the sandwich man and the taxi firm all end up knowing each other."),
            Post("gareth.pryce", """We'd an employer ask what "evaluate cohesion impact" (the last one) would mean for a firm of 80. Anybody done it at that size? I suggested asking people at the start and end of the year how many colleagues from other teams they'd ring for a favour. Made it up on the spot."""),
        ),
    ),
    Thread(
        community=LOCAL_GOVERNMENT,
        title="Which letters do you translate, and which do you make simpler instead?",
        kind="question",
        topics=("trust-in-institutions", "local-government"),
        days_ago=(78, 70),
        answer=4,
        posts=(
            Post("mei-lin.chan", """We spend just over £60,000 a year on translation. I followed ten letters to the doorstep. Of the ten:

- three went to people who don't read in the language they speak
- four were so badly written in English that the translator rang us to ask what they meant
- two were excellent
- one was a leaflet about a consultation which had closed

I'd like to spend it better without anyone hearing "council cuts translation". What do you do?"""),
            Post("ewa.kowalska", "As the person people bring the letters to: it isn't the language, it's the fear. They see the crest and they don't open it. I've opened letters from 2022 at my desk. Put *what this is and whether you need to do anything* in one line at the top, in any language you like."),
            Post("sian.bowen", "Welsh is a different duty, so I'll leave that aside, but writing for translation has made our English better. If a sentence can't be put into Welsh it usually couldn't be understood in English."),
            Post("grace.mensah", """What we settled on, after much pain:

1. **Plain English first, always.** Reading age about nine. Nothing goes to a translator until it passes.
2. **Translate decisions, not announcements.** Anything that takes something away, gives a deadline or needs consent.
3. **Voice over print.** A 60-second recording in eight languages, a QR code and a number to ring. Costs about a fifth of print, and it reaches the people who don't read.
4. **Pay people to explain.** £15,000 a year to six community organisations to be the place you bring a letter. Ewa's desk, in other words, but paid.

We spend the same as before. I made sure of that, so nobody could say the word "cut"."""),
            Post("ewa.kowalska", "\"Ewa's desk, but paid.\" I'd like that embroidered.", quotes=4),
            Post("orla.keane", "On 3: check the recording with someone who isn't the translator. We ran one for six weeks before a caller told us, kindly, that it said the bins were being *arrested*."),
            Post("mei-lin.chan", "That's the plan then. Thank you. I'm taking 2 and 4 to my director with the ten letters stapled to the front."),
        ),
    ),
    Thread(
        community=LOCAL_GOVERNMENT,
        title="Making the budget case: has anyone used the Beyond Us and Them figures?",
        kind="discussion",
        topics=("local-government", "trust-in-institutions", "evaluation"),
        page="beyond-us-and-them",
        days_ago=(60, 41),
        unread={"nadia.rahim": 4},
        posts=(
            Post("moira.campbell", """Budget season. I've been told my team is "discretionary". I want to use the comparison between places that had invested in cohesion and places that hadn't, and I want to be able to look a finance director in the eye while I do it. Who's tried, and where did they get you?"""),
            Post("grace.mensah", """Tried it last year. The volunteering figure lands best: 24% in the investing areas had volunteered in the past month, 8% elsewhere. I led with it. Finance director said, very fairly, "so did the money do that, or did you give money to the sort of places that volunteer?\""""),
            Post("hannah.fielding", """And the honest answer is that a survey of places that had *chosen* to prioritise cohesion can't fully rule that out. It compared six areas with three others, people were asked in June 2020, and places weren't given the money by lottery. What it supports is: places which had invested went into the crisis with stronger relationships on several measures at once. That's worth a lot. It isn't "spend £1, get 3 volunteers"."""),
            Post("priya.nair", "If anyone says \"spend £1, get\" to you, check your pockets."),
            Post("moira.campbell", "So how would you put it, Hannah, in a sentence a councillor would say out loud?"),
            Post("hannah.fielding", """\"When it came to it, people in areas that had put effort into cohesion were more likely to help each other and more likely to trust their council. We can't promise cause and effect, but nobody's found a place that regretted it."

Strike the second half of the last clause, I can't reference it. I got carried away."""),
            Post("nadia.rahim", """The one that worked here wasn't any of the survey. It was the call-out list. In the floods we needed people to knock on 400 doors by dark and it took my colleague eleven phone calls. I costed what it'd have been with agency staff: £9,800 for one night. Then I said: those eleven phone numbers are the cohesion budget."""),
            Post("moira.campbell", "Those eleven phone numbers *are* the cohesion budget. Nadia, I'm stealing it whole."),
            Post("sian.bowen", "In Wales I'd put the well-being duties in front of it. In England you've the equality duty, *foster good relations*, which gets left off the end of every template as if it were the credits."),
            Post("moira.campbell", """Outcome: half a post lost instead of two and a half. I used one figure, Nadia's phone numbers, and a photograph of an urn (long story, other room). The finance director asked where the urn was.""", pause_days=9),
        ),
    ),
    Thread(
        community=LOCAL_GOVERNMENT,
        title="A rumour about a planning application: our first 48 hours",
        kind="practice",
        topics=("tension-monitoring", "trust-in-institutions"),
        days_ago=(110, 103),
        posts=(
            Post("orla.keane", """Written the week after, with names and places taken out, because I'd have paid money for this beforehand.

**Friday 7.10pm.** Post in a local group: old bingo hall to become "a hostel for 300". Truth: it was a pre-application enquiry about storage. 900 shares by nine.

**7.40.** I wanted to post "this isn't true". Harjit stopped me. We didn't yet *know* what was true, only what we'd last heard. Planning duty officer found it at 8.15. Then we posted, one line, with the document attached: "The only enquiry we've had is for self-storage. Here it is."

**8.30.** Rang six people instead of posting more. Ward members (both parties), the group's admin, the vicar, the chair of the residents' association, the landlord of the pub opposite. I asked them to say what they knew *if asked*.

**Saturday.** Forty people outside anyway. Wardens there in ordinary coats. One of our planners, bless her, stood on the pavement with the drawings for three hours.

**Sunday.** The group's admin posted, unprompted, "it's storage, I've seen it". That ended it. Not us. Him.

**What I'd change.** Landlord first. Half of it was in his bar."""),
            Post("ben.whitlock", "Ringing the admin of the group: how did you have his number?"),
            Post("orla.keane", "Because two years ago he'd complained about a pothole, and I rang him about it, and it got filled. I think about that pothole a lot."),
            Post("grace.mensah", "\"Find out before you deny\" ought to be on the wall of every press office."),
            Post("steve.mallory", "Some of those forty were there because they were *worried*, not because they were angry. Your planner with the drawings was talking to the right people. I hope somebody said thank you to her."),
            Post("orla.keane", "Chief exec did. In person, with cake. She'd like it known that she's never doing it again."),
            Post("mei-lin.chan", "Did anybody speak to the people it was *about*? We had a similar one, and families in temporary housing half a mile away had read every comment by Saturday morning."),
            Post("harjit.sandhu", "Not until Monday. That's the honest gap. It's on our list now, ahead of the press line: who is reading this and thinking it's about them, and who do they trust to ring them."),
            Post("nadia.rahim", "Printed. Laminated. On the inside of my cupboard door next to the out-of-hours numbers."),
        ),
    ),
    Thread(
        community=LOCAL_GOVERNMENT,
        title="\"Foster good relations\" in impact assessments: does anyone's say anything?",
        kind="question",
        topics=("local-government", "prejudice-and-racism"),
        page="lga-building-cohesive-communities",
        days_ago=(45, 36),
        answer=3,
        posts=(
            Post("sian.bowen", """I read 31 of our equality impact assessments over a weekend (yes). Under *eliminate discrimination*: paragraphs. Under *advance equality*: tables. Under *foster good relations*: "N/A" 22 times, "positive" 6 times, blank 3 times.

I don't want a longer form. I want a better question. What do you ask?"""),
            Post("moira.campbell", "Ours said \"N/A\" for closing the only library in a town where two communities both used it. I had words."),
            Post("grace.mensah", """We replaced the box with three questions and a rule.

1. *Who shares this place or service now, who'd not otherwise meet?*
2. *After this decision, will they meet more, less, or the same?*
3. *Who will think somebody else has got something out of this, and what will we tell them?*

The rule: "N/A" isn't an answer to question 3. Ever. The officer who wrote the first one spent a day on it and came back having moved a bus stop."""),
            Post("sian.bowen", "Question 3. Oh, that's good. That's the whole of politics in fourteen words. Taking it to our standards committee, bilingually."),
            Post("harjit.sandhu", "Tell us about the bus stop."),
            Post("grace.mensah", "New clinic. Stop was to be on the side nearest one estate. It's now in the middle, eighty metres' walk for both. Everybody grumbles equally. I consider it my finest work."),
        ),
    ),
    Thread(
        community=LOCAL_GOVERNMENT,
        title="Parish councils with a clerk for three hours a week: how do you reach them?",
        kind="question",
        topics=("local-government", "active-engagement"),
        days_ago=(17, 17),
        unread={"nadia.rahim": 1, "gareth.pryce": 1},
        posts=(
            Post("carol.whitby", """43 parishes. Nine have a clerk with three hours a week, four have no clerk at all and a chair of 84 who prints his emails. When something happens in a village (we've had two nasty bits of graffiti and one very ugly public meeting), they're the first people residents turn to and the last people on anybody's list.

I've a morning a week. I don't want to send them a toolkit. What's the smallest useful thing I could put in their hands?"""),
        ),
    ),
    Thread(
        community=LOCAL_GOVERNMENT,
        title="Formal volunteering matters more than informal? That's not what I see",
        kind="discussion",
        topics=("volunteering", "bridging-connections", "evaluation"),
        page="power-of-connection",
        days_ago=(29, 19),
        unread={"nadia.rahim": 3, "gareth.pryce": 3},
        posts=(
            Post("ewa.kowalska", """The volunteering guidance says that formal volunteering has more effect on cohesion than informal. I'm sure the numbers are right. But the most cohesive thing I see all week is a woman who takes a pan of dhal to an old man on the third floor, and she'd laugh at being called a volunteer. Am I misreading it?"""),
            Post("hannah.fielding", """You aren't misreading her, and I don't think you're misreading it. *Informal* in these surveys means help given to people outside the family, but not through a group. Mostly that's neighbours and friends, and mostly those are already like us. Formal volunteering puts you on a rota with whoever else turned up. On average it makes more bridges. Your dhal is exactly the sort that does cross one: the average is made of both."""),
            Post("peter.lindqvist", """A practical reading for funders: pay for the **rota**. The thing which makes people keep meeting. The dhal will carry on without me. The rota won't."""),
            Post("moira.campbell", "Unless the rota kills the dhal. I've watched a council turn a street that helped each other into a \"neighbourhood support scheme\" with lanyards. Nobody's been seen since."),
            Post("peter.lindqvist", "Also fair. Lanyards are where it dies.", quotes=4),
            Post("nadia.rahim", "Two-way is the word I took from it: volunteering builds cohesion *and* cohesion builds volunteering. So in the wards where nobody signs up, a recruitment drive is the wrong end. You'd have to start with the dhal."),
            Post("ewa.kowalska", "I asked her, by the way, whether she'd like to be on a rota. She asked whether the rota was hungry."),
        ),
    ),
    Thread(
        community=LOCAL_GOVERNMENT,
        title="Ward walkabouts at ten to three",
        kind="practice",
        topics=("local-government", "trust-in-institutions", "young-people"),
        days_ago=(75, 69),
        posts=(
            Post("david.pritchard", """Small one. We used to do ward walkabouts at 10am with members, police and housing, and meet: a dog, a postman, each other.

We moved them to **ten to three and finished at the school gate**. Primaries here come out between 3.05 and 3.25 and I've got all of them on a card. You get parents, grandparents, childminders, every background in the ward, standing still for fifteen minutes with nothing to do. We don't carry clipboards. Each of us asks one question and writes it up on the bus.

In six weeks we've had more reported (fly-tipping, a landlord, one lot of racist stickers gone within the hour) than in the year before. Cost: nothing. Rule: ask the head first, every time, and no photographs."""),
            Post("nadia.rahim", "Can confirm. I came to one, and a dad told me in ninety seconds what I'd been trying to find out for three months."),
            Post("sian.bowen", "What's the one question?"),
            Post("david.pritchard", "\"What's changed round here since the summer?\" Not better or worse. *Changed.* They'll tell you which."),
            Post("orla.keane", "Could you share the card? The card with every finishing time is worth more than our entire engagement strategy."),
        ),
    ),
    Thread(
        community=LOCAL_GOVERNMENT,
        title="Temporary accommodation opening nearby: what do you tell neighbours, and when?",
        kind="question",
        topics=("trust-in-institutions", "tension-monitoring", "trust-in-others"),
        days_ago=(8, 0.3),
        unread={"nadia.rahim": 5, "gareth.pryce": 6},
        posts=(
            Post("gareth.pryce", """We'll have 22 families in a converted block by the end of the month. It isn't secret but it isn't announced either. Corporate advice is *reactive lines only*. My gut is that the street finds out from a van.

If you've told neighbours beforehand: how long before, by what means, and what did you leave out to keep the families safe?"""),
            Post("ben.whitlock", "Reactive lines are how you get a public meeting you didn't call."),
            Post("steve.mallory", """I've done both ways. Knocking on the forty nearest doors five days ahead, same evening, two by two, housing plus a neighbour they know, beats everything. You say: families, how many, who looks after the building, who to ring at night, and that you'd want the same courtesy. You *don't* say where anyone's from, or names, or which flat. If asked, "that's theirs to tell"."""),
            Post("orla.keane", "Five days is right. Two weeks is long enough to organise, one day is an insult. Have the line for the doorstep, the website and the ward members word for word the same, since they'll be compared."),
            Post("zahra.hosseini", """Please also tell the families about the street. When the buses run, which shop is kind, that people may knock and it's only the neighbours, what the siren on Tuesdays is. Nobody does this. They arrive in the dark knowing nothing, and the first knock frightens them."""),
            Post("gareth.pryce", "That last one hadn't crossed my mind at all. Diolch, Zahra. What siren?"),
            Post("zahra.hosseini", "Every town has a siren. You've stopped hearing it."),
            Post("harjit.sandhu", """One more: give the street something to *do*. We asked the nearest twelve houses for one thing each, a pushchair, a rug, an hour. Ten said yes. It's hard to be furious about people whose pushchair used to be yours."""),
            Post("gareth.pryce", """It's a real siren. It's the old colliery one, they test it Tuesdays. I've lived here all my life and she's right, I'd stopped hearing it.

Doors on Thursday, then, two by two. I'll come back and say how it went."""),
        ),
    ),
)
