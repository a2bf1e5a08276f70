
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0017_load_places'),
        ('discussions', '0008_mask_authors_and_announce'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='post',
            index=models.Index(condition=models.Q(('number', 1)), fields=['organisation', 'thread'], name='begun_for_organisation'),
        ),
    ]
