import { STATUS_SYNONYMS } from "./status-synonyms";
import type { Synonyms } from "./synonym";
import { TIME_SYNONYMS } from "./time-synonyms";

/** Where and by whom a row was worked: the same for contacts, reviews and totals. */
export const SLICE_SYNONYMS = {
  site: {
    surely:
      "site | site name | site code | standort | sede | centro | vestiging | contact center site | delivery center",
    often: "location | office | centre | center | call center | contact center | plant | city | country",
    perhaps: "region | geo | hub | facility",
  },
  program: {
    surely:
      "program | programme | line of business | lob | lob name | campaign | campaign name | kampagne | campana | campagne",
    often:
      "brand | product line | business line | business unit | project | service | queue | queue name | skill | skill name | split | split skill | hunt group | vdn | warteschlange | cola | file d attente | fila | coda | wachtrij",
    perhaps: "product | workstream | vertical | group | ticket form | ticket brand",
  },
  channel: {
    surely:
      "channel | channel name | contact channel | media type | media | kanal | canal | via | ticket channel | case origin | contact type",
    often: "origin | source channel | medium | ticket via | interaction type | call type | initiation method",
    perhaps: "type | source | mode",
  },
} as const satisfies Record<string, Synonyms>;

export const PEOPLE_SYNONYMS = {
  agent: {
    surely:
      "medewerker | operatore | atendente | asesor | teleconseiller | agent | agent name | agent id | agent login | assignee | assignee name | agente | mitarbeiter | conseiller | bearbeiter | agent username | answered by | handled by | resolved by agent",
    often:
      "user | user name | assigned to | case owner | owner | representative | rep | advisor | adviser | employee | employee name | employee id | analyst | operator | resolved by | moderator | reviewer name",
    perhaps: "name | worker | associate | login",
  },
  team: {
    surely: "team | team name | team id | equipo | equipe | squadra | assignment group",
    often:
      "supervisor | supervisor name | team lead | team leader | agent group | group | group name | ticket group | teamleiter | abteilung",
    perhaps: "manager | manager name | department | owner role | agent hierarchy",
  },
  tenureDays: { surely: "tenure | tenure days | agent tenure | days in seat | agent tenure days", often: "seniority" },
} as const satisfies Record<string, Synonyms>;

/** What vendor systems and people call what is known of a contact, in several systems' dialects and four languages. */
export const CONTACT_SYNONYMS = {
  externalId: {
    surely:
      "id | unique id | ticket id | ticket number | ticket | call id | case id | case number | contact id | conversation id | interaction id | incident id | incident number | item id | job id | session id | chat id | record id | reference number | ticket nummer | vorgangsnummer | id de llamada | numero de ticket | fallnummer | initial contact id | issue key | issue id | incident | incident number | request id | request number | response id | survey response id | ticketnummer | ticket nr | fallnummer | anfragenummer | numero de caso | numero de llamada | id de caso | id de ticket | id ticket | numero de incidente | id de contacto | identifiant | identifiant ticket | id appel | numero d appel | numero de dossier | id do chamado | numero do chamado | id do ticket | numero do ticket | numero do caso | id do contato | protocolo | id chiamata | numero chiamata | id caso | numero caso | id contatto | numero richiesta | zaaknummer | gespreks id | gespreksnummer | meldingsnummer",
    often: "number | reference | ref | nummer | numero | key | uuid | guid | call uuid | content id | task id",
    perhaps: "order id | segment id | parent id | contact",
  },
  vendor: {
    surely:
      "vendor | vendor name | partner | partner name | bpo | bpo name | supplier | outsourcer | dienstleister | proveedor",
    often: "company | provider",
  },
  openedAt: {
    surely:
      "{opened} | creation date | ticket created | ticket created at | start time | call start | call start time | start date time | conversation start | contact start | initiation timestamp | interval start | timestamp | date time | call date time | erstellt am | erstellt | eroffnet am | fecha de creacion | creado | fecha de apertura | date de creation | cree le | contact start time | start timestamp | ticket created date",
    often:
      "date | datetime | start | started at | begin time | call date | contact date | arrival time | time stamp | datum | fecha | submitted at | reported on | arrived at | queued at | enqueue timestamp | beginn | startzeit | inicio | debut | requested at | survey date | survey completed | survey completed at | surveyed at | rated at | response date",
    perhaps: "data | giorno | dag | time | uhrzeit | hora | heure | day | call time | order date time | activity date",
  },
  reason: {
    surely:
      "reason | contact reason | call reason | case reason | topic | disposition | disposition code | wrap up code | issue type | grund | kontaktgrund | motivo | motif | sub reason | issue category | contact driver",
    often:
      "category | subcategory | sub category | subject | issue | kategorie | categoria | categorie | case type | problem type | violation type | tema | sujet | type | ticket type | wrapup | outcome code",
    perhaps: "symptom | queue reason | tag | policy | product category",
  },
  language: {
    surely:
      "language | lang | contact language | sprache | idioma | langue | locale | requester language | ticket language",
    often: "market language",
  },
  severity: {
    surely: "severity | priority | ticket priority | case priority | prioritat | prioridad | priorite | schweregrad",
    often: "urgency | criticality | impact",
    perhaps: "level | class",
  },
  customer: {
    surely:
      "customer | customer id | customer name | caller id | caller | requester | requester id | requester name | ani | account name | account id | contact name | kunde | kundennummer | cliente | client | user id | member id | contact name id",
    often: "customer number | customer email | requester email | from number | phone number | account | calling number",
    perhaps: "email",
  },
  answered: {
    surely:
      "answered | answered flag | is answered | call answered | answered call | beantwortet | angenommen | atendida | atendido | contestada | decroche | was answered",
    often: "handled | call status | call outcome | connected | result | call result",
    perhaps: "status | outcome",
  },
  abandoned: {
    surely:
      "abandoned | abandoned flag | is abandoned | call abandoned | abandon | abgebrochen | aufgelegt | abandonada | abandonne",
    often: "abandon flag | dropped | missed",
  },
  waitSeconds: {
    surely: `wait | wait time | waiting time | queue time | queue wait time | time in queue | speed of answer | answer speed | time to answer | asa | queue duration | wait duration | ring and queue time | wartezeit | tiempo de espera | temps d attente | call queue time | queue wait | ${TIME_SYNONYMS.waitSeconds}`,
    often: "delay | answer time | ring time | pre queue time",
  },
  talkSeconds: {
    surely: `duration in call | talk | talk time | talk duration | conversation time | conversation duration | gesprachszeit | gesprachsdauer | tiempo de conversacion | temps de conversation | duree de conversation | agent interaction duration | interaction duration | agent talk time | ${TIME_SYNONYMS.talkSeconds}`,
    often: "call duration | duration | speaking time | connected time | dauer | duracion | duree",
    perhaps: "length",
  },
  holdSeconds: {
    surely: `hold | hold time | hold duration | customer hold duration | customer hold time | haltezeit | tiempo en espera hold | temps de mise en attente | time on hold | ${TIME_SYNONYMS.holdSeconds}`,
  },
  wrapSeconds: {
    surely: `wrap | wrap up | wrap time | wrap up time | after call work | after call work time | after call work duration | after contact work duration | after contact work | acw | acw time | acw duration | nachbearbeitungszeit | nachbearbeitung | post call | temps post appel | ${TIME_SYNONYMS.wrapSeconds}`,
    often: "wrapup duration | after work",
  },
  handleSeconds: {
    surely: `handle | handle time | handling time | aht | handle duration | connected handling time | bearbeitungszeit | contact handle time | tiempo de gestion | tiempo de manejo | temps de traitement | duree moyenne de traitement | handled time | ${TIME_SYNONYMS.handleSeconds}`,
    often: "work time | service time | time spent | active time | processing time | effort time",
  },
  firstResponseSeconds: {
    surely:
      "first reply time | first response time | first response | frt | time to first response | time to first reply | first reply | first response duration | erste antwortzeit | tiempo de primera respuesta | temps de premiere reponse | first reply time within business hour",
    often: "response time | reply time | reaction time | antwortzeit",
  },
  firstResponseAt: {
    surely: "{firstResponse} | first agent response",
    often: "replied at",
  },
  answeredAt: {
    surely:
      "answered at | answer time stamp | connected to agent timestamp | agent connected at | answer timestamp | pickup time",
  },
  resolutionSeconds: {
    surely:
      "resolution time | full resolution time | time to resolution | time to resolve | ttr | resolution duration | first resolution time | resolution | losungszeit | tiempo de resolucion | temps de resolution | handle to close time | age | full resolution time within business hour",
    often: "time to close | turnaround time | tat | turnaround | case age | duration to close | durchlaufzeit",
  },
  firstResponseBusinessDays: {
    surely:
      "first response business day | first reply business day | business day to first response | business day to first reply | first response time business day | first reply time business day | working day to first response",
  },
  resolutionBusinessDays: {
    surely:
      "resolution business day | business day to resolution | business day to resolve | business day to close | resolution time business day | full resolution time business day | working day to resolution | working day to resolve | business day open",
    often: "business day | working day",
  },
  resolved: {
    surely:
      "resolved | is resolved | resolved flag | issue resolved | solved | gelost | resuelto | resuelta | resolu | case closed | closed",
    often:
      "status | ticket status | case status | resolution status | state | incident state | estado | statut | resolution",
  },
  resolvedFirstContact: {
    surely:
      "fcr | first contact resolution | first call resolution | resolved first contact | resolved at first contact | one touch | one touch ticket | closed on first contact | erstlosung | is first contact resolution | first contact resolved",
    often: "one touch resolution | closed when created",
  },
  reopened: {
    surely:
      "reopened | reopen | reopens | reopen count | is reopened | reopened flag | wiedereroffnet | reabierto | rouvert",
  },
  transferred: {
    surely:
      "transferred | transfer | transfers | transferred flag | transfer count | is transferred | weitergeleitet | transferido | transfere | transferred out | transfer completed",
    often: "reassignment count | transfer flag",
  },
  escalated: {
    surely: "escalated | escalation | is escalated | escalated flag | eskaliert | escalado | escalade | escalations",
  },
  csatScore: {
    surely:
      "csat | csat score | csat rating | csat answer | satisfaction answer | satisfacao | satisfacao do cliente | nota de satisfacao | soddisfazione | soddisfazione cliente | tevredenheid | klanttevredenheid | satisfaccion del cliente | satisfaction client | satisfaction | satisfaction score | satisfaction rating | customer satisfaction | customer rating | survey score | rating | survey rating | kundenzufriedenheit | zufriedenheit | satisfaccion | note de satisfaction | ticket satisfaction rating",
    often:
      "score | stars | bewertung | note | nota | punteggio | beoordeling | avaliacao | valutazione | calificacion | puntuacion | overall satisfaction",
  },
  npsScore: {
    surely:
      "nps | nps score | nps answer | nps response | recommend | recommendation | recommendation rating | how likely are you to recommend | likely to recommend | empfehlung | recomendacion | recommandation | recomendacao | raccomandazione | aanbeveling | likelihood to recommend | recommendation score | would recommend | net promoter score | ltr | nps rating | weiterempfehlung",
  },
  dueAt: {
    surely: "{due}",
    often: "target time | expected by | sla date",
  },
  doneAt: {
    surely: "{resolved} | disconnect timestamp",
    // A case is closed some time after it was resolved: where both are there, it was done when it was resolved.
    often: "{closed} | end time | end | ended at | call end | end date time | action time | reviewed at",
    perhaps: "interval end",
  },
  madeSla: {
    surely:
      "made sla | sla met | met sla | within sla | in sla | sla achieved | sla status | sla result | sla outcome | resolution sla status | resolution sla | sla violated | sla breached | sla verdict | estado sla | statut sla | stato sla | sla stato | sla compliance | sla eingehalten | sla cumplido | sla respecte | milestone met",
    often: "sla | on time | in time | resolution status",
  },
  appealed: { surely: "appealed | is appealed | appeal flag | appeal", often: "disputed" },
  appealDecided: { surely: "appeal decided | appeal closed | appeal resolved" },
  overturned: {
    surely: "overturned | appeal overturned | decision overturned | reversed",
    often: "appeal outcome | appeal result | appeal decision",
  },
  eventOrder: {
    surely:
      "sys mod count | mod count | event number | sequence | sequence number | event sequence | revision | version | update count | event order | event time | event at | event timestamp | change number",
    often:
      "{changed} | last modified date | sys updated at | sys updated on | system modstamp | event date | event id | audit id",
    perhaps: "row number | step",
  },
  ...SLICE_SYNONYMS,
  ...PEOPLE_SYNONYMS,
  ...STATUS_SYNONYMS,
} as const satisfies Record<string, Synonyms>;
