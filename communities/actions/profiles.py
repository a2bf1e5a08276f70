"""What people say about themselves."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F

from communities.models import Topic, User
from communities.permissions import check_can_name_organisation
from communities.public import bump_pages_that_show
from communities.signals import organisation_named

#: What stands beside a post. A change of these makes the cards again.
CARD_FIELDS = ("name", "job_title", "organisation", "photo")
FIELDS = (
    "name",
    "job_title",
    "organisation",
    "work_role",
    "place",
    "former_place",
    "about",
    "can_help_with",
    "is_listed",
    "time_zone",
)


@transaction.atomic
def update_profile(
    *,
    user: User,
    values: dict[str, object],
    expertise: list[Topic] | None = None,
    photo: ContentFile | None = None,
    is_photo_removed: bool = False,
) -> User:
    """Keep what somebody says about themselves, and have their card made again where it changed.

    `values` holds any of FIELDS and nothing else; `photo` comes from `photos.remake`. Raises CannotDecide where
    an approved account would name another Organisation: somebody there answers that.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if values.get("place"):
        values = values | {"former_place": ""}
    changed = {name for name in FIELDS if name in values and getattr(user, name) != values[name]}
    if "organisation" in changed:
        check_can_name_organisation(user)
    for name in changed:
        setattr(user, name, values[name])
    if photo or (is_photo_removed and user.photo):
        _replace_photo(user, photo)
        changed.add("photo")
    if changed & set(CARD_FIELDS):
        user.card_version += 1
        changed.add("card_version")
    if changed:
        user.save(update_fields=sorted(changed))
    if "organisation" in changed:
        organisation_named.send(sender=User, user=user)
    if expertise is not None:
        user.expertise.set(expertise, clear=True)
    if "card_version" in changed:
        bump_pages_that_show(User.objects.filter(pk=user.pk))
    return user


def move_on_in_welcome(*, user: User, past: int) -> None:
    """Remember that this step of the first visit is over, done or skipped; there is no way back."""
    User.objects.filter(pk=user.pk, welcome_step__lte=past).update(welcome_step=past + 1)


@transaction.atomic
def renew_card(*, user: User) -> None:
    """Have somebody's card made again after others changed what stands on it."""
    User.objects.filter(pk=user.pk).update(card_version=F("card_version") + 1)
    bump_pages_that_show(User.objects.filter(pk=user.pk))


def _replace_photo(user: User, photo: ContentFile | None) -> None:
    former, storage = user.photo.name, user.photo.storage
    if photo:
        user.photo.save(photo.name or "", photo, save=False)
    else:
        user.photo = ""
    if former:
        transaction.on_commit(lambda: storage.delete(former), robust=True)
