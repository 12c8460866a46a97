"""How Django forms become pages: `FORM_RENDERER = "entraide.foundation.ui.renderer.Renderer"`."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Forms and fields by our templates; widgets by `templates/django/forms/widgets/` of this application."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
