"""All pages, in an order in which each links only to pages made before it."""

from demo.content.guidance_business import BUSINESS
from demo.content.guidance_case_studies import CASE_STUDIES
from demo.content.guidance_linked import LINKED
from demo.content.guidance_research import BEYOND, VOLUNTEERING
from demo.content.guidance_sport import SPORT
from demo.content.guidance_unity import UNITY
from demo.content.news import NEWS
from demo.content.pages import Page
from demo.content.standard_pages import STANDARD_PAGES

PAGES: tuple[Page, ...] = (
    *STANDARD_PAGES,
    *CASE_STUDIES,
    VOLUNTEERING,
    BEYOND,
    BUSINESS,
    UNITY,
    SPORT,
    *LINKED,
    *NEWS,
)

#: What Editors would put on the front page.
FRONT_PAGE_PICKS = (
    UNITY.key,
    SPORT.key,
    BEYOND.key,
    BUSINESS.key,
    VOLUNTEERING.key,
    "case-communities-united",
)
HEADLINE = "What works when people don't get on, and the people who know"
INTRO = (
    "Guidance on social cohesion that you can use on Monday, and conversations with the council officers, coaches, "
    "caseworkers and faith forums who have tried it. Read the guidance freely. Join to ask, answer and disagree well."
)
HOW_TO_JOIN = """Anybody who is 18 or older and works on how people get on, paid or not, may ask for an account.

- Sign up with the e-mail address you use for this work.
- Somebody in the office approves each account. Until then you read everything that is open.
- Then join a community, or ask its Leads to let you in."""
