"""What is said in the small room. Invented, like all the rest."""

from demo.content.communities import CASEWORK
from demo.content.shapes import Held, Post, Thread

THREADS = (
    Thread(
        community=CASEWORK,
        title="What this room is for",
        kind="announcement",
        topics=("hate-crime",),
        days_ago=(99, 98),
        is_pinned=True,
        posts=(
            Post("marcia.bennett", """Six of us. I'd like to keep it about that size.

There's supervision for cases, and you should all be getting it, and if you aren't then ring me and I'll be unpleasant to somebody on your behalf. This is for the other thing. The bit in the car afterwards.

You don't have to reply to each other. A post that just sits there is fine."""),
            Post("olu.fashola", "Good. Thank you. Sitting here is fine."),
        ),
    ),
    Thread(
        community=CASEWORK,
        title="After a bad week",
        kind="discussion",
        topics=("hate-crime",),
        days_ago=(38, 34),
        unread={"marcia.bennett": 1},
        posts=(
            Post("farah.aziz", """Not about any one case. I noticed that I'd started choosing the long way round to the shops, so as not to pass a particular kind of group standing outside a particular kind of pub. Nothing has ever happened to me there. It's happened to eleven other people, in my notebook, and apparently my feet have read it."""),
            Post("chloe.tranter", "My feet too. Mine won't sit with my back to a door."),
            Post("rashid.anwar", "I've stopped telling my daughter what I do. I say \"advice\"."),
            Post("olu.fashola", "What did you do about the long way round, Farah? If anything."),
            Post("farah.aziz", "Told my supervisor. She didn't say anything clever. She said, shall we walk it. We walked it. We had chips. I've gone the short way twice since and the long way three times."),
            Post("marcia.bennett", """Two out of five is a very good number.

In year nine I went four months without going to the pictures, because of the dark. I never told anybody since I was the one people told. Don't do it like I did."""),
            Post("zahra.hosseini", "When I interpret I say \"I\". *I was afraid. I ran.* All day it is \"I\". In the evening my husband asks how I am and I have to look for the right one."),
            Post("farah.aziz", "Oh, Zahra."),
        ),
    ),
    Thread(
        community=CASEWORK,
        title="When the person you're supporting says something prejudiced themselves",
        kind="discussion",
        topics=("hate-crime", "prejudice-and-racism"),
        days_ago=(19, 9),
        unread={"marcia.bennett": 3},
        posts=(
            Post("rashid.anwar", "It happens more than we say. You've listened for an hour to what was done to somebody, and you believe them, and on the way out they say a thing about another lot. Casually. About *my* lot, once, not knowing. I said nothing and I've been cross with myself for a week."),
            Post("chloe.tranter", "I let it go the first time and I name it the second. The first time they're in pain and I'm staff. The second time we've a relationship, and it'd be disrespectful not to."),
            Post("olu.fashola", "I sometimes say, \"I'd not let someone talk about you like that either.\" Then I carry on with whatever we were doing. It's surprising how often it gets a nod."),
            Post("farah.aziz", "That's a good sentence, Olu. It doesn't take anything away from them."),
            Post("zahra.hosseini", "And I've to interpret it. In the first person."),
            Post("marcia.bennett", """They don't have to be good people to deserve our help, and we don't have to be saints to give it. Rashid: you weren't wrong to say nothing. You were tired, and it was aimed at you. Being cross for a week is what it costs. Ring me if it's two."""),
            Post("rashid.anwar", "It's nearly two. I'll ring."),
        ),
    ),
    Thread(
        community=CASEWORK,
        title="Home visits after dark: what are your real rules?",
        kind="question",
        topics=("hate-crime",),
        days_ago=(7, 1),
        unread={"marcia.bennett": 3},
        posts=(
            Post("chloe.tranter", "Not the policy. The real rules. Ours says \"lone working app\" and the app's been out of date since Easter."),
            Post("olu.fashola", "Park facing out. Shoes I can run in. I ring the office from the car before, and somebody rings **me** at a set time, not the other way about. If I say \"is it the blue folder\", they come."),
            Post("farah.aziz", "Two of us, or a library. If neither can be done it waits till morning, and I tell them why. Nobody has ever minded."),
            Post("marcia.bennett", "Farah's is the rule at Open Door from tonight. Chloe, put yours in writing to your chair in one sentence, \"the app hasn't worked since Easter\", and copy me in. I'd like to see them not answer it."),
            Post("chloe.tranter", "Done. Answered within the hour, new phones next week. One sentence! I'd been drafting a paper."),
            Post("farah.aziz", "What do you do about a door you have said yes to twice and do not want to stand at again? I have not told anybody at work. It would be plain whose visit it was.", is_masked=True),
            Post("olu.fashola", "Whoever you are: you are allowed to say no to a door. You do not have to say why to us, and only a little of why to them.", quotes=6),
        ),
    ),
)

HELD = (
    Held(
        community=CASEWORK,
        thread="After a bad week",
        author="rashid.anwar",
        text="Has anybody here asked their doctor about the sleeping? I would like to know what to say, and not to be asked about it on Thursday.",
        why="mask",
        hours_ago=5,
    ),
)
