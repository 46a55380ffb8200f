"""
The JSON schemas of what goes in and what comes out, for programs in other languages.

``python -m speeddating.schema`` prints them.
"""

import json
import sys
from typing import Any

from speeddating.domain.history import History
from speeddating.domain.plan import Plan
from speeddating.domain.rencontre import Rencontre

PUBLISHED = (Rencontre, History, Plan)


def json_schema() -> dict[str, Any]:
    """
    One schema (draft 2020-12) for each of ``Rencontre``, ``History`` and ``Plan``, by name.

    Examples
    --------
    >>> from speeddating import json_schema
    >>> sorted(json_schema())
    ['History', 'Plan', 'Rencontre']
    >>> json_schema()["Rencontre"]["required"]
    ['name', 'organisations', 'participants', 'tables', 'rounds']
    """
    return {model.__name__: model.model_json_schema(mode="serialization") for model in PUBLISHED}


def text() -> str:
    """As it is published: indented, keys in order."""
    return f"{json.dumps(json_schema(), ensure_ascii=False, indent=1, sort_keys=True)}\n"


if __name__ == "__main__":
    sys.stdout.write(text())
