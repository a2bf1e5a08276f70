"""Every door of the hub, and who may use it.

A new door is locked until it is listed: `tests/test_doors.py` walks all addresses, sockets and
background tasks and fails on the first one missing here. To add a view, add its name below with
the narrowest answer to "who may get more than a refusal?"; the walk then asks it as people who
may not. Fine rules (whose Post, which state) have tests beside the code they speak of.
"""

from enum import StrEnum


class Who(StrEnum):
    """The widest circle that gets more than a refusal, from everybody to nobody."""

    ANYONE = "anyone, signed in or not"
    SIGNED_OUT = "people who come in"
    SIGNED_IN = "anyone with an account"
    APPROVED = "accounts that staff have approved"
    INVITED = "the person who was invited"
    CONCERNED = "the person it is about"
    APPEAL_READERS = "the Community's other Leads, or staff where there is none"
    READERS = "those who may read the Community; everybody, where it is open"
    MEMBERS = "Members of the Community"
    LEADS = "Leads of the Community"
    ADMINISTRATORS = "those who look after the Organisation"
    EDITORS = "Editors and staff, in the CMS"
    STAFF = "staff"
    NOBODY = "nobody: kept shut"


#: Our own views, each by its name.
VIEWS: dict[str, Who] = {
    "web-manifest": Who.ANYONE,
    "robots": Who.ANYONE,
    "/cms/login/": Who.SIGNED_OUT,
    "/cms/password_reset/": Who.SIGNED_OUT,
    "/cms/account/": Who.EDITORS,
    "/_util/login/": Who.SIGNED_OUT,
    # communities
    "communities:waiting": Who.SIGNED_IN,
    "communities:person-list": Who.SIGNED_IN,
    "communities:person-detail": Who.SIGNED_IN,
    "communities:person-photo": Who.ANYONE,
    "communities:profile-edit": Who.SIGNED_IN,
    "communities:organisation-list": Who.SIGNED_IN,
    "communities:organisation-detail": Who.SIGNED_IN,
    "communities:community-list": Who.ANYONE,
    "communities:community-detail": Who.ANYONE,
    "communities:community-number": Who.SIGNED_IN,
    "communities:read-as-staff": Who.STAFF,
    "communities:read-as-staff-end": Who.STAFF,
    "communities:community-about": Who.ANYONE,
    "communities:community-people": Who.MEMBERS,
    "communities:membership-join": Who.APPROVED,
    "communities:membership-leave": Who.MEMBERS,
    "communities:invitation-decline": Who.INVITED,
    "communities:look-after": Who.LEADS,
    "communities:invite": Who.LEADS,
    "communities:request-approve": Who.LEADS,
    "communities:request-decline": Who.LEADS,
    "communities:member-look-after": Who.LEADS,
    "communities:member-change-role": Who.LEADS,
    "communities:member-end": Who.LEADS,
    "communities:member-hand-over": Who.LEADS,
    "communities:member-warn": Who.LEADS,
    "communities:member-mute": Who.LEADS,
    "communities:member-unmute": Who.LEADS,
    "communities:member-block": Who.LEADS,
    "communities:member-unblock": Who.LEADS,
    "communities:community-propose": Who.APPROVED,
    "communities:group-open": Who.LEADS,
    "communities:community-stage": Who.LEADS,
    "communities:decision-log": Who.LEADS,
    "communities:decision-undo": Who.LEADS,
    "communities:decision-subject": Who.LEADS,
    "communities:reason-list": Who.LEADS,
    "communities:reason-edit": Who.LEADS,
    "communities:decision-list": Who.SIGNED_IN,
    "communities:decision-detail": Who.CONCERNED,
    "communities:appeal-detail": Who.APPEAL_READERS,
    "sessions:session-list": Who.SIGNED_IN,
    "sessions:session-end": Who.SIGNED_IN,
    "sessions:session-end-others": Who.SIGNED_IN,
    # discussions
    "discussions:start-anywhere": Who.APPROVED,
    "discussions:thread-list": Who.READERS,
    "discussions:activity": Who.READERS,
    "discussions:community-follow": Who.SIGNED_IN,
    "discussions:community-read": Who.SIGNED_IN,
    "discussions:thread-follow": Who.SIGNED_IN,
    "discussions:post-save": Who.SIGNED_IN,
    "discussions:post-unread": Who.SIGNED_IN,
    "discussions:thread-number": Who.READERS,
    "discussions:thread-detail": Who.READERS,
    "discussions:thread-changes": Who.READERS,
    "discussions:thread-standing": Who.READERS,
    "discussions:thread-posts": Who.READERS,
    "discussions:thread-read": Who.SIGNED_IN,
    "discussions:thread-start": Who.MEMBERS,
    "discussions:thread-reply": Who.MEMBERS,
    "discussions:thread-people": Who.MEMBERS,
    "discussions:start-people": Who.MEMBERS,
    "discussions:thread-manage": Who.MEMBERS,
    "discussions:thread-summary": Who.MEMBERS,
    "discussions:summary-history": Who.READERS,
    "discussions:thread-move": Who.LEADS,
    "discussions:thread-share": Who.MEMBERS,
    "discussions:share-remove": Who.MEMBERS,
    "discussions:thread-split": Who.LEADS,
    "discussions:thread-lock": Who.LEADS,
    "discussions:thread-pin": Who.LEADS,
    "discussions:thread-slow": Who.LEADS,
    "discussions:thread-merge": Who.LEADS,
    "discussions:thread-put-aside": Who.LEADS,
    "discussions:post-detail": Who.READERS,
    "discussions:post-history": Who.READERS,
    "discussions:post-edit": Who.MEMBERS,
    "discussions:post-delete": Who.MEMBERS,
    "discussions:post-answer": Who.MEMBERS,
    "discussions:post-react": Who.MEMBERS,
    "discussions:post-hide": Who.LEADS,
    "discussions:post-restore": Who.LEADS,
    "discussions:file-upload": Who.MEMBERS,
    "discussions:file-discard": Who.MEMBERS,
    "discussions:file": Who.READERS,
    "discussions:file-thumbnail": Who.READERS,
    "discussions:held-let-through": Who.LEADS,
    "discussions:held-turn-back": Who.LEADS,
    "discussions:held-file": Who.LEADS,
    "inbox:held-take-back": Who.SIGNED_IN,
    "inbox:news": Who.SIGNED_IN,
    "inbox:digest": Who.SIGNED_IN,
    "inbox:news-read": Who.SIGNED_IN,
    "inbox:digest-read": Who.SIGNED_IN,
    "inbox:own-posts": Who.SIGNED_IN,
    "inbox:own-post-delete": Who.SIGNED_IN,
    "inbox:saved-list": Who.SIGNED_IN,
    "inbox:saved-remove": Who.SIGNED_IN,
    "inbox:draft-list": Who.SIGNED_IN,
    "inbox:draft-save": Who.APPROVED,
    "inbox:draft-discard": Who.SIGNED_IN,
    "inbox:mention-open": Who.SIGNED_IN,
    # files
    "files:file-list": Who.READERS,
    "files:folder": Who.READERS,
    "files:file-detail": Who.READERS,
    "files:version": Who.READERS,
    "files:version-thumbnail": Who.READERS,
    "files:file-add": Who.MEMBERS,
    "files:file-edit": Who.MEMBERS,
    "files:file-delete": Who.MEMBERS,
    "files:version-add": Who.MEMBERS,
    "files:version-choose": Who.MEMBERS,
    "files:folder-add": Who.MEMBERS,
    "files:folder-edit": Who.MEMBERS,
    "files:file-hide": Who.LEADS,
    "files:file-restore": Who.LEADS,
    "files:file-pin": Who.LEADS,
    "files:pin-list": Who.LEADS,
    "files:page-pin": Who.LEADS,
    "files:pin-move": Who.LEADS,
    "files:pin-remove": Who.LEADS,
    # organisations
    "organisations:look-after": Who.ADMINISTRATORS,
    "organisations:organisation-edit": Who.ADMINISTRATORS,
    "organisations:colleague": Who.ADMINISTRATORS,
    "organisations:colleague-approve": Who.ADMINISTRATORS,
    "organisations:colleague-left": Who.ADMINISTRATORS,
    "organisations:colleague-hand-over": Who.ADMINISTRATORS,
    "organisations_administrator:add": Who.STAFF,
    "organisations_administrator:edit": Who.STAFF,
    "organisations_administrator:delete": Who.STAFF,
    "organisations_domain:add": Who.STAFF,
    "organisations_domain:edit": Who.STAFF,
    # resources
    "resources:media": Who.ANYONE,
    "resources:news-feed": Who.ANYONE,
    "resources:sitemap": Who.ANYONE,
    # communities' own screens in the CMS
    "wagtailusers_users:index": Who.STAFF,
    "wagtailusers_users:index_results": Who.STAFF,
    "wagtailusers_users:add": Who.STAFF,
    "wagtailusers_users:edit": Who.STAFF,
    "wagtailsnippets_communities_organisation:edit": Who.EDITORS,
    "communities_community:add": Who.STAFF,
    "communities_community:edit": Who.STAFF,
    "people-waiting": Who.STAFF,
    "account-approve": Who.STAFF,
    "account-decline": Who.STAFF,
    "account-undo": Who.STAFF,
    "account-suspend": Who.STAFF,
    "account-lift": Who.STAFF,
    "wagtailusers_users:delete": Who.STAFF,
    "wagtailusers_groups:add": Who.STAFF,
    "wagtailusers_groups:edit": Who.STAFF,
    "appoint": Who.STAFF,
    "proposals-waiting": Who.STAFF,
    "proposal-open": Who.STAFF,
    "proposal-decline": Who.STAFF,
}

#: Views of the packages we stand on, by name or by namespace.
PACKAGES: dict[str, Who] = {
    "account_login": Who.SIGNED_OUT,
    "account_signup": Who.SIGNED_OUT,
    "account_inactive": Who.ANYONE,
    "account_logout": Who.ANYONE,
    "account_reset_password*": Who.SIGNED_OUT,
    "account_confirm_login_code": Who.SIGNED_OUT,
    "account_email_verification_sent": Who.SIGNED_OUT,
    "mfa_authenticate": Who.SIGNED_OUT,
    "account_*": Who.SIGNED_IN,
    "mfa_*": Who.SIGNED_IN,
    "usersessions_list": Who.SIGNED_IN,  # ours stands before it
    "wagtail_serve": Who.ANYONE,
    "wagtailcore_login": Who.SIGNED_OUT,
    "wagtailcore_authenticate_with_password": Who.ANYONE,
    "wagtaildocs_serve": Who.ANYONE,
    "wagtaildocs_authenticate_with_password": Who.ANYONE,
    "wagtailadmin_login": Who.SIGNED_OUT,
    "wagtailadmin_password_reset*": Who.SIGNED_OUT,
    "wagtailadmin_sprite": Who.ANYONE,  # pictures and words of the admin's buttons, the same everywhere
    "wagtailadmin_javascript_catalog": Who.ANYONE,
    "/cms/test404/": Who.ANYONE,
    "/cms/.*/": Who.EDITORS,
    "communities_community:*": Who.STAFF,
    "organisations_administrator:*": Who.STAFF,
    "organisations_domain:*": Who.STAFF,
    "wagtailusers_*": Who.STAFF,
    "wagtailsites:*": Who.STAFF,
    "wagtail*": Who.EDITORS,
}

#: Sockets, by their address.
SOCKETS: dict[str, Who] = {
    r"^ws/threads/(?P<pk>\d{1,9})/$": Who.READERS,
    r"^ws/communities/(?P<pk>\d{1,9})/$": Who.READERS,
    r"": Who.NOBODY,
}

#: Background tasks, which nobody calls from outside: whom each one reaches, asked again as it runs.
TASKS: dict[str, str] = {
    "communities.tasks.write_that_account_is_approved": "the person, while they are approved",
    "communities.tasks.write_that_account_is_declined": "the person, while they are declined",
    "communities.tasks.write_that_account_is_suspended": "the person, while they are suspended",
    "communities.tasks.write_that_suspension_is_lifted": "the person, while they are not suspended",
    "communities.tasks.write_to_lead_about_request": "one Lead of the Community, while the request waits",
    "communities.tasks.write_about_membership": "the person, while their Membership is as the letter says",
    "communities.tasks.write_about_proposal_made": "nobody; it hands on to one letter for each of staff",
    "communities.tasks.write_to_staff_about_proposal": "one of staff, while the proposal waits",
    "communities.tasks.write_about_proposal_answered": "whoever proposed it",
    "communities.tasks.write_about_decision": "the person it is about, while it stands",
    "communities.tasks.write_about_appeal": "nobody; it hands on to one letter for each who may answer",
    "communities.tasks.write_about_appeal_to": "one person who may answer it, while it waits",
    "organisations.tasks.write_that_they_have_left": "the person whose account names the Organisation no more",
    "organisations.tasks.write_that_they_look_after": "the administrator",
    "files.tasks.scan_version": "nobody; pages of the file say what came of it",
    "files.tasks.take_words_out_of_version": "nobody: what a file says is kept beside it, for search",
    "discussions.tasks.scan_file": "nobody; open pages of the Thread, if the file is in a Post by then",
    "discussions.tasks.take_words_out": "nobody: what a file says is kept beside it, for search",
}
