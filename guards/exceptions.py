"""Guards whose removal no test need see, each by its name and with its reason."""

EXCEPTIONS = {
    "communities/views/welcome.py _shown: Community.objects.visible_to(user)": (
        "Which may be come into is asked beside it, and what one may not know of is come into by invitation only."
    ),
    "communities/actions/memberships.py ask_to_join: Membership.objects.belonging().leads()": (
        "Whom to write to; the task that writes asks again whether that is a Lead."
    ),
    "discussions/moving_forms.py __init__: Membership.objects.leads()": (
        "What is offered; `check_can_move` is asked by the action about what is chosen."
    ),
    "discussions/views/holding.py post_asker: Post.objects.visible_to(request.user)": (
        "`lead_required` lets in who leads this Community and so reads it, and only Posts of it are looked for."
    ),
    "organisations/tasks.py write_to_office_about_claim: User.objects.approved()": (
        "Whom to write to; the task that writes asks again whether they are of the office."
    ),
    "files/doors.py find_folder: Folder.objects.visible_to(request.user)": (
        "`find_community` has asked whether they may read the Community, and only its folders are kept."
    ),
}
