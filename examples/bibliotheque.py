"""La bibliothèque depuis Python, sans Excel : un modèle, un planning, un tableau."""

from speeddating import (
    Encounter,
    History,
    Organisation,
    Participant,
    Rencontre,
    Side,
    one_to_one,
    plan,
    rounds,
    to_frame,
    write_csv,
)
from speeddating.cli.console import options, run

E, A = Side.ENTREPRISE, Side.ASSOCIATION
VENUS = {"EDF": E, "Excent": E, "Manpower": E, "SM Bourges": A, "Emmetrop": A, "La Roue Libre": A}


def main() -> None:
    """EDF et Emmetrop se connaissent déjà : ils ne se revoient que s'il reste une place."""
    given = options(__doc__, searches=False)
    structures = tuple(Organisation(name=name, side=side) for name, side in VENUS.items())
    people = tuple(Participant(name=f"Mme {one.name}", organisation=one.id) for one in structures)
    rencontre = Rencontre(
        name="Essai", organisations=structures, participants=people, tables=one_to_one(3),
        rounds=rounds(3),
    )  # fmt: skip
    known = Encounter(entreprise=structures[0].id, association=structures[4].id)
    made = plan(rencontre, History(encounters=(known,)))
    frame = to_frame(made, rencontre)
    write_csv(given.folder / "bibliotheque.csv", made, rencontre)
    print(f"{made.summary()}. Qui est à quelle table, tour par tour :")
    print(frame.pivot_table("table", "name", "round", "first").to_string(index_names=False))


if __name__ == "__main__":
    run(main)
