import { describe, expect, it } from "vitest";
import { draftMapping } from "./draft/draft-mapping";
import { ABOUT, suggest, targets } from "./test-suggestions";

const requested = (made: ReturnType<typeof suggest>) => made.questions.map(({ id }) => id);

/** When two cases were opened, changed, resolved and closed; both were due at noon of the second day. */
const rows = (delimiter: string) =>
  [
    ["T1", "2026-03-01 10:00", "2026-03-09 08:00", "2026-03-02 10:00", "2026-03-04 10:00", "2026-03-02 12:00"],
    ["T2", "2026-03-03 10:00", "2026-03-10 08:00", "2026-03-04 18:00", "2026-03-05 18:00", "2026-03-04 12:00"],
  ]
    .map((cells) => cells.join(delimiter))
    .join("\n");

describe("the moments of a case", () => {
  it.each([
    ["Case Number;Created On;Modified On;Resolved On;Closed On;Due On"],
    ["Ticket ID;Created time;Last updated time;Resolved time;Closed time;Due by Time"],
    ["Issue key;Created;Updated;Resolved;Closed;Due date"],
    ["Incident;Submit Date;Last Modified Date;Last Resolved Date;Closed Date;Target Date"],
    ["Vorgangsnummer;Erstellt am;Geändert am;Gelöst am;Geschlossen am;Fällig bis"],
    ["Numéro de ticket;Date de création;Date de modification;Date de résolution;Date de clôture;Date d'échéance"],
    ["Número de caso;Fecha de creación;Última modificación;Fecha de resolución;Fecha de cierre;Fecha de vencimiento"],
    ["ID do chamado;Aberto em;Atualizado em;Resolvido em;Fechado em;Prazo"],
    ["Numero ticket;Data creazione;Ultima modifica;Data di risoluzione;Data chiusura;Scadenza"],
    ["Ticketnummer;Aangemaakt op;Gewijzigd op;Opgelost op;Gesloten op;Vervaldatum"],
  ])("are distinguished in %s: a change is none of them, and a case is done when it is resolved", (headings) => {
    const [id = "", opened = "", , resolved = "", , due = ""] = headings.split(";");
    const made = suggest(`${headings}\n${rows(";")}`, {}, ";");
    expect(targets(made)).toEqual({ [id]: "externalId", [opened]: "openedAt", [resolved]: "doneAt", [due]: "dueAt" });
    expect(made.derived).toMatchObject([{ target: "resolutionSeconds", from: [opened, resolved] }]);
    expect(draftMapping(made, ABOUT).open).toEqual([]);
  });

  it("are never taken from a change: without a beginning the file is asked for it", () => {
    const made = suggest("Case Number,Modified On,Closed On\nC1,2026-03-09 08:00,2026-03-02 10:00");
    expect(targets(made)).toEqual({ "Case Number": "externalId", "Closed On": "doneAt" });
    expect(made.missing).toMatchObject([{ target: "openedAt" }]);
  });

  it("are requested where a heading hardly says it, with none of these among the answers", () => {
    const text = "Ref,When,Resolved\nC1,2026-03-01 08:00,2026-03-02 10:00\nC2,2026-03-03 08:00,2026-03-03 18:00";
    const made = suggest(text);
    expect(made.questions).toMatchObject([
      { id: "column:openedAt", options: [{ value: "When" }, { value: "none", label: "None of these" }] },
    ]);
    const stated = suggest(text, { answers: [{ id: "column:openedAt", value: "When" }] });
    expect(draftMapping(stated, ABOUT).open).toEqual([]);
    const none = suggest(text, { answers: [{ id: "column:openedAt", value: "none" }] });
    expect(targets(none)).not.toHaveProperty("When");
    expect(draftMapping(none, ABOUT).open).toMatchObject([{ code: "missing", id: "openedAt" }]);
  });

  it("are requested where two columns with different times are called so", () => {
    const text =
      "Ticket,Opened,Created,Closed\nC1,2026-03-01 08:00,2026-03-01 07:00,2026-03-02 10:00\nC2,2026-03-03 08:00,2026-03-02 08:00,2026-03-03 18:00";
    expect(requested(suggest(text))).toEqual(["column:openedAt"]);
    const made = suggest(text, { answers: [{ id: "column:openedAt", value: "Opened" }] });
    expect(targets(made)).toMatchObject({ Opened: "openedAt", Closed: "doneAt" });
    expect(requested(made)).toEqual([]);
  });
});

describe("a file's own word on which cases were in time", () => {
  const file = (...verdicts: [string, string]) =>
    `Ticket ID,Created time,Due by Time,Resolved time,Resolution status\n101,2026-03-02 08:00,2026-03-03 08:00,2026-03-02 12:30,${verdicts[0]}\n103,2026-03-03 09:00,2026-03-04 09:00,2026-03-06 09:00,${verdicts[1]}`;

  it("is compared with its times, and how often they agree is shown", () => {
    const made = suggest(file("Within SLA", "SLA Violated"));
    expect(targets(made)).toMatchObject({ "Resolution status": "madeSla" });
    expect(made.columns.find(({ heading }) => heading === "Resolution status")?.reason).toContain(
      "“Resolved time” by “Due by Time” agree in 2 of 2 rows",
    );
    expect(made.questions).toEqual([]);
  });

  it("is asked about where the times say otherwise", () => {
    const text = file("Within SLA", "Within SLA");
    expect(suggest(text).questions).toMatchObject([
      { id: "verdict:Resolution status", options: [{ value: "file" }, { value: "times" }] },
    ]);
    const byFile = suggest(text, { answers: [{ id: "verdict:Resolution status", value: "file" }] });
    expect(targets(byFile)).toMatchObject({ "Resolution status": "madeSla" });
    const byTimes = suggest(text, { answers: [{ id: "verdict:Resolution status", value: "times" }] });
    expect(targets(byTimes)).not.toHaveProperty(["Resolution status"]);
    expect([byFile, byTimes].flatMap(requested)).toEqual([]);
  });
});
