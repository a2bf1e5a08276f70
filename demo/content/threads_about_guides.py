"""Questions about the words of a guide: one that an Editor answered by changing them, and one that waits."""

from demo.content.communities import SPORT
from demo.content.shapes import Post, Thread, Update

THREADS = (
    Thread(
        community=SPORT,
        title="Is there anything to fill in, or only to read?",
        kind="question",
        topics=("evaluation", "sport"),
        days_ago=(34, 31),
        page="power-of-sport",
        passage="with practice examples, guidance, tools and resources",
        answer=3,
        update=Update(
            was="with practice examples and guidance",
            now="with practice examples, guidance, tools and resources",
            note="it says now that there are tools and resources too",
        ),
        posts=(
            Post("dominic.osei", "It said *practice examples and guidance*, so I took it for reading matter and nearly left it. Has the toolkit got anything a club secretary can fill in?"),
            Post("priya.nair", "It has. Go through it step by step and there are tools at most of them. The page undersells it."),
            Post("eleanor.voss", "Updated the guide."),
        ),
    ),
    Thread(
        community=SPORT,
        title="Does one afternoon count as a condition?",
        kind="question",
        topics=("evaluation", "sport"),
        days_ago=(12, 11),
        page="power-of-sport",
        passage="the conditions and the context in which gains in cohesion are likely",
        posts=(
            Post("bev.stokes", "We have the pitch for one Saturday in May and nothing after. Reading this I cannot tell whether a single day can do anything at all, or whether I should save the money for six Tuesdays."),
            Post("dominic.osei", "Six Tuesdays, every time. But the guide could say so in plain words, and it does not."),
        ),
    ),
)
