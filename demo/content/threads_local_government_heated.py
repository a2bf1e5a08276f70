"""The conversation in Local government that got too hot, and what the Leads did."""

from demo.content.communities import LOCAL_GOVERNMENT
from demo.content.shapes import Post, Thread

FLAGS = Thread(
    community=LOCAL_GOVERNMENT,
    title="Flags on lamp posts: take down, leave up, or something cleverer?",
    kind="discussion",
    topics=("local-government", "tension-monitoring", "trust-in-institutions"),
    days_ago=(57, 52),
    is_locked=True,
    moderator="harjit.sandhu",
    posts=(
        Post("ben.whitlock", """We've had about sixty flags go up on lamp posts along two roads in a fortnight. National flags, cable-tied, at head height in places. Highways want to take them down because anything on a column is an obstruction. Members are split. I've one email calling the council traitors for thinking of it and one calling us cowards for not having done it yet, and they arrived four minutes apart.

I'm not asking who's right. I'm asking what you **did**, in what order, and what you'd do again."""),
        Post("harjit.sandhu", """First thing: find out what the two roads are hearing, before any decision. We sent housing officers to knock with a different excuse (bins). Half the residents thought it was for the football. A quarter were proud. The rest had seen who put them up, and had stopped walking that way to school. Same flag, three messages, depending which door."""),
        Post("moira.campbell", "We have a policy from 2014: nothing on columns without a licence, removed on the next routine maintenance run, no exceptions, whatever it is. Football, charity balloons, the lot. Boring, and it has saved us every single time. The trick is to have been boring *beforehand*."),
        Post("orla.keane", """Comms view. Never announce a removal programme. You'll create the event you're afraid of, with a date on it. "We clear columns on the maintenance round" is true and dull. And do not, ever, put out a statement about what the flag means."""),
        Post("steve.mallory", """I'm the one on the doorstep so I'll say it. Some tenants on one of those kinds of roads are frightened and it's the *not knowing who* that frightens them. And some of the people who put them up are my tenants as well and they feel nobody's asked them anything for fifteen years. Both of those are true in the same stairwell."""),
        Post("grace.mensah", """Thank you Steve. That's the whole problem in a stairwell.

I'd separate three questions that always get rolled into one: *safety of the column* (highways, boring), *is anyone being intimidated* (community safety, evidence), *what do people want to say to us* (engagement, slow). Different officers, different clocks."""),
        Post("david.pritchard", "We left ours up, and I regret it. By the time anyone decided, taking them down had become a statement and so had leaving them."),
        Post("carol.whitby", """Parishes here were furious with the district for *talking* about it. One chair said to me, it's our flag, since when is it a cohesion issue? I didn't have a good answer ready, and I think we owe people one. If every time a council officer sees the flag they ring community safety, what does that say to the man who's flown one in his garden since his brother was killed in the Falklands?"""),
        Post("david.pritchard", "With respect, it isn't about a garden. It's about sixty in a fortnight outside a primary school and children asking their teacher if they're going to be sent home. Home is Stannerley."),
        Post("carol.whitby", "I don't think I said otherwise. I said have an answer for the garden as well."),
        Post("david.pritchard", "This is exactly the kind of hand-wringing that lets it happen. Some people in this room have clearly never had to explain it to a seven-year-old, and frankly if you need it spelling out you are in the wrong job.", hidden="Aimed at a colleague, not at what she said. House rule: candid about the work, kind to the person."),
        Post("carol.whitby", "I have done this job for nineteen years and I will not be told by someone who has never set foot in a parish hall that I'm in the wrong one. Perhaps stick to school gates.", hidden="Answers in kind. I would have been cross too. Hidden with the one before it."),
        Post("ben.whitlock", "Can I drag us back? I asked what people did."),
        Post("harjit.sandhu", """As a Lead: I've hidden two posts and spoken to both authors, who were decent about it. Nobody is in trouble. This subject does to us exactly what it does to the places we work in, in about nine messages. Worth noticing.

Ben's question stands. Please answer *that*."""),
        Post("david.pritchard", "I owe Carol an apology, which I've made to her, and I'm making it here because that's where I was rude. I'd had a bad afternoon at a school. She's right that the garden needs an answer."),
        Post("carol.whitby", "Accepted, and thank you for doing it in front of people, which is harder. I've been to a school gate since. You were right about the children."),
        Post("ben.whitlock", """What we did, for the record, and I'd do it again in this order:

1. Doorsteps first, four days, housing and wardens, no questions about flags. *What's it like round here at the moment?*
2. Wrote down the number of columns with anything on them at all: 112, of which 61 flags, the rest were slimming clubs.
3. Routine maintenance run took everything down over nine days, starting with the slimming clubs.
4. Two evenings in the social club, tea, no slides, an officer per table writing down what people said. One was nearly empty. The other we had to put out more chairs.
5. Reported back on one side of paper, through every door, with three things we'd do and one we wouldn't.

Some went back up. Fewer each time. We're still doing number 4."""),
        Post("grace.mensah", """That's the answer I'd give anyone who asks. I'm locking this now while it ends well. Ben's list is going to the editors to see if it can become a case study. If it's live where you are and you need to talk tonight, ring me or Harjit rather than writing here."""),
    ),
)
