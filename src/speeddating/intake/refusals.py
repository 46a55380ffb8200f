"""What the domain itself refuses, brought back to the sheet where it can be mended."""

from collections.abc import Mapping

from pydantic import ValidationError

from speeddating.domain.issue import Issue
from speeddating.intake.findings import quoted
from speeddating.intake.labels import both


def as_issues(error: ValidationError, titles: Mapping[str, str]) -> list[Issue]:
    """One issue for each thing that pydantic or a validator of ours refused."""
    return [_issue(dict(one), titles) for one in error.errors(include_url=False)]


def _issue(error: Mapping[str, object], titles: Mapping[str, str]) -> Issue:
    code, context = str(error["type"]), error.get("ctx")
    key = SHEETS.get(code.removeprefix("domain."), "event")
    sheet = titles.get(key, both(key))
    if code.startswith("domain.") and isinstance(context, dict):
        said = {"rule": code, "sentence": str(context.get("sentence", error["msg"]))}
        return Issue(code="intake.refused_rule", sheet=sheet, data=said)
    where = error["loc"]
    field = ".".join(map(str, where)) if isinstance(where, tuple) else ""
    value = quoted(error.get("input"))
    return Issue(code="intake.refused_value", sheet=sheet, value=value, data={"field": field})


SHEETS: Mapping[str, str] = {
    "organisation_twice": "organisations",
    "organisation_and_participant": "participants",
    "participant_twice": "participants",
    "facilitator_twice": "groups",
    "table_twice": "tables",
    "group_twice": "groups",
    "no_participants": "participants",
    "no_entreprise": "participants",
    "no_association": "participants",
    "unknown_organisation": "participants",
    "least_above_most": "participants",
    "no_tables": "tables",
    "unknown_table": "participants",
    "unknown_party": "wishes",
    "wish_within_side": "wishes",
    "before_itself": "wishes",
    "wanted_and_forbidden": "wishes",
    "incompatible_with_itself": "incompatibilities",
    "locked_twice": "locks",
    "locked_while_absent": "locks",
    "locked_to_no_table": "locks",
    "unknown_group_member": "groups",
    "group_of_one_side": "groups",
    "group_member_twice": "groups",
    "unknown_facilitator": "groups",
    "group_in_break": "groups",
    "in_two_groups": "groups",
}
"""Where each refusal of the domain is mended; what is not named, on the sheet of the event."""
