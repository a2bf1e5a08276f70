
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0017_load_places'),
        ('files', '0002_seal_files'),
    ]

    operations = [
        migrations.AddField(
            model_name='keptfile',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='communities.organisation'),
        ),
    ]
