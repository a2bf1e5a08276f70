"""The local authorities as they stood in April 2021, and those of them that people named in free words."""

from django.db import migrations

from communities.places import DATA, find_named, keep_edition, read_edition

YEAR = 2021


def load(apps, schema_editor):
    place = apps.get_model("communities", "Place")
    keep_edition(place.objects, year=YEAR, rows=read_edition(DATA / f"places-{YEAR}.csv"))
    places = list(place.objects.filter(year=YEAR))
    user, organisation = apps.get_model("communities", "User"), apps.get_model("communities", "Organisation")
    for words in user.objects.filter(place=None).exclude(former_place="").values_list("former_place", flat=True).distinct():
        if found := find_named(words, places):
            user.objects.filter(place=None, former_place=words).update(place=found)
    for body in organisation.objects.filter(places=None).exclude(former_place=""):
        if found := find_named(body.former_place, places):
            body.places.add(found)


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0016_places"),
    ]

    # The words stayed where they were, so there is nothing to take back.
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
