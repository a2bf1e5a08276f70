"""Addresses of people, organisations and communities."""

from django.urls import path

from communities.views import (
    communities,
    decisions,
    invitations,
    look_after,
    members,
    memberships,
    opening,
    organisations,
    people,
    quiet,
    reasons,
    staff_reading,
    welcome,
)

app_name = "communities"
urlpatterns = [
    path("account/waiting/", people.waiting, name="waiting"),
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/<int:step>/", welcome.welcome_step, name="welcome-step"),
    path("people/", people.person_list, name="person-list"),
    path("people/me/", people.profile_edit, name="profile-edit"),
    path("people/<int:pk>/", people.person_detail, name="person-detail"),
    path("people/me/quiet/", quiet.quiet_list, name="quiet-list"),
    path("people/<int:pk>/quiet/", quiet.person_quiet, name="person-quiet"),
    path("people/<int:pk>/photo/<int:version>/", people.person_photo, name="person-photo"),
    path("organisations/", organisations.organisation_list, name="organisation-list"),
    path("organisations/<slug:slug>/", organisations.organisation_detail, name="organisation-detail"),
    path("organisations/<slug:slug>/like/", organisations.organisation_like, name="organisation-like"),
    path("communities/", communities.community_list, name="community-list"),
    path("communities/number/<int:pk>/", communities.community_number, name="community-number"),
    path("communities/propose/", opening.community_propose, name="community-propose"),
    path("communities/number/<int:pk>/read-as-staff/", staff_reading.read_as_staff, name="read-as-staff"),
    path(
        "communities/number/<int:pk>/read-as-staff/end/",
        staff_reading.read_as_staff_end,
        name="read-as-staff-end",
    ),
    path("communities/<slug:slug>/", communities.community_detail, name="community-detail"),
    path("communities/<slug:slug>/about/", communities.community_about, name="community-about"),
    path("communities/<slug:slug>/people/", communities.community_people, name="community-people"),
    path("communities/<slug:slug>/join/", memberships.membership_join, name="membership-join"),
    path("communities/<slug:slug>/leave/", memberships.membership_leave, name="membership-leave"),
    path("invitations/<str:token>/", invitations.invitation, name="invitation"),
    path("communities/<slug:slug>/no-thank-you/", memberships.invitation_decline, name="invitation-decline"),
    path("communities/<slug:slug>/look-after/", look_after.look_after, name="look-after"),
    *[
        path(f"communities/<slug:slug>/look-after/invitations/{words}", view, name=f"invitation-{name}")
        for words, view, name in [
            ("", invitations.invitation_list, "list"),
            ("new/", invitations.invitation_new, "new"),
            ("progress/", invitations.invitation_progress, "progress"),
            ("selected/", invitations.invitation_act, "act"),
        ]
    ],
    path(
        "communities/<slug:slug>/look-after/welcome/",
        invitations.community_welcome,
        name="community-welcome",
    ),
    path("communities/<slug:slug>/welcome/hide/", invitations.welcome_hide, name="welcome-hide"),
    path(
        "communities/<slug:slug>/look-after/requests/<int:pk>/approve/",
        look_after.request_approve,
        name="request-approve",
    ),
    path(
        "communities/<slug:slug>/look-after/requests/<int:pk>/decline/",
        look_after.request_decline,
        name="request-decline",
    ),
    path("communities/<slug:slug>/look-after/log/", look_after.decision_log, name="decision-log"),
    path(
        "communities/<slug:slug>/look-after/log/<int:pk>/undo/",
        look_after.decision_undo,
        name="decision-undo",
    ),
    path(
        "communities/<slug:slug>/look-after/log/<int:pk>/",
        look_after.decision_subject,
        name="decision-subject",
    ),
    path("communities/<slug:slug>/look-after/groups/new/", opening.group_open, name="group-open"),
    path("communities/<slug:slug>/look-after/asking/", opening.community_asking, name="community-asking"),
    path("communities/<slug:slug>/look-after/stage/", opening.community_stage, name="community-stage"),
    path("communities/<slug:slug>/look-after/reasons/", reasons.reason_list, name="reason-list"),
    path("communities/<slug:slug>/look-after/reasons/<int:pk>/", reasons.reason_edit, name="reason-edit"),
    *[
        path(f"communities/<slug:slug>/look-after/people/<int:pk>/{words}", view, name=f"member-{name}")
        for words, view, name in [
            ("", members.member_look_after, "look-after"),
            ("role/", members.member_change_role, "change-role"),
            ("hand-over/", members.member_hand_over, "hand-over"),
            ("warn/", members.member_warn, "warn"),
            ("mute/", members.member_mute, "mute"),
            ("unmute/", members.member_unmute, "unmute"),
            ("end/", members.member_end, "end"),
            ("block/", members.member_block, "block"),
            ("unblock/", members.member_unblock, "unblock"),
        ]
    ],
    path("decisions/", decisions.decision_list, name="decision-list"),
    path("decisions/<int:pk>/", decisions.decision_detail, name="decision-detail"),
    path("appeals/<int:pk>/", decisions.appeal_detail, name="appeal-detail"),
]
