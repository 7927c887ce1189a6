export const GIVEN = namesOf("first name | firstname | given name | forename | fname | vorname | nombre | prenom");
export const FAMILY = namesOf(
  "last name | lastname | family name | surname | lname | nachname | familienname | apellido | nom | nom famille",
);
/** Beside one of the others it is the one that is missing. */
export const EITHER = namesOf("name");

/** Words that say that names are those of agents. */
export const AGENTS: ReadonlySet<string> = new Set(
  "agent,agente,employee,empleado,worker,staff,assignee,representative,rep,advisor,adviser,associate,mitarbeiter,asesor,conseiller,collaborateur".split(
    ",",
  ),
);

function namesOf(text: string): string[][] {
  return text.split(" | ").map((name) => name.split(" "));
}
