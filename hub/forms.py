"""How every form on the site is drawn."""

from django.forms.renderers import TemplatesSetting


class HubFormRenderer(TemplatesSetting):
    """Draws forms and fields with the templates in templates/components/."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
