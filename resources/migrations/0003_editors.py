"""Say what Editors and Moderators may do, and give guidance its two-step approval."""

from django.db import migrations

#: On the front page and everything below it. Nobody but full staff touches the tree's root.
PAGE_RIGHTS = {
    "Editors": ["add", "change", "publish"],
    "Moderators": ["add", "change", "publish", "bulk_delete", "lock", "unlock"],
}
#: On what pages are made with; topics are granted in communities. Accounts are not here, and a system check keeps it so (TRUST rule 11).
MODEL_RIGHTS = [
    ("communities", "organisation", ["add", "change"]),
    ("resources", "audience", ["add", "change"]),
    ("wagtailredirects", "redirect", ["add", "change", "delete"]),
]
CHECKS = [
    ("A second pair of eyes", ["Editors", "Moderators"]),
    ("Moderators approval", ["Moderators"]),
]
WORKFLOW = "Guidance approval"


def grant_rights(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    home = apps.get_model("resources", "HomePage").objects.first()
    for name, rights in PAGE_RIGHTS.items():
        group, _ = Group.objects.get_or_create(name=name)
        # Wagtail's own first migration grants these on the root of the tree.
        GroupPagePermission.objects.filter(group=group).delete()
        for right in rights:
            permission = _permission(apps, "wagtailcore", "page", right)
            GroupPagePermission.objects.get_or_create(group=group, page_id=home.pk, permission=permission)
        for app_label, model, actions in MODEL_RIGHTS:
            group.permissions.add(*(_permission(apps, app_label, model, action) for action in actions))
        group.permissions.add(_permission(apps, "wagtailadmin", "admin", "access", "Can access Wagtail admin"))


def make_workflow(apps, schema_editor):
    """Replace Wagtail's one-step workflow, which nobody has used yet, by ours on the front page."""
    get = apps.get_model
    home = get("resources", "HomePage").objects.first()
    Workflow, WorkflowTask = get("wagtailcore", "Workflow"), get("wagtailcore", "WorkflowTask")
    Task, GroupApprovalTask = get("wagtailcore", "Task"), get("wagtailcore", "GroupApprovalTask")
    content_type, _ = get("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtailcore", model="groupapprovaltask"
    )
    get("wagtailcore", "WorkflowPage").objects.all().delete()
    Workflow.objects.exclude(name=WORKFLOW).update(active=False)
    workflow, _ = Workflow.objects.get_or_create(name=WORKFLOW, defaults={"active": True})
    for order, (name, group_names) in enumerate(CHECKS):
        task = GroupApprovalTask.objects.filter(name=name).first()
        if task is None:
            task = GroupApprovalTask.objects.create(name=name, active=True, content_type=content_type)
        Task.objects.filter(pk=task.pk).update(active=True)
        task.groups.set(get("auth", "Group").objects.filter(name__in=group_names))
        WorkflowTask.objects.get_or_create(workflow=workflow, task_id=task.pk, defaults={"sort_order": order})
    get("wagtailcore", "WorkflowPage").objects.get_or_create(page_id=home.pk, defaults={"workflow": workflow})


def remove_workflow(apps, schema_editor):
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=WORKFLOW).delete()


def revoke_rights(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    apps.get_model("wagtailcore", "GroupPagePermission").objects.filter(group__name__in=PAGE_RIGHTS).delete()
    for group in Group.objects.filter(name__in=PAGE_RIGHTS):
        for app_label, model, actions in MODEL_RIGHTS:
            group.permissions.remove(*(_permission(apps, app_label, model, action) for action in actions))


def _permission(apps, app_label, model, action, label=""):
    """Give a permission, made here because Django makes them only after the last migration."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=f"{action}_{model}", defaults={"name": label or f"Can {action} {model}"}
    )
    return permission


class Migration(migrations.Migration):
    dependencies = [
        ("resources", "0002_site_root"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailredirects", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RunPython(grant_rights, revoke_rights),
        migrations.RunPython(make_workflow, remove_workflow),
    ]
