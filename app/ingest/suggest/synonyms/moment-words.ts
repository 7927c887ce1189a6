/** How languages say when something happened: the word of what happened stands for "~". */
export const MOMENT_FORMS = {
  en: "~ | ~ at | ~ on | ~ time | ~ date | ~ date time | ~ timestamp | ~ by | date ~ | time ~ | date time ~ | issue ~ | issue ~ at",
  de: "~ | ~ am | ~ um | datum ~",
  fr: "~ | ~ le | date ~ | ~ a",
  es: "~ | ~ el | fecha ~ | ~ en | fecha y hora ~",
  pt: "~ | ~ em | data ~ | data e hora ~",
  it: "~ | ~ il | data ~ | data e ora ~",
  nl: "~ | ~ op | datum ~",
} as const;

/** What happened, by language: the forms make names of it. Nouns are names as they are. */
type MomentWords = Readonly<Partial<Record<keyof typeof MOMENT_FORMS, string>> & { nouns: string }>;

/** Moments of a row. A list of synonyms has all names of one by its key in braces. */
export const MOMENT_WORDS = {
  opened: {
    en: "created | opened | reported | received | submitted | logged | raised | registered",
    de: "erstellt | eroffnet | angelegt | eingegangen | gemeldet | erfasst",
    fr: "cree | ouvert | recu | date de creation | d ouverture | de creation | de reception",
    es: "creado | creada | abierto | abierta | recibido | de creacion | de apertura | de recepcion",
    pt: "criado | criada | aberto | aberta | recebido | de criacao | de abertura | de recebimento",
    it: "creato | creata | aperto | aperta | ricevuto | di creazione | di apertura | creazione | apertura",
    nl: "aangemaakt | geopend | gemaakt | ontvangen",
    nouns:
      "erstelldatum | erstellungsdatum | eroffnungsdatum | eingangsdatum | anlagedatum | aanmaakdatum | openingsdatum | open date | open time | creation time | submit date | submit time",
  },
  resolved: {
    en: "resolved | solved | completed | finished | done | fixed | fulfilled",
    de: "gelost | erledigt | abgeschlossen | behoben",
    fr: "resolu | resolue | de resolution | termine",
    es: "resuelto | resuelta | solucionado | de resolucion | de solucion | completado",
    pt: "resolvido | resolvida | solucionado | de resolucao | de solucao | concluido | de conclusao",
    it: "risolto | risolta | di risoluzione | risoluzione | completato",
    nl: "opgelost | afgerond | afgehandeld",
    nouns:
      "losungsdatum | erledigungsdatum | abschlussdatum | resolution date | completion date | completion time | oplosdatum | actioned at | decided at | last resolved | last resolved at | last resolved date",
  },
  closed: {
    en: "closed",
    de: "geschlossen",
    fr: "ferme | fermee | cloture | cloturee | clos | de cloture | de fermeture",
    es: "cerrado | cerrada | de cierre",
    pt: "fechado | fechada | encerrado | encerrada | de fechamento | de encerramento",
    it: "chiuso | chiusa | di chiusura | chiusura",
    nl: "gesloten",
    nouns: "schliessdatum | schliessungsdatum | sluitingsdatum | close date | close time | closing date",
  },
  due: {
    en: "due",
    de: "fallig | fallig bis",
    fr: "echeance | d echeance | limite",
    es: "vencimiento | de vencimiento | limite",
    pt: "vencimento | de vencimento | limite | prazo",
    it: "scadenza | di scadenza | limite",
    nl: "uiterlijk",
    nouns:
      "due by time | deadline | target date | target time | target resolution date | sla due | sla due date | sla due at | sla deadline | sla target time | sla breach time | resolution due | resolution due by | resolution due date | falligkeitsdatum | falligkeit | faelligkeitsdatum | frist | zieltermin | fecha limite | date limite | plazo | data limite | vervaldatum",
  },
  /** Moments at which a row was touched: neither its beginning nor its end, though they may order the events of a case. */
  changed: {
    en: "modified | updated | changed | last modified | last updated | last changed",
    de: "geandert | zuletzt geandert | aktualisiert | zuletzt aktualisiert | bearbeitet | zuletzt bearbeitet",
    fr: "modifie | mis a jour | de modification | de mise a jour | derniere modification | de derniere modification",
    es: "modificado | actualizado | de modificacion | de actualizacion | ultima modificacion | ultima actualizacion",
    pt: "modificado | alterado | atualizado | de modificacao | de alteracao | ultima modificacao | ultima atualizacao",
    it: "modificato | aggiornato | di modifica | ultima modifica | ultimo aggiornamento",
    nl: "gewijzigd | bijgewerkt | laatst gewijzigd | laatst bijgewerkt",
    nouns: "anderungsdatum | wijzigingsdatum | last update | last activity | last activity date | last touched",
  },
  /** Moments of a row that no field keeps. */
  other: {
    en: "assigned | escalated | transferred | exported | printed | generated | extracted | loaded | imported | scheduled | planned | paused | resumed | acknowledged | reopened",
    de: "zugewiesen | exportiert | gedruckt | geplant | bestatigt | eskaliert",
    fr: "assigne | attribue | exporte | planifie | d affectation | d export",
    es: "asignado | exportado | programado | escalado | de asignacion",
    pt: "atribuido | exportado | agendado | de atribuicao",
    it: "assegnato | esportato | pianificato | di assegnazione",
    nl: "toegewezen | geexporteerd | gepland",
    nouns: "report date time | export date | run date | data as of | as of",
  },
  firstResponse: {
    en: "first responded | first replied | first response | first reply | responded | first response time stamp | first answered | initial response",
    de: "erste antwort | erstmals beantwortet | erstantwort | erste reaktion",
    fr: "premiere reponse | de premiere reponse | date de premiere reponse",
    es: "primera respuesta | de primera respuesta",
    pt: "primeira resposta | da primeira resposta | de primeira resposta",
    it: "prima risposta | di prima risposta | della prima risposta",
    nl: "eerste reactie | eerste antwoord",
    nouns: "response timestamp",
  },
} as const satisfies Record<string, MomentWords>;
