"""How many people work or volunteer at an Organisation, by which others find those like them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("communities", "0018_hold_names")]

    operations = [
        migrations.AddField(
            "organisation",
            "size",
            models.CharField(
                blank=True,
                choices=[
                    ("under-10", "Fewer than 10"),
                    ("10-49", "10 to 49"),
                    ("50-249", "50 to 249"),
                    ("250-999", "250 to 999"),
                    ("1000-up", "1,000 or more"),
                ],
                help_text="How many people work or volunteer there, about.",
                max_length=8,
            ),
        ),
    ]
