import { describe, expect, it } from "vitest";
import { draftMapping } from "../draft/draft-mapping";
import type { SuggestionChoices } from "../suggestion";
import { ABOUT, suggest, targets } from "../test-suggestions";

const drafted = (text: string, choices: SuggestionChoices = {}) => draftMapping(suggest(text, choices), ABOUT);
const named = (value: string): SuggestionChoices => ({ answers: [{ id: "roster-agent", value }] });

describe("a roster with first and last names in columns of their own", () => {
  const text =
    "First Name,Last Name,Site,Team Lead,Start Date\nAna,Cruz,Manila,Joy Reyes,2026-01-15\nBen,Li,Cebu,Joy Reyes,2026-01-20";

  it("is asked how contacts write the names, and joins them so", () => {
    expect(suggest(text)).toMatchObject({
      kind: "roster",
      missing: [],
      questions: [
        {
          id: "roster-agent",
          options: [
            { value: "given-family", label: "First Name Last Name", example: "Ana Cruz; Ben Li" },
            { value: "family-given", label: "Last Name, First Name", example: "Cruz, Ana; Li, Ben" },
          ],
        },
      ],
    });
    expect(drafted(text, named("given-family"))).toMatchObject({
      open: [],
      document: { fields: { agent: { columns: ["First Name", "Last Name"] }, team: { column: "Team Lead" } } },
    });
    expect(drafted(text, named("family-given"))).toMatchObject({
      open: [],
      document: { fields: { agent: { columns: ["Last Name", "First Name"], join: ", " } } },
    });
  });

  it.each([
    "Vorname,Nachname,Standort,Eintrittsdatum",
    "Vorname,Name,Standort,Eintrittsdatum",
    "Nombre,Apellidos,Sede,Fecha de alta",
    "Prénom,Nom,Site,Date d'embauche",
    "Employee First Name,Employee Last Name,Work Location,Hire Date",
    "givenName,surname,location,hireDate",
  ])("is known whatever they are called: %s", (headings) => {
    const [given = "", family = ""] = headings.split(",");
    const rows = "\nAna,Cruz,Manila,2026-01-15\nBen,Li,Cebu,2026-01-20";
    const made = suggest(`${headings}${rows}`, named("given-family"));
    expect(made.kind).toBe("roster");
    expect(draftMapping(made, ABOUT)).toMatchObject({
      open: [],
      document: { fields: { agent: { columns: [given, family] } } },
    });
  });

  it("and an id is asked which of the three it is", () => {
    const whole =
      "Employee ID,First Name,Last Name,Site,Hire Date\n1001,Ana,Cruz,Manila,2026-01-15\n1002,Ben,Li,Cebu,2026-01-20";
    expect(suggest(whole).questions[0]?.options.map(({ value }) => value)).toEqual([
      "Employee ID",
      "given-family",
      "family-given",
    ]);
    expect(drafted(whole, named("Employee ID"))).toMatchObject({
      open: [],
      document: { fields: { agent: { column: "Employee ID" } } },
    });
    expect(drafted(whole, named("given-family"))).toMatchObject({
      open: [],
      document: { fields: { agent: { columns: ["First Name", "Last Name"] } } },
    });
  });

  it("keeps to the column that the analyst chose instead", () => {
    const made = suggest(text, {
      columns: [
        { heading: "First Name", target: null },
        { heading: "Last Name", target: "agent" },
      ],
    });
    expect(made.questions).toEqual([]);
    expect(draftMapping(made, ABOUT).document).toMatchObject({ fields: { agent: { column: "Last Name" } } });
  });
});

describe("a team and its lead", () => {
  it("in columns of their own: the team is the team", () => {
    const made = suggest(
      "Agent,Supervisor,Team,Site,Start Date\nAna,Joy,Chat 1,Manila,2026-01-15\nBen,Kim,Chat 2,Cebu,2026-01-20",
    );
    expect(targets(made)).toMatchObject({ Team: "team" });
    expect(targets(made)).not.toHaveProperty("Supervisor");
  });

  it.each(["Supervisor", "Team Lead", "Team Leader"])("without a name of its own it goes by its %s", (heading) => {
    const made = suggest(`Agent,${heading},Site,Start Date\nAna,Joy,Manila,2026-01-15\nBen,Kim,Cebu,2026-01-20`);
    expect(targets(made)).toMatchObject({ [heading]: "team" });
  });
});

describe("contacts with names in two columns", () => {
  const plain = "Ticket ID,Created at,First Name,Last Name\n1,2026-01-05 10:00,Ana,Cruz\n2,2026-01-06 11:00,Ana,Li";

  it("of agents do not make one agent of all who are called Ana", () => {
    const text = plain.replace("First Name,Last Name", "Agent First Name,Agent Last Name");
    expect(drafted(text)).toMatchObject({
      open: [],
      document: { fields: { agent: { columns: ["Agent First Name", "Agent Last Name"] } } },
    });
  });

  it("that do not say whose they are, are asked", () => {
    expect(suggest(plain).questions).toMatchObject([
      { id: "names:First Name", options: [{ value: "agent" }, { value: "customer" }, { value: "nobody" }] },
    ]);
    const fields = (value: string) => drafted(plain, { answers: [{ id: "names:First Name", value }] });
    const both = { columns: ["First Name", "Last Name"] };
    expect(fields("agent")).toMatchObject({ open: [], document: { fields: { agent: both } } });
    expect(fields("customer")).toMatchObject({ open: [], document: { fields: { customer: both } } });
    expect(fields("nobody").open).toEqual([]);
    expect(fields("nobody").document).not.toHaveProperty("fields.agent");
  });

  it("beside a column of agents are left alone", () => {
    const made = suggest(
      "Ticket ID,Created at,Agent,First Name,Last Name\n1,2026-01-05 10:00,Joy,Ana,Cruz\n2,2026-01-06 11:00,Kim,Ana,Li",
    );
    expect(made.questions).toEqual([]);
    expect(targets(made)).toEqual({ "Ticket ID": "externalId", "Created at": "openedAt", Agent: "agent" });
  });
});
