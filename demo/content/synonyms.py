"""Words that mean the same to the people who search here."""

SYNONYMS = (
    ("hate crime", "hate incident"),
    ("council", "local authority", "local government"),
    ("community cohesion", "social cohesion"),
    ("loneliness", "isolation"),
    ("DBS check", "safer recruitment"),
    ("touchline", "sideline"),
    ("interfaith", "multi-faith", "faith forum"),
    ("volunteer", "helper"),
    ("funding", "grant"),
    ("young people", "youth"),
)
