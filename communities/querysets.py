"""Who may see what, as queries. `visible_to` and `readable_by` are the only doors to lists."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple, Self, TypeAlias, TypeGuard

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Lower, Now
from django.utils.timezone import now

if TYPE_CHECKING:
    from communities.models import Community, User

    Viewer: TypeAlias = User | AnonymousUser


def is_readable_by(viewer: Viewer, path: str = "") -> Q:
    """Say as a condition that this viewer may read a Community.

    `path` leads to the Community from whatever lies in it ("community__"), so that a list of
    those asks through the join it makes anyway, which costs half of a subquery.
    """
    readable = Q(**{f"{path}privacy": "open"})
    if _takes_part(viewer):
        readable |= Q(**{f"{path}pk__in": _communities_of(viewer, "active")})
        if viewer.is_superuser:
            readable |= Q(**{f"{path}pk__in": _communities_staff_read(viewer)})
    return readable


class UserQuerySet(models.QuerySet):
    """People, as lists ask for them."""

    def approved(self) -> UserQuerySet:
        """Keep people who may take part: approved and not suspended."""
        return self.filter(approved_at__isnull=False, is_active=True)

    def waiting_for_approval(self) -> UserQuerySet:
        """Keep people with a proven address to whom staff have said neither yes nor no, oldest first."""
        from allauth.account.models import EmailAddress  # its models need ours to be loaded

        proven = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
        return self.filter(
            Exists(proven), approved_at__isnull=True, declined_at__isnull=True, is_active=True
        ).order_by("joined_at", "pk")

    def visible_to(self, viewer: Viewer) -> UserQuerySet:
        """Keep the people whose profile this viewer may open: members of the network see one another."""
        if not viewer.is_authenticated:
            return self.none()
        # Whoever takes part is among the approved, and a plain condition is what the indexes answer.
        return self.approved() if _takes_part(viewer) else self.filter(pk=viewer.pk)

    def listed(self) -> UserQuerySet:
        """Keep the people whom lists of the network may name."""
        return self.filter(is_listed=True)

    def listed_to(self, viewer: Viewer) -> UserQuerySet:
        """Keep the people whom lists name to this viewer: who blocked them is as if not listed at all.

        The network's office is shown everybody who is listed.
        """
        from communities.models import User  # the models are made of these querysets

        return self.listed().exclude(pk__in=User.objects.unlisted_to(viewer).values("pk"))

    def unlisted_to(self, viewer: Viewer) -> UserQuerySet:
        """Keep the people whom lists keep from this viewer alone, who must not learn of it: who blocked them."""
        from communities.models import Quiet  # the models are made of these querysets

        if not viewer.is_authenticated or viewer.is_superuser:
            return self.none()
        return self.filter(pk__in=Quiet.objects.filter(other=viewer, is_block=True).values("person"))

    def with_proven_address(self, email: str) -> UserQuerySet:
        """Keep whoever has proven this address, whatever its case."""
        from allauth.account.models import EmailAddress  # its models need ours to be loaded

        proven = EmailAddress.objects.filter(email__iexact=email, verified=True)
        return self.filter(pk__in=proven.values("user"))


class PlaceQuerySet(models.QuerySet):
    """Places, by edition."""

    def offered(self, chosen: Collection[int | None] = ()) -> PlaceQuerySet:
        """Keep each nation's newest edition, by name: what people choose from, with what they chose earlier."""
        newest = self.model._default_manager.filter(nation=OuterRef("nation")).order_by("-year")
        current = Q(year=Subquery(newest.values("year")[:1]))
        return self.filter(current | Q(pk__in=[pk for pk in chosen if pk])).order_by("name", "pk")


class CommunityQuerySet(models.QuerySet):
    """Communities, as one viewer may know of them or read them."""

    def visible_to(self, viewer: Viewer) -> CommunityQuerySet:
        """Keep the Communities whose existence this viewer may know of."""
        known = Q(privacy__in=["open", "members"])
        if viewer.is_authenticated:
            known |= Q(privacy="private")
            if _takes_part(viewer):
                known |= Q(pk__in=_communities_of(viewer, "active"))
                known |= Q(pk__in=_communities_inviting(viewer))
                if viewer.is_superuser:
                    known |= Q(pk__in=_communities_staff_read(viewer))
        return self.filter(known)

    def readable_by(self, viewer: Viewer) -> CommunityQuerySet:
        """Keep the Communities whose conversations this viewer may read."""
        return self.filter(is_readable_by(viewer))

    def without_lead(self) -> CommunityQuerySet:
        """Keep the Communities that nobody who may take part looks after."""
        from communities.models import Membership  # the models are made of these querysets

        leads = Membership.objects.belonging().leads().filter(community=OuterRef("pk"))
        return self.filter(~Exists(leads))

    def with_membership_of(self, viewer: Viewer) -> CommunityQuerySet:
        """Keep the Communities this viewer belongs to."""
        if not _takes_part(viewer):
            return self.none()
        return self.filter(pk__in=_communities_of(viewer, "active"))

    def with_leads_known_to(self, viewer: Viewer) -> CommunityQuerySet:
        """Keep the Communities of which this viewer may see who looks after them: `can_see_leads`, as a query."""
        if not viewer.is_authenticated:
            return self.none()
        known = Q(privacy__in=["open", "members"], is_chatham_house=False)
        if _takes_part(viewer):
            known |= Q(pk__in=_communities_of(viewer, "active"))
        return self.filter(known)

    def for_list(self, viewer: Viewer) -> CommunityQuerySet:
        """Add `member_count`, the viewer's `my_state` and `is_inviting`, and put their own Communities first."""
        from communities.models import Membership  # the models are made of these querysets

        mine: Value | Subquery = Value(None, output_field=models.CharField())
        inviting: Value | Q = Value(False)
        if _takes_part(viewer):
            mine = Subquery(Membership.objects.filter(community=OuterRef("pk"), user=viewer).values("state"))
            inviting = Q(pk__in=_communities_inviting(viewer))
        return self.annotate(
            member_count=Count("memberships", filter=_belongs("memberships__")),
            my_state=mine,
            is_inviting=models.ExpressionWrapper(inviting, output_field=models.BooleanField()),
            is_mine=Case(When(my_state="active", then=0), When(is_inviting=True, then=0), default=1),
        ).order_by("is_mine", "name", "pk")


class MembershipQuerySet(models.QuerySet):
    """Memberships, by state and role."""

    def active(self) -> MembershipQuerySet:
        """Keep the Memberships that stand, those of suspended people included."""
        return self.filter(state="active")

    def belonging(self) -> MembershipQuerySet:
        """Keep the people who count as members: they belong now, and may take part at all."""
        return self.filter(_belongs())

    def leads(self) -> MembershipQuerySet:
        """Keep the Memberships of Leads, those of suspended people included."""
        return self.active().filter(role="lead")

    def leads_known_to(self, viewer: Viewer) -> MembershipQuerySet:
        """Keep the Leads who may take part, of the Communities where this viewer may see who they are."""
        from communities.models import Community  # the models are made of these querysets

        return self.belonging().leads().filter(community__in=Community.objects.with_leads_known_to(viewer))

    def for_people_list(self) -> MembershipQuerySet:
        """Keep the people who count as members, Leads first, with what a row shows."""
        people = self.belonging().select_related("user__organisation", "user__place")
        return people.order_by("role", "user__name", "pk")

    def waiting(self) -> MembershipQuerySet:
        """Keep requests of people who may take part that wait for a Lead, oldest first."""
        return self.filter(state="asked", user__is_active=True, user__approved_at__isnull=False).order_by(
            "changed_at", "pk"
        )


class LetterProgress(NamedTuple):
    """How far the letters of one press are."""

    sent: int
    total: int

    @property
    def is_going_on(self) -> bool:
        """Do some wait?"""
        return self.sent < self.total


class AddressInvitationQuerySet(models.QuerySet):
    """Invitations of every kind, as those who sent them and the invited ask for them."""

    def unsettled(self) -> Self:
        """Keep those that nobody answered or took back, run out or not."""
        return self.filter(accepted_at=None, declined_at=None, revoked_at=None)

    def standing(self) -> Self:
        """Keep those by which somebody may still come in."""
        return self.unsettled().filter(expires_at__gt=now())

    def of_person(self, person: Viewer) -> Self:
        """Keep those to an address that this person has proven, but for those by somebody they blocked."""
        if not person.is_authenticated:
            return self.none()
        from allauth.account.models import EmailAddress  # its models need ours to be loaded

        from communities.models import Quiet  # the models are made of these querysets

        proven = EmailAddress.objects.filter(user=person.pk, verified=True)
        blocked = Quiet.objects.by(person).filter(is_block=True).values("other")
        mine = self.filter(email__in=proven.values(email_in_small=Lower("email")))
        return mine.filter(~Q(invited_by__in=blocked) | Q(invited_by=None))

    def with_token(self, token: str) -> Self:
        """Keep the one whose newest letter holds this token."""
        from communities.models.invitation import hash_of  # the models are made of these querysets

        return self.filter(token_hash=hash_of(token))

    def progress(self) -> LetterProgress:
        """Say how many of the letters asked for last have left. Two queries."""
        latest = self.aggregate(latest=models.Max("letter_asked_at"))["latest"]
        counts = self.filter(letter_asked_at=latest, revoked_at=None).aggregate(
            total=Count("pk"), waiting=Count("pk", filter=Q(is_letter_waiting=True))
        )
        return LetterProgress(counts["total"] - counts["waiting"], counts["total"])

    def shown_as(self, show: str) -> Self:
        """Keep what one part of the list shows: "waiting", "in" or "ended"."""
        if show == "waiting":
            return self.standing()
        if show == "in":
            return self.filter(accepted_at__isnull=False)
        return self.filter(accepted_at=None).exclude(pk__in=self.standing().values("pk"))


class InvitationQuerySet(AddressInvitationQuerySet):
    """Invitations to Communities."""

    def from_able(self) -> Self:
        """Keep those whose sender may still invite: a Lead there, or full staff."""
        from communities.models import Membership  # the models are made of these querysets

        leads = Membership.objects.belonging().leads()
        leading = leads.filter(user=OuterRef("invited_by"), community=OuterRef("community"))
        staff = Q(invited_by__is_superuser=True, invited_by__is_active=True)
        return self.filter(Exists(leading) | staff)


class DecisionQuerySet(models.QuerySet):
    """What was decided, as those who decide and those it reaches ask for it."""

    def log_of(self, community: Community) -> DecisionQuerySet:
        """Give what was decided in a Community, newest first, with who and whom."""
        return (
            self.filter(community=community)
            .select_related("community", "by", "about", "undone_by", "unnamed")
            .order_by("-pk")
        )

    def about(self, person: Viewer) -> DecisionQuerySet:
        """Give what was decided about this person, newest first, as far as it was for them to hear."""
        if not person.is_authenticated:
            return self.none()
        from communities import deciding  # its kinds speak of these rows
        from communities.models import Decision, UnnamedPerson  # the models are made of these querysets

        named = Decision.objects.order_by().filter(about=person).values("pk")
        unnamed = UnnamedPerson.objects.order_by().filter(person=person).values("decision")
        # Two short lists by an index each; as one condition with "or", every decision would be looked at.
        told = self.filter(pk__in=named.union(unnamed), kind__in=deciding.kinds_told()).exclude(by=person)
        return told.select_related("community", "undone_by", "appeal").order_by("-pk")

    def standing(self) -> DecisionQuerySet:
        """Keep those that nobody took back."""
        return self.filter(undone_by=None)

    def update(self, **values) -> int:
        """Refuse: what was decided stays as it was written. Raises TypeError."""
        raise TypeError("A decision is written once.")

    def delete(self):
        """Refuse: what was decided stays known. Raises TypeError."""
        raise TypeError("A decision stays.")


class AppealQuerySet(models.QuerySet):
    """What people say to decisions about them."""

    def waiting(self) -> AppealQuerySet:
        """Keep those that nobody answered."""
        return self.filter(answered_at=None)

    def waiting_for(self, reader: User, communities: models.QuerySet) -> AppealQuerySet:
        """Keep those that wait in these Communities for somebody else than who decided: this reader."""
        return self.waiting().filter(decision__community__in=communities).exclude(decision__by=reader)


class ReadyReasonQuerySet(models.QuerySet):
    """Reasons that Leads give often."""

    def offered_in(self, community: Community) -> ReadyReasonQuerySet:
        """Give this Community's own, then the network's."""
        return self.filter(Q(community=community) | Q(community=None)).order_by(
            F("community").asc(nulls_last=True), "pk"
        )

    def sentences_for(self, community: Community) -> list[str]:
        """Give the same as bare sentences, as forms offer them. One query."""
        return list(self.offered_in(community).values_list("words", flat=True))


class QuietQuerySet(models.QuerySet):
    """Whom people have muted or blocked. It is theirs alone."""

    def by(self, person: Viewer) -> QuietQuerySet:
        """Keep what this person chose; nothing for the signed-out."""
        return self.filter(person=person.pk) if person.is_authenticated else self.none()


class StaffReadingQuerySet(models.QuerySet):
    """What staff read for a stated reason."""

    def standing(self) -> StaffReadingQuerySet:
        """Keep those that give sight now, by the database's clock, to people who are still full staff."""
        return self.filter(
            ended_at=None,
            ends_at__gt=Now(),
            user__is_superuser=True,
            user__is_active=True,
            user__approved_at__isnull=False,
        )


def _belongs(path: str = "") -> Q:
    return Q(
        **{
            f"{path}state": "active",
            f"{path}user__is_active": True,
            f"{path}user__approved_at__isnull": False,
        }
    )


def _takes_part(viewer: Viewer) -> TypeGuard[User]:
    return viewer.is_authenticated and viewer.is_active and viewer.is_approved


def _communities_of(viewer: User, *states: str) -> models.QuerySet:
    from communities.models import Membership  # the models are made of these querysets

    return Membership.objects.filter(user=viewer, state__in=states).values("community")


def _communities_staff_read(viewer: User) -> models.QuerySet:
    from communities.models import StaffReading  # the models are made of these querysets

    return StaffReading.objects.standing().filter(user=viewer).values("community")


def _communities_inviting(viewer: User) -> models.QuerySet:
    from communities.models import Invitation  # the models are made of these querysets

    invitations = Invitation.objects.standing().of_person(viewer).from_able()
    return invitations.order_by().values("community")
