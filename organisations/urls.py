"""Addresses where administrators look after their Organisation, below /organisations/."""

from django.urls import path

from organisations.views import claims, inviting, looking_after

app_name = "organisations"

urlpatterns = [
    path("<slug:slug>/look-after/", looking_after.look_after, name="look-after"),
    path("<slug:slug>/look-after/page/", looking_after.organisation_edit, name="organisation-edit"),
    path("<slug:slug>/look-after/people/<int:pk>/", looking_after.colleague, name="colleague"),
    path("<slug:slug>/look-after/claims/<int:pk>/", claims.claim_answer, name="claim-answer"),
    *[
        path(f"<slug:slug>/look-after/invitations/{words}", view, name=f"invitation-{name}")
        for words, view, name in [
            ("", inviting.invitation_list, "list"),
            ("new/", inviting.invitation_new, "new"),
            ("progress/", inviting.invitation_progress, "progress"),
            ("selected/", inviting.invitation_act, "act"),
        ]
    ],
    *[
        path(f"<slug:slug>/look-after/people/<int:pk>/{words}/", view, name=f"colleague-{words}")
        for words, view in [
            ("approve", looking_after.colleague_approve),
            ("confirm", looking_after.colleague_confirm),
            ("left", looking_after.colleague_left),
            ("hand-over", looking_after.colleague_hand_over),
        ]
    ],
]
