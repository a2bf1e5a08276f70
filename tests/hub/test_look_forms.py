"""Forms are drawn so that a screen reader meets label, help and error with the field."""

import re

import pytest
from django import forms
from django.template.loader import render_to_string


class ProfileForm(forms.Form):
    name = forms.CharField(help_text="As colleagues know you.")
    place = forms.CharField(required=False)
    about = forms.CharField(widget=forms.Textarea, max_length=20, required=False)
    joining = forms.ChoiceField(choices=[("now", "Join now"), ("ask", "Ask")], widget=forms.RadioSelect)
    accepted = forms.BooleanField(label="I accept the rules")
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        raise forms.ValidationError("These two do not go together.")


def tag(html: str, beginning: str) -> str:
    """Give the first tag that begins so."""
    return re.search(rf"<{beginning}[^>]*>", html).group()


@pytest.fixture
def refused() -> str:
    return str(ProfileForm({"about": "x" * 30}))


def test_a_field_has_a_label_and_its_help_is_named():
    html = str(ProfileForm())

    assert '<label for="id_name" class="field__label">Name</label>' in html
    assert 'aria-describedby="id_name_helptext"' in tag(html, 'input type="text" name="name"')
    assert 'id="id_name_helptext"' in html
    assert "aria-invalid" not in html


def test_an_error_is_named_with_the_help_and_said_to_be_one(refused):
    box = tag(refused, 'input type="text" name="name"')

    assert 'aria-describedby="id_name_helptext id_name_error"' in box
    assert 'aria-invalid="true"' in box
    assert 'id="id_name_error"' in refused
    assert '<span class="visually-hidden">Error:</span> This field is required.' in refused


def test_choices_stand_in_a_fieldset_with_a_legend(refused):
    assert '<fieldset aria-describedby="id_joining_error">' in refused
    assert '<legend class="field__label">Joining</legend>' in refused
    assert refused.count('id="id_joining_error"') == 1


def test_a_box_to_tick_stands_before_its_label(refused):
    assert refused.index('type="checkbox"') < refused.index("I accept the rules")


def test_what_may_be_left_out_says_so():
    html = str(ProfileForm())

    assert html.count("(optional)") == 2


def test_a_long_box_says_its_limit():
    assert 'data-count-for="id_about" data-limit="20">At most 20 characters<' in str(ProfileForm())


def test_no_id_is_given_twice(refused):
    ids = re.findall(r'\sid="([^"]+)"', refused)

    assert len(ids) == len(set(ids))


def test_hidden_fields_are_drawn_and_errors_of_no_field_stand_above(refused):
    assert 'type="hidden" name="token"' in refused
    assert refused.index("These two do not go together.") < refused.index('name="name"')


def test_the_summary_leads_to_each_field_that_has_an_error():
    form = ProfileForm({"about": "x" * 30})
    html = render_to_string("components/error_summary.html", {"form": form}) + str(form)

    links = re.findall(r'<a href="#([^"]+)">', html)
    assert links == ["id_name", "id_about", "id_joining_0", "id_accepted"]
    assert all(f'id="{link}"' in html for link in links)
    assert "There is a problem" in html
    assert "These two do not go together." in html


def test_the_summary_is_silent_when_all_is_well():
    assert "problem" not in render_to_string("components/error_summary.html", {"form": ProfileForm()})
