/** Names of units in English, German, Spanish, French, Portuguese, Italian and Dutch, folded, with the seconds in one. */
export const UNITS: ReadonlyMap<string, number> = new Map(
  (
    [
      [604_800, "w wk wks week weeks woche wochen semana semanas semaine semaines sem settimana settimane weken"],
      [86_400, "d day days tag tage tagen dia dias jour jours j giorno giorni gg dag dagen"],
      [3_600, "h hr hrs hour hours std stunde stunden hora horas heure heures ora ore uur uren"],
      [60, "m min mins minute minutes minuten minuto minutos minuti minuut"],
      [
        1,
        "s sec secs second seconds sek sekunde sekunden seg segundo segundos seconde secondes secondo secondi seconden",
      ],
      [0.001, "ms msec millisecond milliseconds"],
    ] as const
  ).flatMap(([seconds, names]) => names.split(" ").map((name) => [name, seconds] as const)),
);
