"""Settings and wiring: the front door. It has no models and no rules, and nothing imports it."""
