"""
Les quatre rencontres du Cher, en tables : ``python donnees.py`` réécrit les quatre classeurs.

Les dirigeants, et qui est venu quand, sont inventés : voir README.md.
"""

import datetime as dt
from pathlib import Path
from typing import Any

from speeddating import (
    Appetite,
    Facilitator,
    History,
    Incompatibility,
    Organisation,
    Participant,
    Phase,
    ProjectGroup,
    Rencontre,
    Round,
    Side,
    Table,
    Wish,
    write_workbook,
)
from speeddating.domain.base import FacilitatorId, OrganisationId, TableId

ICI = Path(__file__).parent

ENTREPRISES = (
    # organisation, secteur, thèmes, besoins, offres
    ("EDF", "énergie", "emploi; transition écologique", "recyclage", "mécénat; visites de site"),
    ("Excent", "ingénierie", "emploi; numérique", "réparation de véhicules", "stages"),
    ("Manpower", "travail temporaire", "emploi; insertion", "candidats", "missions; formation"),
    ("Novotel Bourges", "hôtellerie", "emploi; culture", "linge; légumes locaux", "salles; stages"),
    ("Base militaire d'Avord", "défense", "emploi; mobilité", "espaces verts", "visites de site"),
    ("Imprimerie Berry Couleurs", "imprimerie", "culture", "recyclage", "impression"),
    ("Menuiserie Auronde", "bâtiment", "insertion; habitat", "candidats", "chutes de bois"),
    ("Cabinet comptable Fontbelle", "conseil", "emploi", "", "conseil de gestion"),
    ("Transports Lamoureux et Filles", "transport", "mobilité; emploi", "candidats", "véhicules"),
    ("Communauté de communes des Trois Rivières", "organisme public",
     "mobilité; insertion; habitat", "espaces verts; médiation", "salles; marchés publics"),
    ("Lycée professionnel des Bords d'Auron", "organisme public",
     "emploi; numérique", "stages", "élèves en projet"),
    ("Traiteur La Cuillère d'Argent", "restauration", "alimentation", "légumes locaux", "stages"),
    ("Serres de la Chaume", "agriculture", "alimentation; insertion", "candidats", "terrain"),
    ("Numéria Conseil", "informatique", "numérique", "", "ordinateurs; formation"),
    ("Nettoyage Clair Matin", "propreté", "insertion; emploi", "candidats", "missions"),
    ("Mécanique de précision Vernay", "industrie", "emploi", "candidats", "visites de site"),
    ("Assurances du Val", "assurance", "mobilité; habitat", "", "mécénat; conseil de gestion"),
    ("Paysages Grandval", "espaces verts", "insertion; transition écologique", "candidats",
     "chantiers partagés"),
    ("Office de l'habitat des Marais", "organisme public", "habitat; insertion",
     "médiation; espaces verts", "locaux; marchés publics"),
    ("Boulangeries Le Fournil d'Or", "restauration", "alimentation", "candidats", "invendus"),
    ("Charpentes Boisrobert", "bâtiment", "habitat", "candidats", "chutes de bois"),
)  # fmt: skip
"""Les organismes publics comptent de ce côté."""

ASSOCIATIONS = (
    ("SM Bourges", "insertion", "insertion; emploi", "missions", "candidats; espaces verts"),
    ("Emmetrop", "culture", "culture; numérique", "mécénat; impression", "spectacles"),
    ("Accueil et Promotion", "formation", "emploi; insertion", "stages; visites de site",
     "formation"),
    ("Garage Associatif Solidaire", "mobilité", "mobilité; insertion", "véhicules; mécénat",
     "réparation de véhicules"),
    ("Bourges Agglo Services", "services", "emploi; habitat", "missions", "candidats; médiation"),
    ("Tivoli Initiatives", "formation", "emploi; numérique", "ordinateurs; stages", "candidats"),
    ("Les Jardins de Lavandière", "insertion", "alimentation; insertion", "terrain",
     "légumes locaux"),
    ("Recyclerie Second Souffle", "réemploi", "transition écologique; insertion",
     "locaux; chutes de bois", "recyclage"),
    ("Épicerie solidaire Le Panier Partagé", "solidarité", "alimentation", "invendus; locaux",
     "ateliers cuisine"),
    ("Mobil'Campagne", "mobilité", "mobilité", "véhicules", "transport à la demande"),
    ("Radio Passerelle", "culture", "culture", "mécénat", "reportages"),
    ("Atelier vélo La Roue Libre", "mobilité", "mobilité; transition écologique", "locaux",
     "flotte de vélos"),
    ("Un Toit en partage", "habitat", "habitat", "locaux; conseil de gestion", "médiation"),
    ("Chantier d'insertion Terres Vives", "insertion", "insertion; transition écologique",
     "chantiers partagés; marchés publics", "espaces verts"),
    ("Aide à domicile Grand Âge et Lien", "services", "emploi", "formation; véhicules", "missions"),
    ("Le Numérique pour chacun", "numérique", "numérique", "ordinateurs", "ateliers numériques"),
    ("Théâtre du Détour", "culture", "culture", "salles; impression", "spectacles"),
    ("Tremplin jeunesse", "insertion", "emploi; insertion", "stages; visites de site", "candidats"),
    ("Sport et lien", "sport", "insertion", "salles; mécénat", "cohésion d'équipe"),
    ("Les Ateliers de la Main verte", "insertion", "transition écologique", "terrain",
     "espaces verts"),
    ("Maison des familles", "solidarité", "habitat", "salles; mécénat", "médiation"),
    ("Écho des villages", "culture", "culture; mobilité", "impression", "reportages"),
    ("Conserverie Bocaux Locaux", "alimentation", "alimentation; insertion", "invendus",
     "légumes locaux"),
)  # fmt: skip

ENVIES = {
    "Manpower": Appetite.AGAIN,
    "Nettoyage Clair Matin": Appetite.MIXED,
    "Communauté de communes des Trois Rivières": Appetite.MIXED,
    "Accueil et Promotion": Appetite.AGAIN,
}
"""Les autres n'ont rien dit : la phase de la rencontre en décide."""

DIRIGEANTS = (
    # nom, organisation, présences : 1 juin 2018, 2 décembre 2018, 3 mai 2019, 4 novembre 2019
    ("Hélène Vasselin", "EDF", "1234"),
    ("Thomas Ollivaud", "EDF", "1..."),
    ("Karim Benfarès", "Excent", "1234"),
    ("Sandrine Lhomery", "Manpower", "1234"),
    ("Philippe Castagnou", "Novotel Bourges", "12.."),
    ("Aurore Delmottet", "Novotel Bourges", "..34"),
    ("Bertrand de Kervallan", "Base militaire d'Avord", "1234"),
    ("Luc Montaigut", "Imprimerie Berry Couleurs", "1234"),
    ("Gilles Perrachet", "Menuiserie Auronde", "1.3."),
    ("Solène Marchadier", "Cabinet comptable Fontbelle", "1234"),
    ("Nathalie Lamoureux", "Transports Lamoureux et Filles", "12.."),
    ("Étienne Brossardin", "Communauté de communes des Trois Rivières", "1234"),
    ("Mireille Hautecœur", "Lycée professionnel des Bords d'Auron", "1..."),
    ("Yann Le Floc'hic", "Traiteur La Cuillère d'Argent", "1234"),
    ("Odile Perrin-Dufay", "Serres de la Chaume", "1234"),
    ("Mehdi Rahmouni", "Numéria Conseil", ".234"),
    ("Fatou Diarrassou", "Nettoyage Clair Matin", "1234"),
    ("Jean-Marc Vernay", "Mécanique de précision Vernay", "1..."),
    ("Céline Aumoitte", "Assurances du Val", "..3."),
    ("Rémi Grandval", "Paysages Grandval", "..34"),
    ("Laurence Tixeron", "Office de l'habitat des Marais", ".2.4"),
    ("Denis Auclerquin", "Boulangeries Le Fournil d'Or", "..3."),
    ("Mathilde Boisrobert", "Charpentes Boisrobert", ".2.."),
    ("Bruno Delorgeau", "SM Bourges", "1234"),
    ("Clara Sénéchaud", "Emmetrop", "1234"),
    ("Idriss Moussaoui", "Emmetrop", "1..."),
    ("Véronique Tissandet", "Accueil et Promotion", "1234"),
    ("Paul-Henri Garraudet", "Accueil et Promotion", "1..."),
    ("Mickaël Poirsonnet", "Garage Associatif Solidaire", "1234"),
    ("Annick Ferrandon", "Bourges Agglo Services", "1234"),
    ("Samuel Hérauville", "Tivoli Initiatives", "1234"),
    ("Agnès Rouvièrat", "Les Jardins de Lavandière", "1234"),
    ("Ludovic Charbonnat", "Recyclerie Second Souffle", "1234"),
    ("Nadia Ouchène", "Épicerie solidaire Le Panier Partagé", "1234"),
    ("Florent Gaudryon", "Mobil'Campagne", "123."),
    ("Inès Delavault", "Radio Passerelle", "1..4"),
    ("Corentin Mabillon", "Atelier vélo La Roue Libre", "1234"),
    ("Marie-Claude Aubrespin", "Un Toit en partage", "1.34"),
    ("Joël Pasquereau", "Chantier d'insertion Terres Vives", "1234"),
    ("Sylvie Maréchaux", "Aide à domicile Grand Âge et Lien", "12.."),
    ("Théo Lassaignet", "Le Numérique pour chacun", "1..."),
    ("Ombeline Ferrychon", "Théâtre du Détour", "1..."),
    ("Awa Konatier", "Tremplin jeunesse", ".234"),
    ("Grégory Thévenard", "Sport et lien", ".2.."),
    ("Colette Dambrinet", "Les Ateliers de la Main verte", ".23."),
    ("Julie Vandammes", "Maison des familles", "..34"),
    ("Hugues Barbotin", "Écho des villages", "..3."),
    ("Elsa Monnerot", "Conserverie Bocaux Locaux", "..34"),
)
"""Une organisation peut changer de délégué ; ce qui est retenu, ce sont les organisations."""


ANIMATEURS = ("Valérie Chambonnet", "Olivier Restaud", "Gaëlle Pontvianne")
"""Les trois organisateurs ; chacun n'accompagne qu'une table à la fois."""

SOUS_GROUPES = {
    # nom : animateur, projet, membres
    "Recrutement": (
        "Valérie Chambonnet", "Un circuit court de candidatures",
        ("Manpower", "Novotel Bourges", "Nettoyage Clair Matin",
         "SM Bourges", "Bourges Agglo Services", "Tivoli Initiatives", "Tremplin jeunesse"),
    ),
    "Mobilité": (
        "Olivier Restaud", "Un garage et des vélos partagés",
        ("Excent", "Communauté de communes des Trois Rivières",
         "Garage Associatif Solidaire", "Atelier vélo La Roue Libre"),
    ),
    "Alimentation": (
        "Gaëlle Pontvianne", "Des légumes d'ici, zéro invendu",
        ("Traiteur La Cuillère d'Argent", "Serres de la Chaume",
         "Les Jardins de Lavandière", "Épicerie solidaire Le Panier Partagé"),
    ),
    "Habitat": (
        "Olivier Restaud", "Une maison relais",
        ("Communauté de communes des Trois Rivières", "Office de l'habitat des Marais",
         "Un Toit en partage", "Maison des familles"),
    ),
}  # fmt: skip
"""Quatre associations et trois employeurs pour le recrutement ; une organisation en a deux."""


def structures() -> dict[str, Organisation]:
    """Toutes les organisations, par leur nom."""
    return {
        nom: Organisation(
            name=nom,
            side=side,
            sector=secteur,
            themes=_mots(themes),
            needs=_mots(besoins),
            offers=_mots(offres),
            appetite=ENVIES.get(nom),
        )
        for side, table in ((Side.ENTREPRISE, ENTREPRISES), (Side.ASSOCIATION, ASSOCIATIONS))
        for nom, secteur, themes, besoins, offres in table
    }


def tables(
    nombre: int, entreprises: int = 1, associations: int = 1, *, depuis: int = 1,
    accessibles: int = 0,
) -> list[Table]:  # fmt: skip
    """Des tables de ``entreprises`` + ``associations`` ; les premières sont accessibles."""
    return [
        Table(
            id=TableId(str(numero)),
            seats_entreprises=entreprises,
            seats_associations=associations,
            accessible=numero < depuis + accessibles,
        )
        for numero in range(depuis, depuis + nombre)
    ]


def tours(nombre: int, minutes: int, *, battement: int = 2, debut: int = 18) -> dict[str, Any]:
    """Des tours de ``minutes``, séparés par un battement, à partir de ``debut`` heures trente."""
    premier = dt.datetime(2018, 1, 1, debut, 30, tzinfo=dt.UTC)
    pas = dt.timedelta(minutes=minutes + battement)
    return {
        "rounds": tuple(
            Round(number=n + 1, start=(premier + n * pas).time(), minutes=minutes)
            for n in range(nombre)
        ),
        "changeover_minutes": battement,
    }


def souhait(de: str, vers: str, rang: int = 1) -> Wish:
    """``de`` aimerait rencontrer ``vers``."""
    return Wish(source=OrganisationId(de), target=OrganisationId(vers), rank=rang)


def sous_groupe(nom: str, *, tours: tuple[int, ...] = (), au_choix: int = 0) -> ProjectGroup:
    """Ce sous-groupe, réuni aux ``tours`` donnés et ``au_choix`` autres."""
    animateur, projet, membres = SOUS_GROUPES[nom]
    return ProjectGroup(
        name=nom,
        organisations=tuple(OrganisationId(membre) for membre in membres),
        facilitator=FacilitatorId(animateur),
        rounds=frozenset(tours),
        free_rounds=au_choix,
        project=projet,
    )


def rencontre(
    numero: int,
    date: dt.date,
    *,
    particularites: dict[str, dict[str, Any]],
    **champs: Any,  # noqa: ANN401
) -> Rencontre:
    """La rencontre ``numero`` : ceux dont les présences la nomment, la salle et le reste."""
    connues = structures()
    presents = [ligne for ligne in DIRIGEANTS if str(numero) in ligne[2]]
    venues = {organisation for _, organisation, _ in presents}
    return Rencontre(
        name=f"Rencontre entreprises et associations du Cher nº {numero}",
        date=date,
        organisations=tuple(o for nom, o in connues.items() if nom in venues),
        participants=tuple(
            Participant(name=nom, organisation=connues[org].id, **particularites.get(nom, {}))
            for nom, org, _ in presents
        ),
        **champs,
    )


def _mots(cellule: str) -> frozenset[str]:
    return frozenset(mot for mot in cellule.split("; ") if mot)


def rencontres() -> dict[str, Rencontre]:
    """Les quatre rencontres, dans l'ordre, par le nom de leur classeur."""
    imprimeur = Incompatibility(
        a=OrganisationId("Imprimerie Berry Couleurs"),
        b=OrganisationId("Radio Passerelle"),
        reason="travaillent déjà ensemble chaque semaine",
    )
    animateurs = tuple(Facilitator(name=nom) for nom in ANIMATEURS)
    return {
        "juin-2018": rencontre(
            1,
            dt.date(2018, 6, 14),
            particularites={"Marie-Claude Aubrespin": {"table": TableId("1")}},
            place="Bourges",
            phase=Phase.INTER_CONNAISSANCE,
            tables=tuple(tables(16)),
            incompatibilities=(imprimeur,),
            **tours(6, minutes=8),
        ),
        "decembre-2018": rencontre(
            2,
            dt.date(2018, 12, 6),
            particularites={},
            place="Bourges",
            phase=Phase.REFLEXION,
            tables=tuple(tables(9, 2, 2)),
            wishes=(
                souhait("Manpower", "Tivoli Initiatives"),
                souhait("Garage Associatif Solidaire", "EDF"),
            ),
            **tours(5, minutes=12),
        ),
        "mai-2019": rencontre(
            3,
            dt.date(2019, 5, 16),
            particularites={"Marie-Claude Aubrespin": {"needs_access": True}},
            place="Bourges",
            phase=Phase.PROJET,
            tables=(
                *tables(2, 2, 2, accessibles=2),
                *tables(1, 3, 4, depuis=3, accessibles=1),
                *tables(6, 2, 2, depuis=4, accessibles=6),
            ),
            facilitators=animateurs,
            groups=(
                sous_groupe("Recrutement", tours=(1,)),
                sous_groupe("Mobilité", tours=(1,)),
                sous_groupe("Alimentation", au_choix=1),
            ),
            wishes=(
                souhait("SM Bourges", "Paysages Grandval"),
                souhait("Excent", "Garage Associatif Solidaire"),
                souhait("Maison des familles", "EDF", 2),
            ),
            **tours(6, minutes=10),
        ),
        "novembre-2019": rencontre(
            4,
            dt.date(2019, 11, 21),
            particularites={"Marie-Claude Aubrespin": {"needs_access": True}},
            place="Bourges",
            phase=Phase.PROJET,
            tables=(
                *tables(2, 2, 2, accessibles=2),
                *tables(1, 3, 4, depuis=3, accessibles=1),
                *tables(5, 2, 2, depuis=4, accessibles=5),
            ),
            facilitators=animateurs,
            groups=(
                sous_groupe("Recrutement", tours=(1, 2)),
                sous_groupe("Mobilité", tours=(1,)),
                sous_groupe("Alimentation", tours=(1,)),
                sous_groupe("Habitat", au_choix=1),
            ),
            wishes=(
                souhait("Office de l'habitat des Marais", "Un Toit en partage"),
                souhait("Recyclerie Second Souffle", "EDF"),
            ),
            **tours(5, minutes=12),
        ),
    }


def main() -> None:
    """Réécrit les quatre classeurs à côté de ce fichier."""
    for nom, une in rencontres().items():
        print(write_workbook(ICI / f"{nom}.xlsx", une, History()))


if __name__ == "__main__":
    main()
