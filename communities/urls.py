"""Addresses of people, organisations and communities."""

from django.urls import path

from communities.views import communities, look_after, memberships, organisations, people, staff_reading

app_name = "communities"
urlpatterns = [
    path("account/waiting/", people.waiting, name="waiting"),
    path("people/", people.person_list, name="person-list"),
    path("people/me/", people.profile_edit, name="profile-edit"),
    path("people/<int:pk>/", people.person_detail, name="person-detail"),
    path("people/<int:pk>/photo/<int:version>/", people.person_photo, name="person-photo"),
    path("organisations/", organisations.organisation_list, name="organisation-list"),
    path("organisations/<slug:slug>/", organisations.organisation_detail, name="organisation-detail"),
    path("communities/", communities.community_list, name="community-list"),
    path("communities/number/<int:pk>/", communities.community_number, name="community-number"),
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
    path("communities/<slug:slug>/no-thank-you/", memberships.invitation_decline, name="invitation-decline"),
    path("communities/<slug:slug>/look-after/", look_after.look_after, name="look-after"),
    path("communities/<slug:slug>/look-after/invite/", look_after.invite, name="invite"),
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
    path(
        "communities/<slug:slug>/look-after/people/<int:pk>/",
        look_after.member_look_after,
        name="member-look-after",
    ),
    path(
        "communities/<slug:slug>/look-after/people/<int:pk>/role/",
        look_after.member_change_role,
        name="member-change-role",
    ),
    path("communities/<slug:slug>/look-after/people/<int:pk>/end/", look_after.member_end, name="member-end"),
]
