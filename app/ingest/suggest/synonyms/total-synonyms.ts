import { PEOPLE_SYNONYMS, SLICE_SYNONYMS } from "./contact-synonyms";
import { STATUS_SYNONYMS } from "./status-synonyms";
import type { Synonyms } from "./synonym";
import { TIME_SYNONYMS } from "./time-synonyms";
import { VOLUME_SYNONYMS } from "./volume-synonyms";

/** What reports call the totals of a day or an interval. Shares and averages share a name with what they are made of. */
export const TOTALS_SYNONYMS = {
  externalId: { surely: "row id | record id", often: "id | unique id" },
  vendor: {
    surely: "vendor | vendor name | partner | partner name | bpo | supplier | outsourcer | dienstleister | proveedor",
  },
  day: {
    surely:
      "data | giorno | dag | date | day | report date | datum | fecha | tag | dia | jour | business date | activity date | calendar date | calendar day | fecha de llamada | invoice date | billing date | rechnungsdatum | fecha de factura | date de facture | data fattura | data da fatura | factuurdatum",
    often:
      "call date | interval date | start date | period | week | week starting | week beginning | week commencing | week ending | week of | week start | week end | woche | woche ab | semana | semana del | semaine | semaine du | settimana | month ending | month beginning | month starting | month start | month end | month of | monat | mes | mois | mese | maand | reporting month | report month | calendar month | year month | month year | yyyymm | month name | monthly | reporting period | report period | period name | periode | periodo | zeitraum | kalendermonat | kalenderwoche | kw | reporting week | calendar week | year week | week number | week no",
    perhaps: "time | timestamp | month",
  },
  at: {
    surely:
      "interval start | interval | start time | interval start time | start interval | timestamp | period start | interval begin | half hour | date time | intervall | intervalo | start of interval | time interval",
    often: "time | hour | start | from | uhrzeit | hora | heure",
  },
  offered: {
    surely: `offered | calls offered | contacts offered | incoming calls | calls received | received | contacts queued | incoming | inbound calls | total calls | call volume | angebotene anrufe | eingehende anrufe | anrufe | llamadas entrantes | llamadas recibidas | llamadas ofrecidas | appels recus | appels entrants | appels presentes | offer | contacts in | n offered | queued contacts | ${VOLUME_SYNONYMS.offered}`,
    often:
      "calls | contacts | contact | volume | interactions | call count | contacts incoming | queue contacts | acd calls offered | presented",
    perhaps: "entered | count",
  },
  answered: {
    surely: `answered | calls answered | answered calls | contacts answered | angenommene anrufe | beantwortete anrufe | llamadas atendidas | llamadas contestadas | appels decroches | appels traites | accepted | answer | acd calls | n answered | ${VOLUME_SYNONYMS.answered}`,
    often: "connected | calls connected",
  },
  abandoned: {
    surely: `abandoned | calls abandoned | abandoned calls | contacts abandoned | abandon | abandons | aband calls | verlorene anrufe | abgebrochene anrufe | aufgelegte anrufe | llamadas abandonadas | appels abandonnes | lost calls | missed calls | n abandoned | abandonment | abandonment rate | abandon rate | ${VOLUME_SYNONYMS.abandoned}`,
  },
  handled: {
    surely: `handled | handle | calls handled | contacts handled | handled calls | bearbeitete anrufe | llamadas gestionadas | n handled | handled contacts | interactions handled | tickets handled | ${VOLUME_SYNONYMS.handled}`,
    often: "worked | processed | completed | touched",
  },
  waitSeconds: {
    surely: `speed of answer | answer speed | asa | wait | wait time | answer time | queue time | queue wait time | time to answer | queue answer time | wartezeit | tiempo de espera | temps d attente | velocidad de respuesta | ${TIME_SYNONYMS.waitSeconds}`,
    often: "waiting time | delay",
  },
  talkSeconds: {
    surely: `talk | talk time | talk duration | att | gesprachszeit | tiempo de conversacion | temps de conversation | conversation time | agent interaction time | acd time | interaction time | ${TIME_SYNONYMS.talkSeconds}`,
  },
  holdSeconds: {
    surely: `hold | hold time | hold duration | customer hold time | haltezeit | aht hold | ${TIME_SYNONYMS.holdSeconds}`,
  },
  wrapSeconds: {
    surely: `acw | acw time | after call work | after contact work time | after contact work | wrap up | wrap up time | wrap | nachbearbeitungszeit | after call work time | ${TIME_SYNONYMS.wrapSeconds}`,
  },
  handleSeconds: {
    surely: `handle | handle time | handling time | aht | bearbeitungszeit | tiempo de manejo | contact handle time | agent handle time | dmt | tmo | handled time | ${TIME_SYNONYMS.handleSeconds}`,
  },
  firstResponseSeconds: {
    surely:
      "first reply time | first response time | first response | frt | time to first response | time to first reply | first reply | erste antwortzeit | tiempo de primera respuesta | temps de premiere reponse",
  },
  resolutionSeconds: {
    surely:
      "resolution time | full resolution time | time to resolution | time to resolve | ttr | losungszeit | tiempo de resolucion | temps de resolution",
  },
  availableSeconds: {
    surely:
      "available | available time | idle time | idle | ready time | waiting for contact | avail time | agent idle time | occupancy | occupancy rate | agent occupancy | auslastung | ocupacion | tasa de ocupacion | taux d occupation | ocupacao | taxa de ocupacao | occupazione | tasso di occupazione | bezettingsgraad",
    often: "ready",
  },
  "wait<=": {
    surely:
      "service level | answered within | sl | sla | within service level | answered in | answered within threshold | within threshold | calls within service level | contacts answered in | nivel de servicio | servicelevel | niveau de service | in sla | service factor | answered in sl",
    often: "serviced | tsf",
  },
  "abandonedWait<=": {
    surely:
      "abandoned within | short abandoned | abandoned in | abandons within | short abandons | contacts abandoned in | abandoned within threshold",
  },
  resolved: {
    surely:
      "resolved | resolved contacts | resolved tickets | solved | solved tickets | closed | tickets solved | tickets resolved | closed tickets | gelost | resueltos | resolus",
  },
  resolvedFirstContact: {
    surely:
      "fcr | first contact resolution | first call resolution | resolved at first contact | resolved first contact",
  },
  reopened: { surely: "reopened | reopen rate | reopens | reopened tickets | tickets reopened" },
  transferred: {
    surely:
      "transferred | transfers | transfer rate | calls transferred | contacts transferred | contacts transferred out | transfer | transferred out | transfers out | transferred calls",
    often: "transferred in",
  },
  escalated: { surely: "escalated | escalation rate | escalations | escalated contacts | tickets escalated" },
  csatResponses: {
    surely:
      "csat responses | survey responses | surveys | surveys returned | responses | surveys completed | rated tickets | ratings | number of surveys | encuestas",
  },
  "csat>=": {
    surely:
      "csat | csat score | csat positive | positive csat | satisfaction | satisfied | good ratings | positive ratings | top box | satisfied responses | satisfaction score",
  },
  csatScoreSum: {
    surely:
      "sum of scores | csat score sum | rating sum | csat | csat score | csat rating | satisfaction score | satisfaction rating | customer satisfaction | customer satisfaction score",
    often: "rating | survey score",
  },
  npsResponses: { surely: "nps responses | nps surveys" },
  npsPromoters: { surely: "promoters | nps promoters" },
  npsDetractors: { surely: "detractors | nps detractors" },
  due: { surely: "due | items due | due items | tickets due" },
  doneInSla: {
    surely:
      "done in sla | completed in sla | done on time | done in time | within sla | completed on time | tickets in sla | sla met",
  },
  actions: { surely: "actions | decisions | actions taken | decisions made" },
  appeals: { surely: "appeals | appeals received | appeals filed" },
  appealsDecided: { surely: "appeals decided | appeals reviewed | appeals closed" },
  appealsOverturned: { surely: "overturned | appeals overturned | overturns | decisions overturned" },
  reviews: {
    surely:
      "reviews | evaluations | audits | qa reviews | calls monitored | calls evaluated | contacts evaluated | evaluated contacts | monitored calls | number of evaluations",
  },
  pointsEarned: {
    surely:
      "points earned | points awarded | qa score | quality score | qa | quality | quality assurance score | call quality | call quality score | evaluation score | monitoring score | qualitat | qualitatsscore | puntuacion de calidad | calidad | qualite | note qualite | qualita | nota de qualidade | qualidade | kwaliteit | kwaliteitsscore",
  },
  pointsPossible: { surely: "points possible | max points | points available" },
  decisionsAudited: { surely: "decisions audited | audited | audited decisions | samples audited" },
  decisionsCorrect: { surely: "decisions correct | correct | correct decisions | accuracy | moderation accuracy" },
  scheduledSeconds: {
    surely:
      "scheduled | scheduled time | scheduled hours | schedule | scheduled staff time | geplante stunden | horas programadas | heures planifiees | planned hours",
  },
  adherentSeconds: {
    surely:
      "adherent | in adherence | adherent time | adherence | adherence time | schedule adherence | adherent hours | time in adherence",
  },
  paidSeconds: { surely: "paid | paid time | paid hours | bezahlte stunden | horas pagadas | heures payees" },
  productiveSeconds: {
    surely: "productive | productive time | productive hours | utilisation | utilization",
    often: "production hours",
  },
  unavailableSeconds: {
    surely:
      "unavailable | unavailable time | shrinkage | shrinkage hours | not ready time | aux time | unavailable hours | nonproductive time",
    often: "absence hours",
  },
  deliveredSeconds: {
    surely:
      "delivered | delivered hours | hours delivered | staffed time | staffed hours | login time | logged in time | worked hours | actual hours | hours worked",
  },
  headcountRequired: {
    surely: "required headcount | headcount required | required fte | fte required | required agents",
  },
  headcountDelivered: {
    surely:
      "delivered headcount | headcount delivered | delivered fte | fte delivered | actual fte | agents staffed | agents delivered",
  },
  headcount: { surely: "headcount | hc | fte | agents | active headcount | closing headcount" },
  leavers: {
    surely: "leavers | attrition | terminations | exits | resignations | attrits",
    often: "left | separations",
  },
  forecastContacts: {
    surely:
      "forecast | forecast calls | forecast contacts | forecast volume | forecasted | forecasted calls | prognose | pronostico | prevision | predicted volume | planned volume | forecasted contacts",
  },
  orders: {
    surely: "orders | rides | transactions | bookings | deliveries | pedidos | bestellungen | commandes | trips",
  },
  invoicedMinor: {
    surely:
      "invoiced | invoice amount | invoiced amount | billed | billed amount | invoice | amount invoiced | rechnungsbetrag | importe facturado",
  },
  backlogOpen: {
    surely:
      "backlog | open tickets | open | open backlog | open cases | unsolved tickets | offene tickets | pendientes | backlog open | open items | open at end of day",
  },
  backlogAged: {
    surely: "aged backlog | aged | open too long | aged tickets | backlog aged | overdue | overdue tickets",
  },
  ...SLICE_SYNONYMS,
  agent: {
    surely:
      "agent | agent name | agent id | agent login | agent username | agente | mitarbeiter | conseiller | teleconseiller | bearbeiter | medewerker | operatore | atendente | asesor | assignee | assignee name",
    often:
      "user name | representative | rep | advisor | adviser | employee | employee name | employee id | analyst | moderator",
  },
  team: PEOPLE_SYNONYMS.team,
  reason: {
    surely:
      "reason | contact reason | call reason | case reason | topic | disposition | disposition code | wrap up code | issue type | grund | kontaktgrund | motivo | motif | motivo de contacto | motif de contact | motivo contatto | motivo do contato | contactreden | sub reason | issue category | contact driver | call driver",
    often: "subject | case type | problem type | violation type | tema | sujet | ticket type",
  },
  ...STATUS_SYNONYMS,
} as const satisfies Record<string, Synonyms>;
