"""A miniature of ESCO's files, in the layouts of v1.1.1 and v1.2, and as JSON labels."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

OCC = "http://data.europa.eu/esco/occupation/"
SKILL = "http://data.europa.eu/esco/skill/"

OCCUPATIONS = [
    (OCC + "kokki", "5120", "kokki", "keittäjä\nkeittiön kokki", "Kokit valmistavat ruokaa."),
    (OCC + "hitsaaja", "7212", "hitsaaja", "", "Hitsaajat liittävät metallia."),
    (OCC + "lahihoitaja", "5321", "lähihoitaja", "hoitaja", "Lähihoitajat hoitavat ihmisiä."),
]
SKILLS = [
    (SKILL + "ruoka", "skill/competence", "valmistaa ruokia", ""),
    (SKILL + "hygienia", "knowledge", "elintarvikehygienia", "hygienia"),
    (SKILL + "hitsaus", "skill/competence", "hitsata metallia", ""),
    (SKILL + "hoito", "skill/competence", "hoitaa vanhuksia", ""),
]
RELATIONS = [
    (OCC + "kokki", "essential", SKILL + "ruoka"),
    (OCC + "kokki", "optional", SKILL + "hygienia"),
    (OCC + "hitsaaja", "essential", SKILL + "hitsaus"),
    (OCC + "lahihoitaja", "essential", SKILL + "hoito"),
    (OCC + "lahihoitaja", "essential", SKILL + "hygienia"),
]


def write_csv(path: Path, columns: str, rows: Sequence[tuple[str, ...]]) -> Path:
    """Writes a CSV file as ESCO's portal does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns.split(","))
        writer.writerows(rows)
    return path


def write_v111(folder: Path) -> Path:
    """occupations, skills, relations and ISCO groups in the layout of v1.1.1."""
    write_csv(
        folder / "occupations_fi.csv",
        "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,description,code",
        [
            ("Occupation", u, i, label, alt, "", "released", text, i + ".1")
            for u, i, label, alt, text in OCCUPATIONS
        ],
    )
    write_csv(
        folder / "skills_fi.csv",
        "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,description",
        [
            ("KnowledgeSkillCompetence", u, t, "", label, alt, "", "released", "")
            for u, t, label, alt in SKILLS
        ],
    )
    write_csv(
        folder / "occupationSkillRelations.csv",
        "occupationUri,relationType,skillType,skillUri",
        [(o, kind, "knowledge", s) for o, kind, s in RELATIONS],
    )
    write_csv(
        folder / "ISCOGroups_fi.csv",
        "conceptType,conceptUri,code,preferredLabel,status,altLabels,inScheme,description",
        [
            (
                "ISCOGroup",
                "http://data.europa.eu/esco/isco/C5120",
                "5120",
                "Ravintolatyöntekijät",
                "released",
                "",
                "",
                "",
            )
        ],
    )
    return folder


def write_v12(folder: Path) -> Path:
    """The same in the layout of v1.2: columns of labels in the relations, a nace code, languages in names."""
    write_csv(
        folder / "occupations_fi.csv",
        "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,"
        "regulatedProfessionNote,scopeNote,definition,inScheme,description,code,naceCode",
        [
            ("Occupation", u, i, label, alt, "", "released", "", "", "", "", "", text, i + ".1", "I56")
            for u, i, label, alt, text in OCCUPATIONS
        ],
    )
    write_csv(
        folder / "skills_fi.csv",
        "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,"
        "scopeNote,definition,inScheme,description",
        [
            ("KnowledgeSkillCompetence", u, t, "", label, alt, "", "released", "", "", "", "", "")
            for u, t, label, alt in SKILLS
        ],
    )
    write_csv(
        folder / "occupationSkillRelations_fi.csv",
        "occupationUri,occupationLabel,relationType,skillType,skillUri,skillLabel",
        [(o, "", kind, "", s, "") for o, kind, s in RELATIONS],
    )
    return folder


def write_labels(folder: Path) -> Path:
    """JSON files of labels; the last skill has no Finnish one."""
    folder.mkdir(parents=True, exist_ok=True)
    labels = [{"uri": u, "prefLabel": {"fi": label, "en": "x"}} for u, _, label, _ in SKILLS[:-1]]
    labels.append({"uri": SKILLS[-1][0], "prefLabel": {"en": "care for the elderly"}})
    (folder / "skills.json").write_text(json.dumps(labels), encoding="utf-8")
    return folder
