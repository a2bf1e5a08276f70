"""Give every new hub its front page, guidance list and news list, in place of Wagtail's welcome page."""

from django.db import migrations

ROOT_PATH = "0001"
AUDIENCES = [
    ("Businesses and employers", "businesses"),
    ("Charities and community groups", "charities"),
    ("Councils", "councils"),
    ("Faith groups", "faith-groups"),
    ("Funders and commissioners", "funders"),
    ("Schools and colleges", "schools"),
    ("Sport and leisure", "sport"),
]


def make_site_root(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("resources", "HomePage")
    Audience = apps.get_model("resources", "Audience")
    for name, slug in AUDIENCES:
        Audience.objects.get_or_create(slug=slug, defaults={"name": name})
    if HomePage.objects.exists():
        return

    # Wagtail's own first migration made a root page and one welcome page; nobody wrote in it.
    Site.objects.filter(root_page__title="Welcome to your new Wagtail site!").delete()
    Page.objects.filter(depth=2, title="Welcome to your new Wagtail site!").delete()
    root = Page.objects.get(depth=1)
    taken = {path[4:] for path in Page.objects.filter(depth=2).values_list("path", flat=True)}
    path = ROOT_PATH + next(step for step in (f"{number:04d}" for number in range(1, 10)) if step not in taken)

    home = _make(
        apps, "HomePage", path, "home", "Home", "/home/", numchild=2,
        headline="Best practice on social cohesion, and the people who do the work",
        intro="Guidance, case studies and conversations for people whose work brings communities together.",
    )
    _make(
        apps, "GuidanceIndexPage", path + "0001", "guidance", "Guidance", "/home/guidance/",
        intro="Guides, case studies and other people’s work worth reading.",
    )
    _make(
        apps, "NewsIndexPage", path + "0002", "news", "News", "/home/news/",
        intro="What is happening in the network.",
    )
    Page.objects.filter(pk=root.pk).update(numchild=Page.objects.filter(depth=2).count())
    Site.objects.create(hostname="localhost", site_name="Cohesion Hub", root_page_id=home.pk, is_default_site=True)


def _make(apps, model_name, path, slug, title, url_path, numchild=0, **fields):
    """Add a page by hand: migrations have none of the tree's own methods."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    content_type, _ = ContentType.objects.get_or_create(app_label="resources", model=model_name.lower())
    return apps.get_model("resources", model_name).objects.create(
        path=path, depth=len(path) // 4, numchild=numchild, slug=slug, title=title, draft_title=title,
        url_path=url_path, content_type=content_type, locale=Locale.objects.order_by("pk").first(),
        live=True, show_in_menus=True, **fields,
    )


def remove_site_root(apps, schema_editor):
    """Take everything under the front page away; the tables of our pages go next."""
    Page = apps.get_model("wagtailcore", "Page")
    for home in apps.get_model("resources", "HomePage").objects.all():
        apps.get_model("wagtailcore", "Site").objects.filter(root_page_id=home.pk).delete()
        Page.objects.filter(path__startswith=home.path).delete()
    Page.objects.filter(depth=1).update(numchild=Page.objects.filter(depth=2).count())


class Migration(migrations.Migration):
    dependencies = [
        ("resources", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(make_site_root, remove_site_root)]
