import { describe, expect, it } from "vitest";
import { draftMapping } from "./draft/draft-mapping";
import { ABOUT, suggest, targets } from "./test-suggestions";

const measures = (document: unknown) =>
  (document as { totals: { measure: string; column: string; times?: string }[] }).totals;

describe("a report by agent", () => {
  it.each([
    ["Agent;Date;Calls Handled;Talk Time;Hold Time;Wrap Time"],
    ["Mitarbeiter;Datum;Bearbeitete Anrufe;Gesprächszeit;Haltezeit;Nachbearbeitungszeit"],
    ["Agente;Fecha;Llamadas gestionadas;Tiempo de conversación;Tiempo en espera;Tiempo de trabajo posterior"],
    ["Conseiller;Date;Contacts traités;Temps de conversation;Temps de mise en attente;Temps post-appel"],
    ["Atendente;Data;Chamadas tratadas;Tempo de conversação;Tempo em espera;Tempo pós-atendimento"],
    ["Operatore;Data;Chiamate gestite;Tempo di conversazione;Tempo in attesa;Tempo post chiamata"],
    ["Medewerker;Datum;Afgehandelde gesprekken;Gesprekstijd;Holdtijd;Nawerktijd"],
  ])("is totals, not contacts, and its times are summed up: %s", (headings) => {
    const [agent = "", day = "", handled = "", talk = "", hold = "", wrap = ""] = headings.split(";");
    const made = suggest(
      `${headings}\nAnn;2026-03-31;410;30:45:00;02:16:40;05:07:30\nBob;2026-03-31;380;28:30:00;01:54:00;04:45:00\nCleo;2026-03-31;120;11:00:00;00:40:00;01:30:00`,
      {},
      ";",
    );
    expect(made.kind).toBe("totals");
    expect(targets(made)).toMatchObject({
      [day]: "day",
      [handled]: "handled",
      [talk]: "talkSeconds",
      [hold]: "holdSeconds",
      [wrap]: "wrapSeconds",
    });
    expect(made.idColumns).toContain(agent);
    const { document, open } = draftMapping(made, ABOUT);
    expect(open).toEqual([]);
    const handle = measures(document).filter(({ measure }) => measure === "handleSeconds");
    expect(handle.map(({ column }) => column).toSorted()).toEqual([talk, hold, wrap].toSorted());
    expect(handle.every(({ times }) => times === undefined)).toBe(true);
  });

  it.each([
    ["Date;Queue;Calls Handled;Avg Talk Time;Avg Wrap Time"],
    ["Datum;Warteschlange;Bearbeitete Anrufe;Ø Gesprächszeit;Ø Nachbearbeitung"],
    ["Fecha;Cola;Llamadas gestionadas;Tiempo medio de conversación;Tiempo medio de cierre"],
    ["Date;File d'attente;Contacts traités;Temps moyen de conversation;Temps moyen post-appel"],
    ["Data;Fila;Chamadas tratadas;Tempo médio de conversação;Tempo médio pós-atendimento"],
    ["Data;Coda;Chiamate gestite;Tempo medio di conversazione;Tempo medio post chiamata"],
    ["Datum;Wachtrij;Afgehandelde gesprekken;Gemiddelde gesprekstijd;Gemiddelde nawerktijd"],
  ])("or queue weighs its averages by what was handled: %s", (headings) => {
    const [, , handled = "", talk = "", wrap = ""] = headings.split(";");
    const made = suggest(
      `${headings}\n2026-03-02;Billing;100;00:05:00;00:01:00\n2026-03-02;Sales;50;00:04:00;00:02:00`,
      {},
      ";",
    );
    const { document, open } = draftMapping(made, ABOUT);
    expect(open).toEqual([]);
    const handle = measures(document).filter(({ measure }) => measure === "handleSeconds");
    expect(handle.map(({ column }) => column).toSorted()).toEqual([talk, wrap].toSorted());
    expect(handle.every(({ times }) => times === handled)).toBe(true);
  });

  it("that repeats an agent's id on every day is not named by it", () => {
    const made = suggest(
      "Agent ID,Agent Name,Date,Calls,AHT\nA17,Ann,2026-03-30,41,00:05:42\nA17,Ann,2026-03-31,38,00:05:10\nA18,Bob,2026-03-30,44,00:04:52",
    );
    expect(made.kind).toBe("totals");
    expect(made.idColumns).toEqual(["Date", "Agent ID"]);
    expect(targets(made)).toMatchObject({ Calls: "handled", AHT: "handleSeconds" });
  });

  it("counts contacts in a column that is called after them", () => {
    const made = suggest(
      "Date,Agent,Reason,Contacts\n2026-03-31,Ann,Billing,12\n2026-03-31,Ann,Returns,8\n2026-03-31,Bob,Billing,10",
    );
    expect(made.kind).toBe("totals");
    expect(targets(made)).toMatchObject({ Date: "day", Contacts: "handled" });
  });

  it("counts neither other calls nor other times than those of the name", () => {
    const made = suggest(
      "Date,Agent,ACD Calls,Held Calls,Avg ACD Time,Max Hold Time,Transfers Out\n2026-03-30,Ann,41,10,272,600,3\n2026-03-30,Bob,38,8,250,900,2",
    );
    expect(targets(made)).toEqual({
      Date: "day",
      Agent: "agent",
      "ACD Calls": "answered",
      "Avg ACD Time": "talkSeconds",
      "Transfers Out": "transferred",
    });
  });
});

describe("a share and its relatives", () => {
  it.each(["SLA_Actual,SLA_Target,SLA_Gap", "SLA Ist,SLA Soll,SLA Abweichung", "SLA réel,SLA objectif,SLA écart"])(
    "are one measure and no three queues: %s",
    (headings) => {
      const made = suggest(
        `Date,Site,Calls Offered,${headings}\n2026-03-02,Lima,100,82,80,2\n2026-03-02,Cebu,120,78,80,-2\n2026-03-03,Lima,90,85,80,5`,
      );
      expect(made.wide).toBeNull();
      expect(targets(made)).toEqual({
        Date: "day",
        Site: "site",
        "Calls Offered": "offered",
        [headings.split(",")[0] ?? ""]: "wait<=10",
      });
      expect(made.questions.map(({ id }) => id.split(":")[0])).toEqual(["limit"]);
    },
  );
});
