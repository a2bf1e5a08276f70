"""What the tests stand on: databases, servers, a running hub, a browser. No test lives here."""
