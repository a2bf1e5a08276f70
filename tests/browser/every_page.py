"""Every page a person can open, once for each part that sees it differently.

`test_every_page.py` looks at each in light and dark, wide and narrow. A view that is listed in
`tests/surfaces.py` and neither here nor among `NOT_PAGES` fails a test: a new page is looked at
from its first day.
"""

from collections.abc import Iterator

SPORT = "/communities/sport-and-cohesion"
COUNCILS = "/communities/local-government"
HATE_CRIME = "/communities/race-and-faith-hate-crime"
CASEWORK = "/communities/casework-reflection"

#: A file of the demonstration that has two versions.
TOUCHLINE_CODE = f"{SPORT}/files/9ac7c53d-7234-5d38-9b31-fd2c8cc2e545/"

#: A paragraph of the demonstration that people talk about.
UPDATE = "/passages/updates/805e49e9-0d5e-58cb-97a2-cd1065460b0d/"
PART = "/passages/33/d0d0b301-459d-5a19-8f36-a978570e7ab6/"

#: Words of the practitioner's that a Lead of the demonstration asks for.
ASKED_FOR = "/contributions/122994ad-019e-538a-b4d0-23b635202ad6/"
#: A reading list of the demonstration, shared with a community.
READING_LIST = "/reading-lists/dd6f222e-190c-5198-9db9-7f5cf048b6b8/"

NOBODY, PRACTITIONER, LEAD, EDITOR, ADMINISTRATOR = None, "practitioner", "lead", "editor", "administrator"
#: Has an account that staff have not approved yet.
WAITING = "rebecca.nunn"
PARTS = (NOBODY, WAITING, PRACTITIONER, LEAD, EDITOR, ADMINISTRATOR)

#: How many pages one test opens.
LONGEST_WALK = 12

#: name of the view: the parts, and the addresses they open
PAGES: dict[str, list[tuple[tuple[str | None, ...], tuple[str, ...]]]] = {
    # communities
    "communities:waiting": [((WAITING,), ("/account/waiting/",))],
    "communities:person-list": [
        ((PRACTITIONER,), ("/people/", "/people/?sector=sport&role=practice", "/people/?q=zzzz&topic=sport"))
    ],
    "communities:person-detail": [((PRACTITIONER, WAITING), ("/people/1/",))],
    "communities:profile-edit": [((PRACTITIONER,), ("/people/me/",))],
    "communities:quiet-list": [((PRACTITIONER,), ("/people/me/quiet/",))],
    "communities:organisation-list": [
        ((PRACTITIONER,), ("/organisations/?place=stannerley", "/organisations/?q=zzzz&sector=faith"))
    ],
    "communities:organisation-detail": [((PRACTITIONER,), ("/organisations/brinscombe/",))],
    "communities:organisation-like": [
        ((PRACTITIONER,), ("/organisations/stannerley/like/", "/organisations/brinscombe/like/?by=size")),
    ],
    "communities:community-list": [((NOBODY, WAITING, PRACTITIONER), ("/communities/",))],
    "communities:community-detail": [
        ((NOBODY, PRACTITIONER), (f"{SPORT}/", f"{HATE_CRIME}/")),
        ((WAITING,), (f"{HATE_CRIME}/",)),
        ((LEAD,), (f"{SPORT}/", f"{COUNCILS}/", f"{CASEWORK}/")),
    ],
    "communities:community-number": [((LEAD,), ("/communities/number/4/",))],
    "communities:read-as-staff": [((ADMINISTRATOR,), ("/communities/number/2/read-as-staff/",))],
    "communities:community-about": [((NOBODY, PRACTITIONER), (f"{SPORT}/about/", f"{HATE_CRIME}/about/"))],
    "communities:community-people": [
        ((PRACTITIONER,), (f"{SPORT}/people/",)),
        ((LEAD,), (f"{CASEWORK}/people/",)),
    ],
    "communities:membership-join": [
        ((PRACTITIONER,), (f"{HATE_CRIME}/join/",)),
        ((LEAD,), (f"{COUNCILS}/join/",)),
    ],
    "communities:membership-leave": [((PRACTITIONER,), (f"{SPORT}/leave/",))],
    "communities:look-after": [((LEAD,), (f"{SPORT}/look-after/", f"{HATE_CRIME}/look-after/"))],
    "communities:invitation": [((NOBODY, PRACTITIONER), ("/invitations/none/",))],
    "communities:invitation-list": [
        (
            (LEAD,),
            tuple(f"{SPORT}/look-after/invitations/?show={show}" for show in ("waiting", "in", "ended")),
        )
    ],
    "communities:invitation-new": [((LEAD,), (f"{SPORT}/look-after/invitations/new/",))],
    "communities:community-welcome": [((LEAD,), (f"{SPORT}/look-after/welcome/",))],
    "communities:welcome-step": [((PRACTITIONER,), ("/welcome/1/", "/welcome/2/", "/welcome/3/"))],
    "communities:member-look-after": [((LEAD,), (f"{SPORT}/look-after/people/2/",))],
    "communities:decision-log": [((LEAD,), (f"{SPORT}/look-after/log/",))],
    "communities:reason-list": [((LEAD,), (f"{SPORT}/look-after/reasons/",))],
    "communities:group-open": [((LEAD,), (f"{SPORT}/look-after/groups/new/",))],
    "communities:community-stage": [((LEAD,), (f"{SPORT}/look-after/stage/",))],
    "communities:community-asking": [
        ((LEAD,), (f"{SPORT}/look-after/asking/", f"{CASEWORK}/look-after/asking/"))
    ],
    "communities:community-propose": [((PRACTITIONER,), ("/communities/propose/",))],
    "communities:decision-list": [((PRACTITIONER,), ("/decisions/",))],
    # organisations
    "organisations:look-after": [((PRACTITIONER,), ("/organisations/stannerley/look-after/",))],
    "organisations:organisation-edit": [((PRACTITIONER,), ("/organisations/stannerley/look-after/page/",))],
    "organisations:colleague": [((PRACTITIONER,), ("/organisations/stannerley/look-after/people/24/",))],
    "organisations:invitation-list": [
        (
            (PRACTITIONER,),
            tuple(
                f"/organisations/stannerley/look-after/invitations/?show={show}"
                for show in ("waiting", "in", "ended")
            ),
        )
    ],
    "organisations:invitation-new": [
        ((PRACTITIONER,), ("/organisations/stannerley/look-after/invitations/new/",))
    ],
    "colleague-invitation:link": [((NOBODY, PRACTITIONER), ("/invitations/organisation/none/",))],
    "own-organisation:organisation": [((PRACTITIONER, LEAD), ("/people/me/organisation/",))],
    "own-organisation:leave": [((PRACTITIONER, LEAD), ("/people/me/organisation/leave/",))],
    # conversations
    "discussions:start-anywhere": [((PRACTITIONER,), ("/communities/start/",))],
    "discussions:thread-list": [
        ((NOBODY, PRACTITIONER), (f"{SPORT}/threads/", f"{SPORT}/threads/?kind=announcement")),
        ((PRACTITIONER,), (f"{COUNCILS}/threads/?kind=unanswered", f"{HATE_CRIME}/threads/")),
        ((LEAD,), (f"{CASEWORK}/threads/",)),
    ],
    "discussions:thread-detail": [
        # long, with deleted and edited posts; answered; pinned
        ((NOBODY,), (f"{SPORT}/threads/6/?page=1", f"{SPORT}/threads/1/")),
        ((WAITING,), (f"{SPORT}/threads/8/",)),
        # closed, with hidden posts; for members only
        ((PRACTITIONER,), (f"{COUNCILS}/threads/19/", f"{COUNCILS}/threads/13/")),
        ((ADMINISTRATOR,), (f"{COUNCILS}/threads/19/",)),
        ((PRACTITIONER, NOBODY), (f"{HATE_CRIME}/threads/4/",)),
        ((LEAD,), (f"{HATE_CRIME}/threads/4/", f"{CASEWORK}/threads/25/")),
    ],
    "discussions:thread-start": [
        ((PRACTITIONER, LEAD), (f"{SPORT}/threads/start/",)),
        ((PRACTITIONER,), (f"{HATE_CRIME}/threads/start/",)),
    ],
    "discussions:thread-manage": [((LEAD,), (f"{SPORT}/threads/6/manage/",))],
    "discussions:thread-summary": [((LEAD,), (f"{SPORT}/threads/6/summary/",))],
    "discussions:summary-history": [((NOBODY,), (f"{SPORT}/threads/6/summary/history/",))],
    "discussions:thread-announce": [
        ((LEAD,), (f"{SPORT}/threads/1/announce/", f"{CASEWORK}/threads/9/announce/"))
    ],
    "discussions:thread-move": [((LEAD,), (f"{SPORT}/threads/6/move/", f"{CASEWORK}/threads/25/move/"))],
    "discussions:thread-merge": [((LEAD,), (f"{SPORT}/threads/6/merge/",))],
    "discussions:thread-split": [((LEAD,), (f"{SPORT}/threads/6/split/?posts=12",))],
    "discussions:thread-share": [((LEAD,), (f"{SPORT}/threads/6/share/",))],
    "discussions:post-detail": [
        ((NOBODY,), (f"{SPORT}/threads/6/posts/2/",)),
        ((PRACTITIONER,), (f"{COUNCILS}/threads/19/posts/11/", f"{SPORT}/threads/6/posts/20/")),
        ((LEAD,), (f"{SPORT}/threads/6/posts/2/", f"{SPORT}/threads/8/posts/2/")),
    ],
    "discussions:post-history": [((NOBODY, PRACTITIONER), (f"{SPORT}/threads/6/posts/26/history/",))],
    "discussions:post-edit": [((PRACTITIONER,), ("{own}edit/",))],
    "discussions:post-delete": [((PRACTITIONER,), ("{own}delete/",))],
    "discussions:community-read": [((PRACTITIONER,), (f"{SPORT}/threads/read/",))],
    "inbox:news": [((PRACTITIONER, WAITING), ("/inbox/",))],
    "inbox:digest": [((PRACTITIONER,), ("/inbox/digest/",))],
    "inbox:news-read": [((PRACTITIONER,), ("/inbox/read/",))],
    "inbox:digest-read": [((PRACTITIONER,), ("/inbox/digest/read/",))],
    "inbox:own-posts": [((PRACTITIONER, WAITING), ("/inbox/posts/",))],
    "inbox:saved-list": [((PRACTITIONER,), ("/inbox/saved/",))],
    "inbox:draft-list": [((PRACTITIONER,), ("/inbox/drafts/",))],
    "begun:person": [((PRACTITIONER,), ("/people/1/conversations/", "/people/4/conversations/"))],
    "begun:organisation": [((PRACTITIONER,), ("/organisations/stannerley/conversations/",))],
    "added:person": [((PRACTITIONER,), ("/people/3/files/",))],
    "added:organisation": [((PRACTITIONER,), ("/organisations/rovers-trust/files/",))],
    "resources:glossary": [((NOBODY, PRACTITIONER), ("/glossary/",))],
    "resources:person-guidance": [((PRACTITIONER,), ("/people/3/guidance/",))],
    "resources:organisation-guidance": [((PRACTITIONER,), ("/organisations/office/guidance/",))],
    "reading-lists:overview": [((PRACTITIONER, WAITING), ("/reading-lists/",))],
    "reading-lists:list-new": [((PRACTITIONER,), ("/reading-lists/new/?page=33",))],
    "reading-lists:list-detail": [((PRACTITIONER, LEAD), (READING_LIST,))],
    "reading-lists:list-edit": [((LEAD,), (f"{READING_LIST}edit/",))],
    "reading-lists:list-delete": [((LEAD,), (f"{READING_LIST}delete/",))],
    "reading-lists:page-choose": [((PRACTITIONER, LEAD), ("/reading-lists/pages/33/",))],
    # passages
    # files
    "topics:topic-list": [((NOBODY, PRACTITIONER), ("/topics/",))],
    "topics:topic-detail": [
        ((NOBODY, PRACTITIONER, LEAD), ("/topics/hate-crime/", "/topics/digital-inclusion/")),
    ],
    "topics:topic-part": [
        ((NOBODY, PRACTITIONER), ("/topics/sport/conversations/", "/topics/sport/chapters/")),
        ((LEAD,), ("/topics/sport/communities/", "/topics/sport/tried/", "/topics/sport/files/")),
    ],
    "finding:search": [
        (
            (NOBODY, PRACTITIONER),
            ("/search/", "/search/?q=hate+crime+report", "/search/?q=zzzz&kind=guidance"),
        ),
        ((LEAD,), ("/search/?q=football&kind=conversations",)),
    ],
    "passages:update": [((NOBODY, PRACTITIONER), (UPDATE,))],
    "passages:part": [((NOBODY, WAITING, PRACTITIONER, LEAD), (PART, f"{PART}?words=outcome+measures"))],
    # practice
    "practice:record-list": [
        ((NOBODY, PRACTITIONER), ("/practice/", "/practice/?outcome=did-not", "/practice/?q=zzzz")),
    ],
    "practice:own-records": [((PRACTITIONER, WAITING), ("/practice/yours/",))],
    "practice:record-new": [((PRACTITIONER,), ("/practice/new/33/",))],
    "practice:record-detail": [((NOBODY, PRACTITIONER, EDITOR), ("/practice/1/",))],
    "practice:record-edit": [((PRACTITIONER,), ("/practice/1/edit/",))],
    "practice:record-delete": [((PRACTITIONER,), ("/practice/1/delete/",))],
    # freshness
    "freshness:feedback": [((NOBODY, PRACTITIONER), ("/useful/33/",))],
    # contributions
    "contributions:contribution-list": [((PRACTITIONER, WAITING), ("/contributions/",))],
    "contributions:contribution-answer": [((PRACTITIONER,), (ASKED_FOR,))],
    "contributions:gather": [
        (
            (LEAD,),
            (
                "/contributions/from/21/",
                "/contributions/from/6/",
            ),
        )
    ],
    "contributions:gathering-detail": [((LEAD,), ("/contributions/gathered/1/",))],
    # files
    "files:file-list": [
        ((NOBODY, PRACTITIONER), (f"{SPORT}/files/", f"{SPORT}/files/?q=form", f"{SPORT}/files/?q=zzzz")),
        ((LEAD,), (f"{CASEWORK}/files/",)),
    ],
    "files:folder": [((NOBODY, PRACTITIONER), (f"{SPORT}/files/folders/1/",))],
    "files:file-detail": [((NOBODY, PRACTITIONER, LEAD), (TOUCHLINE_CODE,))],
    "files:file-add": [((PRACTITIONER,), (f"{SPORT}/files/add/",))],
    "files:file-edit": [((LEAD,), (f"{TOUCHLINE_CODE}edit/",))],
    "files:file-delete": [((LEAD,), (f"{TOUCHLINE_CODE}delete/",))],
    "files:version-add": [((LEAD,), (f"{TOUCHLINE_CODE}versions/add/",))],
    "files:folder-add": [((PRACTITIONER,), (f"{SPORT}/files/folders/add/?in=1",))],
    "files:folder-edit": [((LEAD,), (f"{SPORT}/files/folders/1/edit/",))],
    "files:pin-list": [((LEAD,), (f"{SPORT}/look-after/pins/", f"{CASEWORK}/look-after/pins/"))],
    # care
    "care:report": [
        ((NOBODY, WAITING, PRACTITIONER), ("/report/post/1/",)),
        (
            (PRACTITIONER,),
            ("/report/person/2/", READING_LIST.replace("/reading-lists/", "/report/reading-list/")),
        ),
    ],
    "care:report-thanks": [((NOBODY, PRACTITIONER), ("/report/thanks/danger/", "/report/thanks/rules/"))],
    "care:reports-yours": [((PRACTITIONER, WAITING), ("/report/yours/",))],
    # account
    "account_login": [((NOBODY,), ("/account/login/", "/account/login/?next=/people/"))],
    "account_signup": [((NOBODY,), ("/account/signup/",))],
    "account_inactive": [((NOBODY,), ("/account/inactive/",))],
    "account_logout": [((PRACTITIONER,), ("/account/logout/",))],
    "account_reset_password": [((NOBODY,), ("/account/password/reset/", "/account/password/reset/done/"))],
    "account_reset_password_from_key": [((NOBODY,), ("/account/password/reset/key/1-bad/",))],
    "account_reset_password_from_key_done": [((NOBODY,), ("/account/password/reset/key/done/",))],
    "account_email_verification_sent": [((NOBODY,), ("/account/confirm-email/",))],
    "account_email": [((PRACTITIONER,), ("/account/email/",))],
    "account_change_password": [((PRACTITIONER,), ("/account/password/change/",))],
    "account_reauthenticate": [((PRACTITIONER,), ("/account/reauthenticate/",))],
    "sessions:session-list": [((PRACTITIONER,), ("/account/sessions/",))],
    "mfa_index": [((PRACTITIONER,), ("/account/2fa/",))],
    "mfa_list_webauthn": [((PRACTITIONER,), ("/account/2fa/webauthn/",))],
    "mfa_activate_totp": [((PRACTITIONER,), ("/account/2fa/totp/activate/",))],
    "mfa_view_recovery_codes": [((PRACTITIONER,), ("/account/2fa/recovery-codes/",))],
    # guidance
    "wagtail_serve": [
        ((NOBODY, WAITING, PRACTITIONER, LEAD, EDITOR, ADMINISTRATOR), ("/",)),
        ((EDITOR,), ("/guidance/", "/guidance/together-we-can-achieve-unity/")),
        (
            (NOBODY,),
            (
                "/guidance/",
                "/guidance/?q=sport&type=guide",
                "/guidance/?q=zzzz",
                "/guidance/together-we-can-achieve-unity/",
                "/guidance/together-we-can-achieve-unity/reading-the-figures/",
                "/guidance/together-we-can-achieve-unity/whole/",
                "/guidance/case-unified-action/",
                "/guidance/radical-kindness/",
                "/news/",
                "/news/network-update-june-2022/",
                "/help/",
            ),
        ),
        ((PRACTITIONER,), ("/guidance/power-of-sport/", "/guidance/case-the-r-project/")),
    ],
    # what is said when there is nothing
    "not found": [((NOBODY, PRACTITIONER), ("/nothing-here/", f"{CASEWORK}/threads/25/"))],
}

#: Views that answer with data, a file or a redirect, or only to a form that one of the pages above holds.
NOT_PAGES = {
    "voice_chooser:choose",
    "voice_chooser:choose_results",
    "freshness:leave-alone",
    "freshness:change-open",
    "freshness:changes-seen",
    "contributions:contribution-source",
    "practice:record-export",
    "practice:record-hide",
    "practice:record-restore",
    "/_util/login/",
    "/cms/account/",
    "/cms/login/",
    "/cms/logout/",
    "/cms/password_reset/",
    "care:case-decide",
    "communities:invitation-decline",
    "communities:invitation-act",
    "communities:invitation-progress",
    "communities:welcome",
    "communities:welcome-hide",
    "communities:member-change-role",
    "communities:appeal-detail",
    "communities:decision-detail",
    "communities:decision-subject",
    "communities:decision-undo",
    "communities:member-block",
    "communities:member-end",
    "communities:member-hand-over",
    "communities:member-mute",
    "communities:member-unblock",
    "communities:member-unmute",
    "communities:member-warn",
    "communities:reason-edit",
    "communities:person-photo",
    "communities:person-quiet",
    "communities:read-as-staff-end",
    "communities:request-approve",
    "communities:request-decline",
    "discussions:activity",
    "discussions:announce-progress",
    "discussions:community-follow",
    "discussions:file",
    "discussions:file-discard",
    "discussions:file-thumbnail",
    "discussions:file-upload",
    "discussions:held-file",
    "discussions:held-let-through",
    "discussions:held-turn-back",
    "inbox:held-take-back",
    "discussions:post-answer",
    "discussions:post-hide",
    "discussions:post-restore",
    "discussions:post-asker",  # looked at in test_masking, by a Lead
    "discussions:start-people",
    "discussions:thread-changes",
    "discussions:thread-standing",
    "discussions:thread-people",
    "discussions:thread-posts",
    "discussions:post-react",
    "discussions:post-save",
    "discussions:post-unread",
    "discussions:thread-follow",
    "finding:suggest",  # what the search box offers
    "finding:alike",  # a fragment of the page where a conversation is begun
    "files:file-hide",
    "files:file-pin",
    "files:file-restore",
    "files:page-pin",
    "files:pin-move",
    "files:pin-remove",
    "files:version",
    "files:version-choose",
    "files:version-thumbnail",
    "discussions:share-remove",
    "discussions:thread-lock",
    "discussions:thread-number",
    "discussions:thread-pin",
    "discussions:thread-slow",
    "discussions:thread-put-aside",
    "discussions:thread-read",
    "discussions:thread-reply",
    "inbox:draft-discard",  # looked at in test_drafts, where there is one
    "inbox:draft-save",
    "inbox:mention-open",
    "inbox:own-post-delete",  # a question like all others, for a post out of its author's reach
    "inbox:saved-remove",
    "reading-lists:page-remove",
    "reading-lists:page-save",
    "reading-lists:page-follow",
    "resources:booklet",
    "resources:media",
    "resources:news-feed",
    "resources:sitemap",
    "robots",
    "sessions:session-end",
    "sessions:session-end-others",
    "web-manifest",
    # screens inside the CMS, whose frame is Wagtail's own; looked at in test_cms_screens
    "account-approve",
    "account-decline",
    "account-lift",
    "account-suspend",
    "account-undo",
    "appoint",
    "communities_community:add",
    "communities_community:edit",
    "colleague-invitation:answer",
    "colleague-invitation:own",  # looked at as the page of the link, whose face it has
    "organisations:claim-answer",
    "organisations:invitation-act",
    "organisations:invitation-progress",
    "own-organisation:claim-withdraw",
    "organisations:colleague-approve",
    "organisations:colleague-confirm",
    "organisations:colleague-hand-over",
    "organisations:colleague-left",
    "organisations_administrator:add",
    "organisations_administrator:delete",
    "organisations_administrator:edit",
    "organisations_domain:add",
    "organisations_domain:edit",
    "broken-links",
    "broken-links-results",
    "people-waiting",
    "proposal-decline",
    "proposal-open",
    "proposals-waiting",
    "network-decisions",
    "network-attention",
    "claims-waiting",
    "claim-decide",
    "child-steps",
    "report-decide",
    "report-read",
    "reports-waiting",
    "wagtailsnippets_communities_organisation:edit",
    "wagtailsnippets_freshness_feedback:delete",
    "wagtailsnippets_freshness_feedback:edit",
    "wagtailsnippets_freshness_feedback:history",
    "wagtailsnippets_freshness_feedback:history_results",
    "wagtailsnippets_freshness_feedback:usage",
    "wagtailusers_groups:add",
    "wagtailusers_groups:edit",
    "wagtailusers_users:add",
    "wagtailusers_users:delete",
    "wagtailusers_users:edit",
    "wagtailusers_users:index",
    "wagtailusers_users:index_results",
}


def addresses_for(part: str | None) -> list[str]:
    """List the addresses one part opens, each once."""
    found = [path for visits in PAGES.values() for parts, paths in visits if part in parts for path in paths]
    return list(dict.fromkeys(found))


def walks() -> Iterator[tuple[str | None, list[str]]]:
    """Cut what each part opens into walks of a few pages, so that every worker has its share."""
    for part in PARTS:
        for addresses in batched(addresses_for(part), LONGEST_WALK):
            yield part, addresses


def batched(items: list[str], size: int) -> list[list[str]]:
    """Cut a list into lists of up to so many."""
    return [items[start : start + size] for start in range(0, len(items), size)]
