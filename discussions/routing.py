"""Where sockets go."""

from channels.routing import URLRouter
from django.urls import re_path

from discussions.consumers import CommunityConsumer, RefusingConsumer, ThreadConsumer

websocket_application = URLRouter(
    [
        re_path(r"^ws/threads/(?P<pk>\d{1,9})/$", ThreadConsumer.as_asgi()),
        re_path(r"^ws/communities/(?P<pk>\d{1,9})/$", CommunityConsumer.as_asgi()),
        re_path(r"", RefusingConsumer.as_asgi()),
    ]
)
