"""People who do not exist. Any likeness is chance."""

from demo.content.shapes import Person

PEOPLE = (
    # The five documented accounts come first; demo/accounts.py says what each one is for.
    Person("nadia.rahim", "Nadia Rahim", "Community cohesion officer", "stannerley", "Stannerley", "Half my week is meetings about tension, the other half is tea with the people in them.", ("tension-monitoring", "social-mixing"), can_help_with="Setting up a weekly call about tensions, and keeping it to half an hour."),
    Person("gareth.pryce", "Gareth Pryce", "Communities and sport officer", "glanwern", "Glanwern", "Community grants, park pitches and whatever comes through the door on a Monday.", ("sport", "local-government")),
    Person("marcia.bennett", "Marcia Bennett", "Director", "open-door", "North of England", "Twenty years of hate crime work, eleven of them behind a reporting desk.", ("hate-crime", "trust-in-institutions")),
    Person("eleanor.voss", "Eleanor Voss", "Guidance editor", "office", "Manchester", "I look after the guidance pages. Tell me when one is wrong.", ("evaluation",)),
    Person("sam.okafor", "Sam Okafor", "Hub administrator", "office", "Manchester", "Accounts, access and the things that break.", ("digital-inclusion",)),
    # Sport.
    Person("dele.adeyemi", "Dele Adeyemi", "Head of community programmes", "rovers-trust", "Stannerley", "Football is the excuse. The half hour afterwards is the programme.", ("sport", "young-people")),
    Person("joanne.hartley", "Joanne Hartley", "Club welfare officer", "hoops", "Harrowbeck", "Volunteer. Day job in payroll. Usually holding the first-aid bag.", ("sport", "young-people"), can_help_with="Your first season as a welfare officer."),
    Person("shazia.malik", "Shazia Malik", "Girls' football coordinator", "wanderers-girls", "Brinscombe", "I started a Friday session for six girls and now have a waiting list.", ("sport", "social-mixing")),
    Person("kevin.doyle", "Kevin Doyle", "Head coach", "marsh-lane", "Stannerley", "Boxing coach. I don't do slides.", ("sport",)),
    Person("bev.stokes", "Bev Stokes", "Club secretary", "marsh-lane", "Stannerley", "Forms, subs, keys, kettle.", ("volunteering",)),
    Person("imran.siddiqui", "Imran Siddiqui", "Development manager", "cricket-for-all", "Lamberhithe", "Getting cricket back into parks, one bin for a wicket at a time.", ("sport", "bridging-connections")),
    Person("dominic.osei", "Dominic Osei", "Partnership manager", "kelder-active", "Kelder", "I join up clubs, councils and money.", ("sport", "evaluation"), can_help_with="Reading a bid before it goes in."),
    Person("andy.crossland", "Andy Crossland", "Facilities and bookings manager", "kelder-active", "Kelder", "If you want a hall at six on a Tuesday, so does everybody else.", ("sport",)),
    Person("leon.pascal", "Leon Pascal", "Community sport apprentice", "rovers-trust", "Stannerley", "First year in the job. Came up through the sessions.", ("sport", "young-people")),
    Person("lorna.sinclair", "Lorna Sinclair", "Active communities officer", "tolbrae", "Tolbrae", "Shinty, walking groups and a mobile climbing wall with a mind of its own.", ("sport",)),
    Person("tunde.bakare", "Tunde Bakare", "Youth sport worker", "kite", "East Midlands", "Night-time sport on two estates that don't get on.", ("young-people", "sport")),
    # Local government.
    Person("harjit.sandhu", "Harjit Sandhu", "Neighbourhoods manager", "harrowbeck", "Harrowbeck", "Nine staff, two estates, one very full inbox.", ("local-government", "tension-monitoring")),
    Person("ben.whitlock", "Ben Whitlock", "Community safety manager", "ottermouth", "Ottermouth", "Community safety, CCTV, beach huts. Really.", ("tension-monitoring", "local-government")),
    Person("carol.whitby", "Carol Whitby", "Parish liaison officer", "ottermouth", "Ottermouth", "43 parishes, 43 opinions, one small car.", ("local-government", "active-engagement")),
    Person("sian.bowen", "Siân Bowen", "Equalities and cohesion lead", "glanwern", "Glanwern", "Equality duty by day, Welsh learners' choir by night.", ("local-government", "trust-in-institutions")),
    Person("moira.campbell", "Moira Campbell", "Communities manager", "tolbrae", "Tolbrae", "Thirty years in community development. I have seen this strategy before.", ("active-engagement", "local-government")),
    Person("grace.mensah", "Grace Mensah", "Principal policy officer", "lamberhithe", "Lamberhithe", "I write the report, then I write the version people read.", ("local-government", "evaluation"), can_help_with="Turning a committee report into a page people read."),
    Person("mei-lin.chan", "Mei-Lin Chan", "Community engagement lead", "brinscombe", "Brinscombe", "Consultation that does not feel like consultation.", ("active-engagement", "bridging-connections")),
    Person("david.pritchard", "David Pritchard", "Schools engagement officer", "stannerley", "Stannerley", "I know the finishing time of every primary in the borough.", ("young-people", "local-government")),
    Person("orla.keane", "Orla Keane", "Communications manager", "harrowbeck", "Harrowbeck", "Rumours at 7pm, statement by 7.20.", ("trust-in-institutions",)),
    Person("steve.mallory", "Steve Mallory", "Neighbourhood housing officer", "wend-homes", "Kelder", "I knock on doors for a living.", ("tension-monitoring", "trust-in-others")),
    # Hate crime, faith and support.
    Person("farah.aziz", "Farah Aziz", "Senior caseworker", "open-door", "North of England", "I train the people behind the reporting desks.", ("hate-crime",)),
    Person("chloe.tranter", "Chloe Tranter", "Casework lead", "harbour", "South coast", "Support, advocacy and a lot of listening in car parks.", ("hate-crime",)),
    Person("olu.fashola", "Olu Fashola", "Restorative practice worker", "harbour", "South coast", "Slow conversations.", ("hate-crime", "trust-in-others"), is_listed=False),
    Person("ruth.goldman", "Ruth Goldman", "Coordinator", "faiths-forum", "Stannerley", "Coordinator, minute-taker and occasional soup maker.", ("faith", "bridging-connections")),
    Person("yusuf.ibrahim", "Yusuf Ibrahim", "Outreach coordinator", "faith-neighbours", "Brinscombe", "Mosque open days, hospital visits, five-a-side.", ("faith", "hate-crime")),
    Person("miriam.adler", "Miriam Adler", "Education officer", "faith-neighbours", "Brinscombe", "Classroom workshops, usually in pairs.", ("faith", "young-people")),
    Person("rashid.anwar", "Rashid Anwar", "Reporting desk coordinator", "loom-street", "Stannerley", "Seven volunteers, one desk, open Tuesdays and Fridays.", ("hate-crime", "volunteering")),
    Person("zahra.hosseini", "Zahra Hosseini", "Interpreter and outreach worker", "loom-street", "Stannerley", "Farsi, Dari and Kurdish Sorani. I interpret; I do not speak for.", ("hate-crime", "trust-in-institutions")),
    Person("ewa.kowalska", "Ewa Kowalska", "Hub manager", "loom-street", "Stannerley", "Keeping an old weaving shed warm and open.", ("active-engagement", "volunteering")),
    Person("jaspreet.gill", "Jaspreet Gill", "Hate crime officer", "kelder-police", "Kelder", "Police staff, not a police officer. I read every report.", ("hate-crime", "trust-in-institutions")),
    # Young people, evidence, money, business.
    Person("amara.diallo", "Amara Diallo", "Lead youth worker", "kite", "East Midlands", "Detached youth work. I own four waterproof coats.", ("young-people", "prejudice-and-racism")),
    Person("priya.nair", "Priya Nair", "Evaluation lead", "ferryman", "United Kingdom", "Four questions is plenty.", ("evaluation",)),
    Person("hannah.fielding", "Hannah Fielding", "Research fellow", "uni-brinscombe", "Brinscombe", "Social psychologist. Studies contact between groups.", ("evaluation", "trust-in-others")),
    Person("peter.lindqvist", "Peter Lindqvist", "Programme manager", "greenacre", "United Kingdom", "I read applications so that you only have to write one page.", ("volunteering", "evaluation")),
    Person("helen.tarrant", "Helen Tarrant", "People and community manager", "tannery-quay", "Harrowbeck", "HR for 620 people who speak 28 languages.", ("business",)),
    Person("martin.ellery", "Martin Ellery", "Anti-social behaviour officer", "harrowbeck", "Harrowbeck", "New to hate crime casework after ten years in noise nuisance.", ("hate-crime",)),
    # Proved her address, and waits for the office to approve the account.
    Person("rebecca.nunn", "Rebecca Nunn", "Community safety officer", "ottermouth", "Ottermouth", "Started in September and was told to join this.", (), is_approved=False),
    # Waits at Stannerley, whose administrator lets colleagues in.
    Person("tom.ashby", "Tom Ashby", "Cohesion apprentice", "stannerley", "Stannerley", "Second week. Nadia said there was a place for questions.", (), is_approved=False),
)

#: Who has muted whom: of somebody who spoke too loudly once.
QUIET = (("nadia.rahim", "david.pritchard"),)
