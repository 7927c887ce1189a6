/** Words of headings that say which figure of a measure a column has, and what is counted. */

/** Words for the figure itself beside its target. */
export const ACTUAL: ReadonlySet<string> = new Set(
  "actual achieved ist real reel effettivo werkelijk realizado resultado".split(" "),
);
/** Words for a figure's relatives: what was wanted, how far off it was, its extremes and what it was before. */
export const RELATIVES: ReadonlySet<string> = new Set(
  "target goal gap variance delta diff difference deviation benchmark budget rank trend max min maximum minimum longest shortest highest lowest prior previous prev yoy wow mom ytd mtd soll ziel abweichung vorjahr vormonat langste kurzeste hochste objetivo meta brecha desviacion diferencia maximo minimo objectif cible ecart maximal minimal alvo desvio diferenca obiettivo scostamento massimo doel afwijking verschil".split(
    " ",
  ),
);

/** Words for contacts of any kind. */
export const GENERIC: ReadonlySet<string> = new Set(
  "call contact interaction volume ticket case count anrufe kontakte llamada contacto appel chamada contato chiamate contatti gesprekken oproepen".split(
    " ",
  ),
);

/** Words that say which contacts are counted, as in "Answered in SLA". */
export const COUNTED_LABELS: ReadonlySet<string> = new Set(
  [
    "answered call calls contact contacts chat chats ticket tickets case cases email emails handled accepted resolved in within inside met",
    "beantwortet beantwortete anrufe kontakte im innerhalb atendidas contestadas llamadas dentro en chamadas atendimentos",
    "appels repondus decroches contacts dans chiamate risposte entro",
  ].flatMap((words) => words.split(" ")),
);
