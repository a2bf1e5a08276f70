"""Places, what kind of work people do, and indexes for the directory.

Free words of before about a place stay in their column, which keeps its name: the code that still runs while this
is deployed goes on reading and writing it. The indexes hold the people whom
lists may name, and the Leads.
"""

import django.db.models.deletion
from django.db import migrations, models


def _keep_words(model):
    """Give the words another name in the code and leave the database as it is."""
    field = models.CharField(blank=True, db_column='place', editable=False, max_length=80)
    return [
        migrations.AlterField(model, 'place', field),
        migrations.RenameField(model, 'place', 'former_place'),
    ]


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('communities', '0015_ask_through_leads_and_keep_quiet'),
    ]

    operations = [
        *_keep_words('organisation'),
        *_keep_words('user'),
        migrations.AddField(
            model_name='user',
            name='work_role',
            field=models.CharField(blank=True, choices=[('practice', 'Works directly with people'), ('coordination', 'Coordinates or manages'), ('leadership', 'Leads an organisation or a service'), ('elected', 'Councillor or elected member'), ('evidence', 'Policy, research or evaluation'), ('board', 'Trustee or member of a board'), ('volunteer', 'Volunteers')], db_default='', default='', max_length=12),
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('slug', models.SlugField(max_length=80)),
                ('code', models.CharField(blank=True, help_text='Of the Office for National Statistics.', max_length=9, null=True)),
                ('kind', models.CharField(choices=[('unitary', 'Unitary authority'), ('county', 'County council'), ('district', 'District'), ('metropolitan', 'Metropolitan district'), ('london-borough', 'London borough'), ('welsh', 'Principal area'), ('scottish', 'Council area'), ('northern-irish', 'District of Northern Ireland'), ('nation', 'Whole nation')], max_length=15)),
                ('nation', models.CharField(choices=[('england', 'England'), ('scotland', 'Scotland'), ('wales', 'Wales'), ('northern-ireland', 'Northern Ireland'), ('united-kingdom', 'United Kingdom')], max_length=16)),
                ('year', models.PositiveSmallIntegerField(help_text='The edition: as things stood in this year.')),
            ],
            options={
                'ordering': ['name', 'pk'],
                'indexes': [models.Index(fields=['nation', 'year'], name='editions_of_a_nation')],
                'constraints': [models.UniqueConstraint(fields=('code', 'year'), name='one_place_per_code_and_year'), models.UniqueConstraint(fields=('slug', 'year'), name='one_place_per_name_and_year'), models.CheckConstraint(condition=models.Q(('code', None), models.Q(('code__startswith', 'E'), ('nation', 'england')), models.Q(('code__startswith', 'S'), ('nation', 'scotland')), models.Q(('code__startswith', 'W'), ('nation', 'wales')), models.Q(('code__startswith', 'N'), ('nation', 'northern-ireland')), models.Q(('code__startswith', 'K'), ('nation', 'united-kingdom')), _connector='OR'), name='place_code_is_of_its_nation')],
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='places',
            field=models.ManyToManyField(blank=True, help_text='The local authorities it works in, or a whole nation.', related_name='organisations', to='communities.place'),
        ),
        migrations.AddField(
            model_name='user',
            name='place',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='people', to='communities.place'),
        ),
        migrations.AddIndex(
            model_name='user',
            index=models.Index(condition=models.Q(('approved_at__isnull', False), ('is_active', True), ('is_listed', True)), fields=['organisation', 'name', 'id'], name='listed_by_organisation'),
        ),
        migrations.AddIndex(
            model_name='membership',
            index=models.Index(condition=models.Q(('role', 'lead'), ('state', 'active')), fields=['community', 'user'], name='leads_now'),
        ),
    ]
