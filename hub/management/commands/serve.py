from __future__ import annotations

import errno
import fcntl
import os
import signal
import socket
import tempfile

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from hub import preparing


class Command(BaseCommand):
    help = "Opens the hub: pages and sockets from one process, or from several behind a proxy."
    requires_system_checks = []  # `make check` runs them; here they would cost each start a second

    def add_arguments(self, parser):
        parser.add_argument(
            "--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)"
        )
        parser.add_argument(
            "--port", type=int, default=os.environ.get("PORT") or "8000", help="default: PORT, or 8000"
        )
        parser.add_argument("--workers", type=int, default=1, help="processes; more than one needs REDIS_URL")
        parser.add_argument(
            "--demo", action="store_true", help="fill a hub without people with the demonstration"
        )
        parser.add_argument("--reload", action="store_true", help="start again whenever the code changes")

    def handle(self, *, host, port, workers, demo, reload, **options):
        if workers > 1 and not settings.REDIS_URL:
            raise CommandError(
                "Several processes hear of each other's news through Redis. Set REDIS_URL, or leave --workers out."
            )
        listener = self.take_port(host, port)
        if settings.EMBEDDED:
            if not settings.REDIS_URL:
                self.take_data()
            self.stand_at(port)
        self.prepare(demo=demo)
        self.open(listener, workers=workers, reload=reload, demo=demo)

    def take_port(self, host: str, port: int) -> socket.socket:
        """Bind before the long work, so that a port in use is known at once. Nobody can connect yet."""
        if not 0 <= port <= 65535:  # else it would quietly be another one
            raise CommandError(f"Cannot listen on port {port}: ports end at 65535.")
        try:
            family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
            listener = socket.socket(family, kind, protocol)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
        except OSError as error:
            raise CommandError(self.why_not(error, host, port)) from error
        listener.set_inheritable(True)
        return listener

    def take_data(self) -> None:
        """Let no second hub without Redis stand on the same data: each would hear nothing of the other's news."""
        # Open for as long as the process lives; the system lets go of it however that ends.
        self.hold = (settings.DATA_DIR / "in-use").open("w")
        try:
            fcntl.flock(self.hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CommandError(
                f"Another hub is open on the data in {settings.DATA_DIR}. Close it, or choose another folder: "
                "make run DATA_DIR=…"
            ) from error

    def why_not(self, error: OSError, host: str, port: int) -> str:
        if error.errno == errno.EADDRINUSE:
            return f"Port {port} is taken by another program. Choose another one, for example: make run PORT={port + 1}"
        if error.errno == errno.EACCES:
            return f"Port {port} may only be opened by the system's administrator. Choose one above 1023."
        return f"Cannot listen on {host}, port {port}: {error}"

    def stand_at(self, port: int) -> None:
        """Let an embedded hub's own address follow its port, here and in the processes it starts."""
        from hub.settings.dev import addresses

        os.environ["PORT"] = str(port)
        for name, value in addresses(port).items():
            setattr(settings, name, value)

    def prepare(self, *, demo: bool) -> None:
        """Embedded, see to everything; in production, say what has to be done first."""
        if steps := preparing.missing_migrations():
            if not settings.EMBEDDED:
                raise CommandError(f"The database is {steps} steps behind. Run `manage.py migrate` first.")
            self.tell("Preparing the database…")
            preparing.migrate_with_progress(steps, self.tell)
        if settings.EMBEDDED and not preparing.static_files_are_current():
            self.tell("Preparing styles, scripts and typefaces…")
            preparing.collect_static_files()
        if demo and not get_user_model().objects.exists():
            self.tell("Loading the demonstration…")
            call_command("load_demo")

    def open(self, listener: socket.socket, *, workers: int, reload: bool, demo: bool) -> None:
        """Serve until told to stop."""
        # Late: this reads every address and template tag of the site.
        from uvicorn.supervisors import ChangeReload, Multiprocess

        from hub.server import METRICS_FOLDER, HubServer, configure

        host, port = listener.getsockname()[:2]
        try:
            listener.listen(2048)
        except OSError as error:  # another hub was started in the same moment, and was quicker
            raise CommandError(self.why_not(error, host, port)) from error
        config = configure(workers=workers, reload=reload)
        if reload:
            self.tell_address(demo)
            server = HubServer(config, with_background=settings.EMBEDDED)
            ChangeReload(config, target=server.run, sockets=[listener]).run()
        elif workers > 1:
            self.tell_address(demo)
            # Whichever process is asked for metrics tells those of its siblings too.
            with tempfile.TemporaryDirectory(prefix="hub-metrics-") as folder:
                os.environ[METRICS_FOLDER] = folder
                Multiprocess(config, sockets=[listener]).run()
        else:
            server = HubServer(
                config, with_background=settings.EMBEDDED, on_ready=lambda: self.tell_address(demo)
            )
            # uvicorn raises its signal again once it has closed; by then the wish is fulfilled.
            for sign in (signal.SIGINT, signal.SIGTERM):
                signal.signal(sign, lambda *_: None)
            server.run(sockets=[listener])
        self.tell("Closed.")

    def tell_address(self, demo: bool) -> None:
        self.tell(f"\nThe hub is open at {settings.SITE_URL}  (Ctrl+C closes it)")
        if demo:
            from demo.accounts import print_accounts

            print_accounts(self.stdout)

    def tell(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
