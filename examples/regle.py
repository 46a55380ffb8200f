"""Ajoute une règle et un niveau à soi, depuis Python : une douzaine de lignes."""

from speeddating import Organisation, Participant, Rencontre, Side, one_to_one, plan, rounds
from speeddating.domain.base import OrganisationId
from speeddating.extend import OwnLevel, OwnRule

SIDES = {"Forge": Side.ENTREPRISE, "Moulin": Side.ENTREPRISE, "Jardin": Side.ASSOCIATION}
SIDES |= {"Fanfare": Side.ASSOCIATION, "Vélo": Side.ASSOCIATION}
rencontre = Rencontre(
    name="Essai",
    organisations=tuple(Organisation(name=name, side=side) for name, side in SIDES.items()),
    participants=tuple(
        Participant(name="Une personne", organisation=OrganisationId(name)) for name in SIDES
    ),
    tables=one_to_one(2),
    rounds=rounds(3),
)

# Une règle se dit deux fois : au solveur (par tour, qui se rencontre), puis aux places obtenues.
later = OwnRule(
    name="La Forge arrive après le premier tour",
    conditions=lambda x: [sum(x.of("Forge")[0]) == 0],
    broken=lambda seats: ["La Forge est là."] if 1 in seats.rounds_of("Forge") else [],
)
# Un niveau aussi : ici, plus le Vélo se rencontre tard, mieux c'est.
velo = OwnLevel(
    name="velo_tard",
    terms=lambda x: [(v, x.rounds[r]) for r, found in enumerate(x.of("Vélo")) for v in found],
    measure=lambda seats: sum(seats.rounds_of("Vélo")),
)

if __name__ == "__main__":
    made = plan(rencontre, rules=[later], levels=["new_pairings", velo])
    print(f"{made.summary('fr')} ; tours du Vélo : {made.own}, prouvé : {made.proven}")
