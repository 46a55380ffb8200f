"""La bibliothèque depuis Python, sans Excel : un modèle, un planning, un tableau."""

import speeddating as sd
from speeddating.cli.console import options, run

E, A = sd.Side.ENTREPRISE, sd.Side.ASSOCIATION
VENUS = {"EDF": E, "Excent": E, "Manpower": E, "SM Bourges": A, "Emmetrop": A, "La Roue Libre": A}


def main() -> None:
    """EDF et Emmetrop se connaissent déjà : ils ne se revoient que s'il reste une place."""
    given = options(__doc__, searches=False)
    structures = tuple(sd.Organisation(name=name, side=side) for name, side in VENUS.items())
    rencontre = sd.Rencontre(
        name="Essai",
        organisations=structures,
        participants=tuple(
            sd.Participant(name=f"Mme {one.name}", organisation=one.id) for one in structures
        ),
        tables=sd.one_to_one(3),
        rounds=sd.rounds(3),
    )
    known = sd.Encounter(entreprise=structures[0].id, association=structures[4].id)
    past = sd.History(encounters=(known,))
    made = sd.plan(rencontre, past)
    frame = sd.to_frame(made, rencontre)
    sd.write_csv(given.folder / "bibliotheque.csv", rencontre, past, made)
    print(f"{made.summary()}. Qui est à quelle table, tour par tour :")
    print(frame.pivot_table("table", "name", "round", "first").to_string(index_names=False))


if __name__ == "__main__":
    run(main)
