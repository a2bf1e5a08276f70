"""The vocabulary: the network's six cohesion factors, then the subjects people work on."""

from demo.content.shapes import Topic

TOPICS = (
    # The six factors that the network uses again and again.
    Topic("prejudice-and-racism", "Tackling prejudice and racism", "Changing attitudes, and what to do when they do harm."),
    Topic("social-mixing", "Social mixing", "People of different backgrounds meeting, and meeting again."),
    Topic("active-engagement", "Active social engagement", "People taking part, organising and being asked."),
    Topic("trust-in-institutions", "Trust in institutions", "Whether people believe councils, police and services mean it."),
    Topic("trust-in-others", "Trust in other people", "How neighbours and strangers see each other."),
    Topic("bridging-connections", "Bridging connections", "Friendships and contacts that cross a line."),
    # Subjects of the work.
    Topic("hate-crime", "Hate crime", "Prevention, reporting, and support for people who were targeted."),
    Topic("sport", "Sport and physical activity", "Clubs, coaches, parks and halls."),
    Topic("volunteering", "Volunteering", "Giving time, formally and informally."),
    Topic("business", "Business and employers", "What companies and their people can do where they are."),
    Topic("tension-monitoring", "Tension monitoring", "Noticing early, weighing it up, acting in proportion."),
    Topic("faith", "Faith and belief", "Congregations, forums, and people of no religion."),
    Topic("young-people", "Children and young people", "Schools, youth work and families."),
    Topic("evaluation", "Evaluation", "Finding out what changed, and being honest about it."),
    Topic("digital-inclusion", "Digital inclusion", "People whom online work does not reach."),
    Topic("local-government", "Local government", "What councils do, decide and pay for."),
)
