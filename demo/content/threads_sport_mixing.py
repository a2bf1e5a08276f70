"""The long conversation: what gets people mixing, and not only turning up."""

from demo.content.communities import SPORT
from demo.content.shapes import File, Post, Thread

MIXING = Thread(
    community=SPORT,
    title="What gets people mixing, and not just turning up?",
    kind="discussion",
    topics=("sport", "social-mixing", "evaluation"),
    page="power-of-sport",
    passage="how far people of different backgrounds mix, interact and get along",
    days_ago=(118, 0.2),
    unread={"nadia.rahim": 7, "gareth.pryce": 12, "marcia.bennett": 4},
    summary="""**Turning up is not mixing.** What worked here, in the order people tried it:

- give people a job that needs no words first: scoring, bibs, the bell
- change who stands next to whom before the game, not during it
- count pairs off the register, and ask the same four questions twice
- stop when it works, and hold the door open for the next person""",
    posts=(
        Post("dele.adeyemi", """Something I've been chewing on since reading the *Power of Sport* guidance again.

We have a Wednesday session on the cage pitch between two estates. Forty-odd young people most weeks. On paper it is the most mixed thing we run: you could not draw a more even split if you tried. And every week I stand there and watch twenty of them play twenty of the others. Same pitch, same bibs, two clubs.

So they turn up. They don't mix. What has **actually** worked for you? Not theory please, I can get theory at work."""),
        Post("shazia.malik", """Names on the register in order of arrival, teams counted off down the list. One two three four. Nobody can argue with a list.

It only works if you do it from week one. Try it in week nine and you will have a mutiny."""),
        Post("kevin.doyle", """Ours sorts itself out because you can't box your mate every night. You need somebody your weight. There's eleven lads at 63 kilos and they don't get to choose where the others come from."""),
        Post("bev.stokes", """What Kevin won't tell you is that he also makes them hold pads for each other for two months before anyone spars. You learn a person's face quite well through pads."""),
        Post("dele.adeyemi", """That's exactly it though, isn't it. The *activity* makes you need somebody. In football you need ten people and you can bring your own ten.

Shazia, I like the list. I'd be the one with the mutiny.""", quotes=4),
        Post("imran.siddiqui", """Tape-ball: eight a side, everyone bowls one over, everyone bats with someone they haven't batted with before. We write the pairs on the back of a pizza box. Batting pairs have to *talk*, or one of them is run out. I've seen more conversation come out of a run-out than out of any icebreaker."""),
        Post("hannah.fielding", """Researcher here, so stop me if this is theory. The conditions that come up again and again when contact changes how people see each other: you are of equal standing in the situation, you want the same thing, you have to cooperate to get it, and somebody with authority is visibly behind it.

Imran's pizza box has all four. Twenty against twenty has the reverse: it gives you a common pitch and a reason to beat the others."""),
        Post("kevin.doyle", "That was theory."),
        Post("hannah.fielding", "It was. I'll buy the tea."),
        Post("joanne.hartley", """We're a tiny club so this may not travel. What changed things for us was nothing on court. It was **lifts**.

Half our families have no car. I made a lift sheet for away games and put the pairs together myself, a family from the Meadows end with one from the new houses. Parents who had nodded at each other for a year were suddenly sat in a Corsa for forty minutes. Two of those mums now run the tuck shop together."""),
        Post("amara.diallo", """Did you do anything about safeguarding for the lifts? We'd be nervous. Not saying don't, I want to steal it."""),
        Post("joanne.hartley", """Yes, sorry, should have said. I'm the welfare officer so I would look silly otherwise.

- parents drive with their own child in the car, never alone with someone else's
- written consent at the start of the season, both ways
- I see insurance and licence once a year
- the driver's details go to the other parent by the club, not by a shared spreadsheet

It's one side of A4. Happy to put it somewhere.""", quotes=11),
        Post("dominic.osei", """Please do put it somewhere. I have three clubs who stopped offering lifts altogether because someone told them it wasn't allowed."""),
        Post("tunde.bakare", """Playing devil's advocate. I run night sessions for two estates that do not get on, and for the first six months I *wanted* twenty against twenty. Because the alternative was nought against nought. They would not have come if I'd counted them off into mixed teams on night one, and two of them would have got hurt on the walk home for having been seen in the wrong bib.

Turning up is not nothing. Sometimes turning up is the whole of year one."""),
        Post("dele.adeyemi", """That's fair, and it's made me feel a bit better about my Wednesday. When did you know it was time to change it?"""),
        Post("tunde.bakare", """When they started borrowing shin pads off each other without asking me to do it for them. Then I asked two of the older ones, one from each side, to pick teams together. Not to be captains. To sit on the wall and sort it out between them. Took them twenty-five minutes the first week and we got eleven minutes of football. Third week it took four."""),
        Post("leon.pascal", """I was one of the ones sat on a wall doing that (not Tunde's, ours, years ago). Nobody had ever asked me to be fair before. It sounds soft but it was the first time I thought I might want to do this as a job."""),
        Post("dele.adeyemi", "Leon has never told me that in two years of working together. Thanks, forum."),
        Post("lorna.sinclair", """Shinty perspective, for variety: we have one rule, nobody eats until both teams can eat. There's a big pot of soup, it's somebody's turn to make it, and the turn alternates between the two villages. I'm fairly sure the soup is the project and the shinty is what we do while it heats up."""),
        Post("ruth.goldman", "As a professional soup maker I feel very seen. Recipe to follow.", is_deleted=True),
        Post("priya.nair", """Can I ask the annoying question? How would any of you know?

I believe every word of this. But if I were Dele's funder I would hear "they used to be twenty against twenty and now they aren't" and want to write something down. What have you written down?"""),
        Post("shazia.malik", "I have a phone full of photos I'm not allowed to use and a feeling."),
        Post("imran.siddiqui", "I have pizza boxes. Genuinely. I kept them. You can see who batted with whom for two summers.", files=(
            File("Lid, last week of August.png", drawing="pizza-box"),
        )),
        Post("priya.nair", """Imran, please do not throw those away. That is a network dataset with mozzarella on it.

I'm not joking. Who was paired, how often, how many different partners each person had by August. If that number goes up you have evidence of mixing that did not need a single child to fill in a form.""", quotes=23),
        Post("imran.siddiqui", "My wife is going to be so pleased."),
        Post("peter.lindqvist", """Funder here. I'd take the pizza boxes. I'd take a photograph of the pizza boxes.

More seriously: one page that says *what you saw in week one, what you saw in week thirty, and how you looked* beats a forty-question survey with nine answers. I've read a lot of forty-question surveys with nine answers.""", before_edit="""Funder here. I'd take the pizza boxes. I'd take a photograph of the pizza boxes.

More seriously: one page that says what you saw in week one and in week thirty beats a forty-question survey with nine answers.""", files=(
            File("One page for a funder.pdf", page=(
                "One page for a funder",
                "What we saw in week one: who came, who spoke to whom, who stood at the edge.",
                "What we saw in week thirty: the same three things, and one we did not expect.",
                "How we looked: who watched, from where, how often, and what was written down the same evening.",
                "What it cost: in money, in evenings, in goodwill.",
                "Use it, change it, and leave out every name.",
            )),
        )),
        Post("dominic.osei", """Can I frame that and hang it in the office?"""),
        Post("gareth.pryce", """New to this thread, read it all on the train to Cardiff. Two things from our end.

First, *who runs it* matters more than who plays. We had a mixed walking football group with two volunteers, both from the rugby club, both lovely, both from the same street. When one of the men from the Eritrean group took on the whistle, six more came the week after.

Second, we lost the lot of them in January because the hall put its heating charge up. Nobody mixes at 4 degrees."""),
        Post("andy.crossland", """Hall manager. The heating charge is us, everywhere, and I'm sorry. If you're a regular booking ask for it to be put into the hourly rate. Most of us can do that and would rather, because then we aren't chasing £6 invoices."""),
        Post("kevin.doyle", "Gareth's right about the whistle. Get your next coaches off the floor of the gym, not off a website."),
        Post("nadia.rahim", """Council hat. I sat through Dele's session on Wednesday (thanks for the hot chocolate). Something I noticed that you can't see from the middle of the pitch: the parents. There's a bench at each end. Nobody sits on the other one. The young people were more mixed than the adults watching them."""),
        Post("dele.adeyemi", "Ouch. True. I have never once looked at the benches."),
        Post("joanne.hartley", "Move the tea. Put one urn in the middle. I promise you. An urn is worth two grants."),
        Post("peter.lindqvist", "Also framing that, although I'd ask the Fund not to read it."),
        Post("nadia.rahim", """We have an urn at the town hall that has not been signed out since the Jubilee. Dele, it's yours. You'll need an extension lead and somebody with a food hygiene certificate, or somebody who is happy to say it's only tea."""),
        Post("dele.adeyemi", """Report back, four weeks on. We did three things:

- counted off from the register (**there was a mutiny**, it lasted two weeks, we lost five and got four back)
- one urn, middle of the long side
- two of the older ones picking teams on a wall, as per Tunde

Last Wednesday I counted. Eleven passes in a row between players who would never have been on the same side when we began. I know that is not a measure. I counted anyway.""", pause_days=26),
        Post("hannah.fielding", "It is absolutely a measure."),
        Post("shazia.malik", "What did the mutiny say? Ours was all \"but I came with her\"."),
        Post("dele.adeyemi", """Word for word that. So we let every person name one friend they'd be kept with, and counted off in pairs. That ended it."""),
        Post("yusuf.ibrahim", """The pairs idea is kind as well as clever. For some of the young people who come to us through the mosque, the friend is the reason a parent says yes. Splitting them up on day one reads as a broken promise, and the parent never tells you that, they just stop coming."""),
        Post("amara.diallo", "Same with girls at our Thursday club. One friend guaranteed, everything else up for grabs."),
        Post("mei-lin.chan", """I'd like to push on something. Everything here is about the people who come. Our cage pitch has a fence, floodlights, and a group of older residents opposite who hate it. They are also "the community". The most divided relationship in that street isn't between two estates, it's between everyone under 18 and everyone over 60."""),
        Post("tunde.bakare", """We had that. Noise after nine, mostly the ball on the fence. We got a resident to be timekeeper. She has a bell. An actual brass bell. When she rings it they go home, because it's Mrs — well, I won't say, but everybody knows her and nobody wants to let her down."""),
        Post("mei-lin.chan", "A bell. I'm writing that down. How on earth did you ask her?"),
        Post("tunde.bakare", """I went round to apologise about the noise and she said "somebody wants to tell them when to stop", and I said "would you?" I was joking. She'd got her coat on before I'd finished."""),
        Post("lorna.sinclair", "This is the best thing I've read in a work capacity this year."),
        Post("priya.nair", """Since three of you have asked me by message: here's the smallest thing I'd measure if I ran a weekly session. Four questions, asked twice, standing up, in under two minutes, of people over 11:

1. How many people here do you know by name? (none / a few / about half / most)
2. How many of them did you not know before you started coming?
3. Have you done anything with any of those outside the session?
4. Is there anything that makes it hard to get to know people here?

Question 3 is the one that matters and question 4 is the one you'll learn from. These are mine and they are not a validated scale; if you need one of those, say so and I'll tell you what it costs you in goodwill."""),
        Post("joanne.hartley", "Tried them on Saturday with the under-14s. Answer to question 4 from three separate kids: \"the music's too loud\". We turned the music down."),
        Post("priya.nair", "Evaluation: a success story.", quotes=48),
        Post("dominic.osei", """For anyone putting a bid together: I've had two clubs use Priya's four with a headcount and a paragraph, and both officers at the other end said it was the clearest return they'd had. It doesn't have to be grand."""),
        Post("kevin.doyle", "Did the four questions. Lads said they know everyone's name because I shout them."),
        Post("bev.stokes", "They also said (I was writing) that two of them go fishing together on Sundays now. Kevin left that out because he got something in his eye."),
        Post("gareth.pryce", """Fishing! That's question 3, that is.

We moved the walking football to a church hall, heating included, £14 an hour. All but two came back. The man with the whistle has a co-referee now who is 71 and was a miner. They disagree about offside in walking football, which does not exist.""", pause_days=9, thanks=("kevin.doyle", "bev.stokes"), same=("leon.pascal",)),
        Post("zahra.hosseini", """May I add something about language. When people say "they don't mix", sometimes the ones standing together simply share a language, and it's the first hour of the day they haven't had to work at being understood. I would not break that up too fast. Give them a job that needs no words first. Scoring. Handing out bibs. The bell.""", useful=("dele.adeyemi", "imran.siddiqui", "nadia.rahim", "priya.nair"), thanks=("dele.adeyemi",)),
        Post("dele.adeyemi", "That's made me think about two lads in particular. Thank you, Zahra. Bibs from next week."),
        Post("imran.siddiqui", """Umpiring signals. Best second language going. We've a lad who arrived in May with about ten words of English, and by July he was giving people out lbw with enormous dignity."""),
        Post("ewa.kowalska", """We've room for one more thing in the old weaving shed on a Sunday afternoon, if anyone in Stannerley wants an indoor version of all this. Free for three months, you'd have to stack the chairs. There is an urn."""),
        Post("nadia.rahim", "Ewa, yes. Dele, Kevin: shall we three and Ewa meet there and look at the floor? I'm told it's sprung in one half and not in the other."),
        Post("kevin.doyle", "Sprung half is ours."),
        Post("leon.pascal", """I said I'd write up where the Wednesday has got to. It's thirty-one this week (it rained). Counted in pairs off the register. Urn. Wall. I asked Priya's four with the over-11s, 22 answers:

- 15 know most people by name (it was 4 when we began)
- 18 know at least one person they didn't before
- **9 have done something outside the session** with one of them. Gaming mostly. One birthday.
- hard to get to know people because: cold (6), "they already know each other" (3), nothing (the rest)

I don't know if that's good.""", pause_days=14, thanks=("hannah.fielding", "priya.nair", "dele.adeyemi"), useful=("nadia.rahim", "shazia.malik")),
        Post("hannah.fielding", "Leon. It's good. Nine friendships across a line that had its own bus stop is very good."),
        Post("priya.nair", """Seconded. And note how well you've said it: a number, a comparison, what you asked and whom. Keep the three who said "they already know each other" in mind, that's your next year. A group that mixes well is hard to join."""),
        Post("dele.adeyemi", """He wrote that on his own on the bus. I only corrected one spelling.

New bit of the problem then: how do you keep a door open on something that's working?"""),
        Post("shazia.malik", """\"Bring someone" night, last one of every month, and the person who's brought doesn't play on the same side as whoever brought them. You greet your guest, then you hand them over. It's manners really. Like a wedding."""),
        Post("tunde.bakare", "Putting the newest person in charge of the bell for the night. I'd have to ask her. I'll ask her."),
    ),
)
