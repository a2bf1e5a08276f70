"""People who do not exist. Any likeness is chance."""

from demo.content.shapes import Person

PEOPLE = (
    # The five documented accounts come first; demo/accounts.py says what each one is for.
    Person("nadia.rahim", "Nadia Rahim", "Community cohesion officer", "stannerley", "stannerley", "Half my week is meetings about tension, the other half is tea with the people in them.", ("tension-monitoring", "social-mixing"), can_help_with="Setting up a weekly call about tensions, and keeping it to half an hour.", work_role="coordination"),
    Person("gareth.pryce", "Gareth Pryce", "Communities and sport officer", "glanwern", "glanwern", "Community grants, park pitches and whatever comes through the door on a Monday.", ("sport", "local-government"), work_role="practice"),
    Person("marcia.bennett", "Marcia Bennett", "Director", "open-door", "kelder", "Twenty years of hate crime work, eleven of them behind a reporting desk.", ("hate-crime", "trust-in-institutions"), work_role="leadership"),
    Person("eleanor.voss", "Eleanor Voss", "Guidance editor", "office", "manchester", "I look after the guidance pages. Tell me when one is wrong.", ("evaluation",), work_role="evidence"),
    Person("sam.okafor", "Sam Okafor", "Hub administrator", "office", "manchester", "Accounts, access and the things that break.", ("digital-inclusion",), work_role="coordination"),
    # Sport.
    Person("dele.adeyemi", "Dele Adeyemi", "Head of community programmes", "rovers-trust", "stannerley", "Football is the excuse. The half hour afterwards is the programme.", ("sport", "young-people"), work_role="leadership"),
    Person("joanne.hartley", "Joanne Hartley", "Club welfare officer", "hoops", "harrowbeck", "Volunteer. Day job in payroll. Usually holding the first-aid bag.", ("sport", "young-people"), can_help_with="Your first season as a welfare officer.", work_role="volunteer"),
    Person("shazia.malik", "Shazia Malik", "Girls' football coordinator", "wanderers-girls", "brinscombe", "I started a Friday session for six girls and now have a waiting list.", ("sport", "social-mixing"), work_role="coordination"),
    Person("kevin.doyle", "Kevin Doyle", "Head coach", "marsh-lane", "stannerley", "Boxing coach. I don't do slides.", ("sport",), work_role="practice"),
    Person("bev.stokes", "Bev Stokes", "Club secretary", "marsh-lane", "stannerley", "Forms, subs, keys, kettle.", ("volunteering",), work_role="volunteer"),
    Person("imran.siddiqui", "Imran Siddiqui", "Development manager", "cricket-for-all", "lamberhithe", "Getting cricket back into parks, one bin for a wicket at a time.", ("sport", "bridging-connections"), work_role="coordination"),
    Person("dominic.osei", "Dominic Osei", "Partnership manager", "kelder-active", "kelder", "I join up clubs, councils and money.", ("sport", "evaluation"), can_help_with="Reading a bid before it goes in.", work_role="coordination"),
    Person("andy.crossland", "Andy Crossland", "Facilities and bookings manager", "kelder-active", "kelder", "If you want a hall at six on a Tuesday, so does everybody else.", ("sport",), work_role="coordination"),
    Person("leon.pascal", "Leon Pascal", "Community sport apprentice", "rovers-trust", "stannerley", "First year in the job. Came up through the sessions.", ("sport", "young-people"), work_role="practice"),
    Person("lorna.sinclair", "Lorna Sinclair", "Active communities officer", "tolbrae", "tolbrae", "Shinty, walking groups and a mobile climbing wall with a mind of its own.", ("sport",), work_role="practice"),
    Person("tunde.bakare", "Tunde Bakare", "Youth sport worker", "kite", "harrowbeck", "Night-time sport on two estates that don't get on.", ("young-people", "sport"), work_role="practice"),
    # Local government.
    Person("harjit.sandhu", "Harjit Sandhu", "Neighbourhoods manager", "harrowbeck", "harrowbeck", "Nine staff, two estates, one very full inbox.", ("local-government", "tension-monitoring"), work_role="coordination"),
    Person("ben.whitlock", "Ben Whitlock", "Community safety manager", "ottermouth", "ottermouth", "Community safety, CCTV, beach huts. Really.", ("tension-monitoring", "local-government"), work_role="coordination"),
    Person("carol.whitby", "Carol Whitby", "Parish liaison officer", "ottermouth", "ottermouth", "43 parishes, 43 opinions, one small car.", ("local-government", "active-engagement"), work_role="practice"),
    Person("sian.bowen", "Siân Bowen", "Equalities and cohesion lead", "glanwern", "glanwern", "Equality duty by day, Welsh learners' choir by night.", ("local-government", "trust-in-institutions"), work_role="coordination"),
    Person("moira.campbell", "Moira Campbell", "Communities manager", "tolbrae", "tolbrae", "Thirty years in community development. I have seen this strategy before.", ("active-engagement", "local-government"), work_role="leadership"),
    Person("grace.mensah", "Grace Mensah", "Principal policy officer", "lamberhithe", "lamberhithe", "I write the report, then I write the version people read.", ("local-government", "evaluation"), can_help_with="Turning a committee report into a page people read.", work_role="evidence"),
    Person("mei-lin.chan", "Mei-Lin Chan", "Community engagement lead", "brinscombe", "brinscombe", "Consultation that does not feel like consultation.", ("active-engagement", "bridging-connections"), work_role="coordination"),
    Person("david.pritchard", "David Pritchard", "Schools engagement officer", "stannerley", "stannerley", "I know the finishing time of every primary in the borough.", ("young-people", "local-government"), work_role="practice"),
    Person("orla.keane", "Orla Keane", "Communications manager", "harrowbeck", "harrowbeck", "Rumours at 7pm, statement by 7.20.", ("trust-in-institutions",)),
    Person("steve.mallory", "Steve Mallory", "Neighbourhood housing officer", "wend-homes", "kelder", "I knock on doors for a living.", ("tension-monitoring", "trust-in-others"), work_role="practice"),
    # Hate crime, faith and support.
    Person("farah.aziz", "Farah Aziz", "Senior caseworker", "open-door", "stannerley", "I train the people behind the reporting desks.", ("hate-crime",), work_role="practice"),
    Person("chloe.tranter", "Chloe Tranter", "Casework lead", "harbour", "ottermouth", "Support, advocacy and a lot of listening in car parks.", ("hate-crime",), work_role="practice"),
    Person("olu.fashola", "Olu Fashola", "Restorative practice worker", "harbour", "ottermouth", "Slow conversations.", ("hate-crime", "trust-in-others"), is_listed=False, work_role="practice"),
    Person("ruth.goldman", "Ruth Goldman", "Coordinator", "faiths-forum", "stannerley", "Coordinator, minute-taker and occasional soup maker.", ("faith", "bridging-connections"), work_role="coordination"),
    Person("yusuf.ibrahim", "Yusuf Ibrahim", "Outreach coordinator", "faith-neighbours", "brinscombe", "Mosque open days, hospital visits, five-a-side.", ("faith", "hate-crime"), work_role="practice"),
    Person("miriam.adler", "Miriam Adler", "Education officer", "faith-neighbours", "brinscombe", "Classroom workshops, usually in pairs.", ("faith", "young-people"), work_role="practice"),
    Person("rashid.anwar", "Rashid Anwar", "Reporting desk coordinator", "loom-street", "stannerley", "Seven volunteers, one desk, open Tuesdays and Fridays.", ("hate-crime", "volunteering"), work_role="coordination"),
    Person("zahra.hosseini", "Zahra Hosseini", "Interpreter and outreach worker", "loom-street", "stannerley", "Farsi, Dari and Kurdish Sorani. I interpret; I do not speak for.", ("hate-crime", "trust-in-institutions"), work_role="practice"),
    Person("ewa.kowalska", "Ewa Kowalska", "Hub manager", "loom-street", "stannerley", "Keeping an old weaving shed warm and open.", ("active-engagement", "volunteering"), work_role="leadership"),
    Person("jaspreet.gill", "Jaspreet Gill", "Hate crime officer", "kelder-police", "kelder", "Police staff, not a police officer. I read every report.", ("hate-crime", "trust-in-institutions"), work_role="practice"),
    # Young people, evidence, money, business.
    Person("amara.diallo", "Amara Diallo", "Lead youth worker", "kite", "harrowbeck", "Detached youth work. I own four waterproof coats.", ("young-people", "prejudice-and-racism"), work_role="practice"),
    Person("priya.nair", "Priya Nair", "Evaluation lead", "ferryman", "united-kingdom", "Four questions is plenty.", ("evaluation",), work_role="evidence"),
    Person("hannah.fielding", "Hannah Fielding", "Research fellow", "uni-brinscombe", "brinscombe", "Social psychologist. Studies contact between groups.", ("evaluation", "trust-in-others"), work_role="evidence"),
    Person("peter.lindqvist", "Peter Lindqvist", "Programme manager", "greenacre", "united-kingdom", "I read applications so that you only have to write one page.", ("volunteering", "evaluation"), work_role="coordination"),
    Person("helen.tarrant", "Helen Tarrant", "People and community manager", "tannery-quay", "harrowbeck", "HR for 620 people who speak 28 languages.", ("business",), work_role="coordination"),
    Person("martin.ellery", "Martin Ellery", "Anti-social behaviour officer", "harrowbeck", "harrowbeck", "New to hate crime casework after ten years in noise nuisance.", ("hate-crime",), work_role="practice"),
    # Proved her address, and waits for the office to approve the account.
    Person("rebecca.nunn", "Rebecca Nunn", "Community safety officer", "ottermouth", "ottermouth", "Started in September and was told to join this.", (), is_approved=False),
    # Waits at Stannerley, whose administrator lets colleagues in.
    Person("tom.ashby", "Tom Ashby", "Cohesion apprentice", "stannerley", "stannerley", "Second week. Nadia said there was a place for questions.", (), is_approved=False),
)

#: Who has muted whom: of somebody who spoke too loudly once.
QUIET = (("nadia.rahim", "david.pritchard"),)
