"""The words that the demonstration's guidance explains, in our own words."""

from demo.content.shapes import Term

TERMS = (
    Term("cohesion", "cohesion", "How far people of different backgrounds mix, interact and get along, in one place.", ("social cohesion", "community cohesion")),
    Term("hate-crime", "hate crime", "A crime that the person targeted, or anybody else, sees as driven by hostility to somebody's race, religion, disability, sexual orientation or transgender identity.", ("hate crimes",)),
    Term("hate-incident", "hate incident", "Something driven by the same hostility as a hate crime that is no crime in itself. It is worth reporting too.", ("hate incidents",)),
    Term("theory-of-change", "theory of change", "A plan that says which steps should lead to which results, and why anybody should believe it.", ("theories of change",)),
    Term("evaluation", "evaluation", "Finding out what changed because of the work, for whom, and how sure one can be."),
    Term("bridging", "bridging connections", "Friendships and contacts that cross a line between groups, where others keep a group together.", ("bridging connection",)),
)
