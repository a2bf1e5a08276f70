"""Addresses of reporting, below /report/."""

from django.urls import path

from care.views import deciding, reporting

app_name = "care"

urlpatterns = [
    path("yours/", reporting.reports_yours, name="reports-yours"),
    path("thanks/<slug:category>/", reporting.report_thanks, name="report-thanks"),
    path("cases/<slug:slug>/<int:pk>/", deciding.case_decide, name="case-decide"),
    path("<slug:kind>/<int:mark>/", reporting.report, name="report"),
    path("<slug:kind>/<uuid:mark>/", reporting.report, name="report"),
]
