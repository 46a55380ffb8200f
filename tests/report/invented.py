"""Invented rencontres with schedules made by hand: a rotation, whoever is left over pauses."""

import datetime as dt

from speeddating import (
    Bound,
    Encounter,
    Evidence,
    Facilitator,
    History,
    Organisation,
    Participant,
    Plan,
    ProjectGroup,
    Rencontre,
    Round,
    Schedule,
    Scope,
    Score,
    Seating,
    Side,
    Table,
    one_to_one,
)
from speeddating.domain.base import FacilitatorId, ParticipantId, TableId
from speeddating.domain.score import LEVELS

ENTREPRISES = (
    ("Maçonnerie Générale Brérault et Fils", "Jean-Christophe de La Brosse-Montigny"),
    ("Électricité du Haut-Berry", "Élodie Vandenbroucke"),
    ("Éditions de l'Yèvre", "Œdipe Lœillet"),
    ("Transports frigorifiques Anne-Sophie Dutertre-Lachassagne", "Anne-Sophie Dutertre"),
    ("Pâtisserie Chabin", "Maëlle Chabin"),
    ("Communauté de communes des Trois Moulins et du Val d'Auron", "Guillaume Pétillon"),
    ("Charpentes Aubrun", "Noël Aubrun"),
    ("Agence Clairvaux", "Marie-Astrid Clairvaux de Saint-Cyr"),
    ("Plomberie Désiré", "Désiré N'Guessan"),
    ("Imprimerie du Marais", "Béatrice Quéméneur"),
    ("Garage Populaire", "Ahmed Benyoucef"),
    ("Cabinet comptable Fradet", "Solène Fradet"),
    ("Zinguerie Zola", "Zacharie Zola"),
    ("Hôtel des Écluses", "Perrine Thévenin"),
    ("Menuiserie Ôbois", "Côme Lebœuf"),
    ("Serres de Mehun", "Françoise Gilbert-Ravaud"),
    ("Informatique Noroît", "Loïc Kermarrec"),
    ("Propreté Berrichonne", "Fatoumata Diabaté"),
    ("Caisse locale d'épargne solidaire du Cher", "Hippolyte Vaillant-Couturier"),
)
ASSOCIATIONS = (
    ("Les Jardins partagés de Saint-Doulchard", "Claire Aubry"),
    ("Ateliers du Réemploi", "Thierry Ménétrier"),
    ("Association départementale pour l'insertion par l'activité économique", "Hélène Pruvost"),
    ("Épicerie sociale L'Éveil", "Inès Carrère"),
    ("Vélo Solidaire", "Matthias Schoenberg"),
    ("Culture au village", "Joséphine Bardou"),
    ("Habitat et Humanisme en Berry", "Pierre-Emmanuel Lafaurie"),
    ("Un Toit pour tous", "Yvonne Tardivat"),
    ("Radio Fil de l'eau", "Kévin Marchand"),
    ("Régie de quartier des Gibjoncs", "Samira El Idrissi"),
    ("Aide à domicile du Sancerrois", "Marie-Laure Chauveau"),
    ("Tremplin Jeunes", "Baptiste Roy"),
    ("Mob'Cher", "Anaïs Guérineau"),
    ("La Ressourcerie", "Étienne Pasdeloup"),
    ("Sport pour l'emploi", "Coralie Dessagnes"),
    ("Le Relais des parents", "Ludivine Charlemagne-Petit"),
    ("Zone de gratuité", "Zélie Amiot"),
)  # fmt: skip

START = dt.datetime(2018, 6, 12, 18, 15)  # noqa: DTZ001


def rounds(count: int, *, minutes: int = 10, changeover: int = 2) -> tuple[Round, ...]:
    """Tours one after the other from 18:15 on."""
    step = dt.timedelta(minutes=minutes + changeover)
    return tuple(
        Round(number=number, start=(START + (number - 1) * step).time(), minutes=minutes)
        for number in range(1, count + 1)
    )


def people(
    side: Side, pairs: tuple[tuple[str, str], ...]
) -> tuple[tuple[Organisation, ...], tuple[Participant, ...]]:
    """One organisation for each, and one person of it."""
    organisations = tuple(Organisation(name=home, side=side) for home, _ in pairs)
    delegates = tuple(
        Participant(name=name, organisation=organisation.id)
        for organisation, (_, name) in zip(organisations, pairs, strict=True)
    )
    return organisations, delegates


def rencontre_of_36(**over: object) -> Rencontre:
    """19 + 17 people with long names, 17 tables, six rounds."""
    entreprises, heads = people(Side.ENTREPRISE, ENTREPRISES)
    associations, voices = people(Side.ASSOCIATION, ASSOCIATIONS)
    given: dict[str, object] = {
        "name": "Rencontre entreprises et associations du Cher nº 3",
        "date": START.date(),
        "place": "Bourges, salle des Rives d'Auron",
        "organisations": entreprises + associations,
        "participants": heads + voices,
        "tables": one_to_one(17),
        "rounds": rounds(6),
        "changeover_minutes": 2,
    }
    return Rencontre.model_validate({**given, **over})


def rotation(rencontre: Rencontre) -> Schedule:
    """Associations keep their table, entreprises move on by one; breaks are kept free."""
    heads, voices = (rencontre.on(side) for side in Side)
    return Schedule(
        rencontre=rencontre.name,
        seatings=tuple(
            Seating(
                round=number,
                table=table.id,
                entreprises=(heads[(place + number) % len(heads)].id,),
                associations=(voice.id,),
            )
            for number in rencontre.working_rounds
            for place, (table, voice) in enumerate(zip(rencontre.tables, voices, strict=False))
        ),
    )


def history_of(rencontre: Rencontre) -> History:
    """Every third pair or so met in December, and two organisations are long gone."""
    heads, voices = (rencontre.on(side) for side in Side)
    known = tuple(
        Encounter(
            entreprise=head.organisation,
            association=voice.organisation,
            date=dt.date(2017, 12, 5),
            rencontre="Rencontre nº 2",
        )
        for i, head in enumerate(heads)
        for j, voice in enumerate(voices)
        if (i * 5 + j * 3) % 7 == 0
    )
    gone = Encounter.model_validate({"entreprise": "Scierie Disparue", "association": "Les Partis"})
    return History(encounters=(*known, gone))


def plan_of(schedule: Schedule, **over: object) -> Plan:
    """A plan with made-up figures."""
    figures: dict[str, object] = {
        "new_pairings": 88, "kept": 0, "worst_off": (3, 3, *([4] * 20), *([5] * 14)),
        "wishes": (3, 1, 2), "affinity": 12, "seated": 204, "pauses": 12, "pauses_in_a_row": 0,
        "mixing": 0, "waits": 10, "moves": (0, 85), **over,
    }  # fmt: skip
    score = Score.model_validate(figures)
    engines = {"new_pairings": ("flow", Scope.ALL), "worst_off": ("cpsat", Scope.ALL)}
    bounds = tuple(
        Bound(
            level=level.name,
            value=8 if level.name == "waits" else score.value(level.name),
            engine=engines.get(level.name, ("count", Scope.ALL))[0],
            scope=Scope.THESE_PAIRINGS if level.name in {"waits", "moves"} else Scope.ALL,
        )
        for level in LEVELS
        if level.name != "kept"
    )
    return Plan(
        schedule=schedule,
        score=score,
        bounds=bounds,
        evidence=Evidence(
            versions={"speeddating": "0.1.0", "Python": "3.11.9", "OR-Tools": "9.15.6755"},
            engine="auto", space="pairs", seed=0, seconds=1.25, workers=2, reproducible=True,
        ),
    )  # fmt: skip


def rencontre_with_group() -> Rencontre:
    """Two tables of 2 + 2, a project group with its facilitator in round 1, a break in round 2."""
    entreprises, heads = people(Side.ENTREPRISE, ENTREPRISES[:4])
    associations, voices = people(Side.ASSOCIATION, ASSOCIATIONS[:4])
    planned = rounds(3)
    return Rencontre(
        name="Petite rencontre",
        organisations=entreprises + associations,
        participants=heads + voices,
        tables=tuple(
            Table(id=TableId(f"Table {letter}"), seats_entreprises=2, seats_associations=2)
            for letter in "AB"
        ),
        rounds=(planned[0], planned[1].model_copy(update={"is_break": True}), planned[2]),
        changeover_minutes=2,
        facilitators=(Facilitator(name="Nadège Ferrandon"),),
        groups=(
            ProjectGroup(
                name="Recrutement",
                organisations=(
                    *(o.id for o in entreprises[:2]), *(o.id for o in associations[:2]),
                ),
                facilitator=FacilitatorId("Nadège Ferrandon"),
                rounds=frozenset({1}),
                project="Un forum commun",
            ),
        ),
    )  # fmt: skip


def schedule_with_group(rencontre: Rencontre) -> Schedule:
    """The group at table A first; then entreprises change tables and one association pauses."""
    heads, voices = ([person.id for person in rencontre.on(side)] for side in Side)
    first, second = (table.id for table in rencontre.tables)

    def seat(
        number: int, table: str, es: list[ParticipantId], ass: list[ParticipantId], *who: str
    ) -> Seating:
        return Seating.model_validate(
            {
                "round": number, "table": table, "entreprises": tuple(es),
                "associations": tuple(ass), "facilitators": who,
            }
        )  # fmt: skip

    return Schedule(
        rencontre=rencontre.name,
        seatings=(
            seat(1, first, heads[:2], voices[:2], "Nadège Ferrandon"),
            seat(1, second, heads[2:], voices[2:]),
            seat(3, first, heads[2:], voices[:2]),
            seat(3, second, heads[:2], voices[2:3]),
        ),
    )
