from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class CommunitiesConfig(AppConfig):
    """People, organisations, communities, and who may see what."""

    name = "communities"

    def ready(self) -> None:
        from communities import checks, membership_kinds, membership_waiting, receivers  # noqa: F401  # they register themselves

        membership_kinds.register_kinds()
        membership_waiting.register_sources()


class WagtailUsersConfig(WagtailUsersAppConfig):
    """Wagtail's account screens, with our fields; only full staff reach them."""

    user_viewset = "communities.cms.UserViewSet"
    group_viewset = "communities.cms.GroupViewSet"
