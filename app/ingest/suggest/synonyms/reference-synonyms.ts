import { PEOPLE_SYNONYMS, SLICE_SYNONYMS } from "./contact-synonyms";
import type { Synonyms } from "./synonym";

const VENDOR = {
  surely:
    "vendor | vendor name | partner | partner name | bpo | bpo name | supplier | outsourcer | dienstleister | proveedor",
  often: "company",
};

/** What systems of people and of schedules call the lines of a roster. */
export const ROSTER_SYNONYMS = {
  vendor: VENDOR,
  agent: {
    surely: `${PEOPLE_SYNONYMS.agent.surely} | agent no | agent number | employee | employee name | employee id | employee number | emp id | worker | worker id | worker name | staff id | staff name | full name | personalnummer | empleado | asesor | collaborateur | matricule`,
    often:
      "user | user name | username | user full name | name | login | login id | advisor | representative | rep | associate | associate name | nombre | nom",
  },
  site: {
    surely: `${SLICE_SYNONYMS.site.surely} | work location | office location`,
    often: "location | office | centre | center | city | building | ubicacion | lieu",
    perhaps: "region | facility | hub",
  },
  team: {
    surely: `${PEOPLE_SYNONYMS.team.surely} | team no`,
    often:
      "supervisor | supervisor name | team lead | team leader | agent group | group | group name | teamleiter | abteilung | reports to | direct manager | queue | skill group",
    perhaps: "manager | manager name | department | cost center",
  },
  startsOn: {
    surely:
      "start date | starts on | start day | first day | valid from | effective date | effective from | effective start date | from date | assignment start | begin date | startdatum | gultig ab | fecha de inicio | fecha inicio | date de debut",
    often: "start | from | begin | since | beginn | desde | debut | seit | depuis",
  },
  endsOn: {
    surely:
      "end date | ends on | end day | last day | last working day | last day worked | valid to | valid until | effective to | effective end date | to date | assignment end | termination date | term date | terminated on | separation date | exit date | leave date | leaving date | release date | attrition date | enddatum | austrittsdatum | austritt | gultig bis | fecha de baja | fecha fin | fecha de fin | fecha de salida | date de fin | date de sortie",
    often: "end | until | to | left | left on | termination | terminated | bis | hasta | fin",
  },
  hiredOn: {
    surely:
      "hire date | hired | hired on | date hired | date of hire | original hire date | hiring date | joining date | join date | date of joining | doj | date joined | employment start date | employment start | eintrittsdatum | eintritt | einstellungsdatum | fecha de alta | fecha de ingreso | fecha de contratacion | date d embauche | date d entree",
    often: "service date | seniority date | onboarding date | joined",
  },
} as const satisfies Record<string, Synonyms>;

/** What opening hours and lists of holidays are called. Begin and end of a day are its hours where nothing else has any. */
export const CALENDAR_SYNONYMS = {
  vendor: VENDOR,
  program: SLICE_SYNONYMS.program,
  weekdays: {
    surely:
      "weekday | week day | day of week | day of the week | dow | working days | operating days | wochentag | wochentage | dia de la semana | dias de la semana | jour de la semaine",
    often: "day | days | tag | tage | dia | dias | jour | jours",
  },
  date: {
    surely:
      "date | holiday date | calendar date | closed on | observed on | observed date | datum | feiertagsdatum | fecha | fecha del festivo | date du jour ferie",
    often:
      "day | on | observed | tag | dia | jour | start date | start | from | begin | first day | von | desde | beginn",
  },
  opens: {
    surely:
      "open | opens | opens at | opening | open time | opening time | opening hour | hours open | open from | business hours start | offnet | offnung | geoffnet von | apertura | hora de apertura | abre | ouverture | heure d ouverture",
    often: "start | start time | from | begin | shift start | von | beginn | desde | inicio | debut | hora inicio",
  },
  closes: {
    surely:
      "close | closes | closes at | closing | close time | closing time | closing hour | hours close | open until | open to | business hours end | schliesst | schliessung | geoffnet bis | cierre | hora de cierre | cierra | fermeture | heure de fermeture",
    often: "end | end time | to | until | finish | shift end | bis | ende | hasta | fin | hora fin",
  },
  hours: {
    surely:
      "hours | opening hours | open hours | business hours | operating hours | working hours | service hours | support hours | hours of operation | coverage | offnungszeiten | servicezeiten | geschaftszeiten | horario | horario de atencion | horaires | horaires d ouverture",
    often: "schedule | shift | time | times | zeit | zeiten | zeiten von bis",
  },
  startsOn: {
    surely:
      "valid from | effective from | effective date | in force from | season start | gultig ab | vigente desde | valable du",
  },
  endsOn: {
    surely:
      "valid to | valid until | effective to | in force until | season end | gultig bis | vigente hasta | valable au",
    often: "end date | end | to | until | through | last day | bis | hasta | fin | ende | fecha fin",
  },
  timeZone: { surely: "time zone | timezone | tz | zone | zeitzone | zona horaria | huso horario | fuseau horaire" },
  name: {
    surely:
      "holiday | holiday name | name of holiday | public holiday | bank holiday | feiertag | festivo | dia festivo | feriado | jour ferie",
    often:
      "name | description | occasion | event | subject | reason | label | note | bezeichnung | descripcion | libelle",
  },
} as const satisfies Record<string, Synonyms>;
