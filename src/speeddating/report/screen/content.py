"""What the screen knows: rounds, names, organisations and seats; nothing else about anybody."""

import hashlib
from collections.abc import Iterable
from typing import Any

from speeddating.domain.base import FacilitatorId, ParticipantId
from speeddating.domain.history import History
from speeddating.domain.people import Side
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.room import Round
from speeddating.domain.schedule import Schedule, Seating
from speeddating.report.evening import Evening
from speeddating.report.sheets.people import GROUP
from speeddating.report.sheets.rounds import occasion
from speeddating.report.sheets.write import clock, table_title
from speeddating.words import LANGUAGES, Language, say

Content = dict[str, Any]
"""Plain values, ready for JSON."""

SENTENCES: dict[str, tuple[str, ...]] = {
    "round": ("number",),
    "round_of": ("number", "count"),
    "starts_at": ("time",),
    "until": ("time",),
    "not_started": (),
    "changeover": (),
    "changeover_hint": ("number",),
    "break": (),
    "finished": (),
    "goodbye": (),
    "paused": (),
    "seats_of": ("number",),
    "pause": (),
    "absent": (),
    "page_of": ("number", "count"),
    "search": (),
    "nobody": ("text",),
    "many": ("count",),
    "facilitator": (),
    "letter_e": (),
    "letter_a": (),
    "letter_f": (),
    "side_e": (),
    "side_a": (),
    "sound_waits": (),
    "key_start": (),
    "key_next": (),
    "key_back": (),
    "key_longer": (),
    "key_find": (),
    "key_pages": (),
    "key_sound": (),
    "key_theme": (),
    "key_language": (),
    "keyboard_space": (),
    "keyboard_enter": (),
    "keyboard_pages": (),
    "on": (),
    "off": (),
}
"""What the page says, and what it fills in itself."""


def content(rencontre: Rencontre, schedule: Schedule) -> Content:
    """Everything the page is made from."""
    crowd = _Crowd(rencontre, schedule)
    return {
        "key": f"speeddating-{_fingerprint(rencontre)}",
        "language": rencontre.language,
        "name": rencontre.name,
        "occasion": {
            language: occasion(rencontre.model_copy(update={"language": language}))
            for language in LANGUAGES
        },
        "changeover": rencontre.changeover_minutes,
        "resume": rencontre.resume_at or 1,
        "rounds": [_round(one) for one in rencontre.rounds],
        "people": crowd.people,
        "seats": [
            [crowd.seat(seating) for seating in schedule.seatings if seating.round == one.number]
            for one in rencontre.rounds
        ],
        "words": {language: _words(language) for language in LANGUAGES},
    }


def _fingerprint(rencontre: Rencontre) -> str:
    """One per rencontre: a plan made anew on the day goes on where the screen was."""
    name, date = rencontre.identity
    return hashlib.sha256(f"{name}\n{date}".encode("utf-8", "replace")).hexdigest()[:16]


def _round(one: Round) -> Content:
    start = None if one.start is None else {lang: clock(one.start, lang) for lang in LANGUAGES}
    return {"minutes": one.minutes, "start": start, "break": one.is_break}


def _words(language: Language) -> dict[str, str]:
    return {
        key: say(f"screen.{key}", language, **{name: f"{{{name}}}" for name in filled})
        for key, filled in SENTENCES.items()
    }


class _Crowd:
    """People by their place in a list, so that no identifier leaves the rencontre."""

    def __init__(self, rencontre: Rencontre, schedule: Schedule) -> None:
        self.evening = Evening(rencontre, History(), schedule)
        self.people: list[Content] = []
        self.place: dict[ParticipantId | FacilitatorId, int] = {}
        for side in Side:
            for person in rencontre.on(side):
                home = rencontre.organisation_by_id[person.organisation].name
                self.place[person.id] = len(self.people)
                self.people.append(
                    {
                        "name": person.name,
                        "home": home,
                        "side": LETTER[side],
                        "absent": sorted(person.absent),
                    }
                )
        seated = {who for seating in schedule.seatings for who in seating.facilitators}
        for one in rencontre.facilitators:
            if one.id in seated:
                self.place[one.id] = len(self.people)
                self.people.append({"name": one.name, "home": "", "side": "f", "absent": []})

    def seat(self, seating: Seating) -> Content:
        group = self.evening.group_at(seating)
        return {
            "table": {language: table_title(seating.table, language) for language in LANGUAGES},
            "group": "" if group is None else f"{GROUP} {group.name}",
            "who": self._places((*seating.people(), *seating.facilitators)),
        }

    def _places(self, who: Iterable[ParticipantId | FacilitatorId]) -> list[int]:
        return [self.place[one] for one in who]


LETTER = {Side.ENTREPRISE: "e", Side.ASSOCIATION: "a"}
