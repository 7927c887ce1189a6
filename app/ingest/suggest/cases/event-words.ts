/** What an event of a case may be, by its name. */
export const EVENT_ROLES = [
  "opened",
  "responded",
  "answered",
  "abandoned",
  "resolved",
  "reopened",
  "transferred",
] as const;
export type EventRole = (typeof EVENT_ROLES)[number];

/** Names of events as logs of tickets and queues write them, in the languages of the headings. */
const NAMES: Readonly<Record<EventRole, string>> = {
  opened:
    "created,create,opened,new,submitted,logged,received,registered,raised,enterqueue,enter queue,entered queue,queue enter,queue join,joined queue,join queue,queue joined,call received,call entered,queued,offered,call offered,arrived,call arrived,queue entry,to do,erstellt,eröffnet,geöffnet,neu,angelegt,eingereiht,warteschlange betreten,eingang,anruf eingegangen,eingegangen,créé,ouvert,nouveau,mis en file,entrée en file,appel reçu,reçu,arrivée,creado,abierto,nuevo,en cola,entra en cola,entrada en cola,encolada,encolado,recibida,entrante,criado,aberto,novo,entrada na fila,na fila,recebida,creato,in coda,entrata in coda,ricevuta,aperto,nuovo,aangemaakt,geopend,nieuw",
  responded:
    "first response,first reply,responded,response sent,replied,reply,reply sent,agent reply,agent replied,agent response,public reply,customer contacted,answer sent,beantwortet,antwort gesendet,répondu,respondido,risposto,beantwoord",
  answered:
    "connect,connected,answered,answer,agent answer,agent answered,agent connected,picked up,call answered,talking,angenommen,annahme,verbunden,décroché,répondue,pris,prise,atendida,atendido,contestada,contestado,conectada,respondida,risposta,connessa,opgenomen,beantwoord gesprek",
  abandoned:
    "abandon,abandoned,caller abandoned,call abandoned,abandoned in queue,hangup in queue,hung up in queue,caller hangup,aufgelegt,abgebrochen,abbruch,verloren,abandonné,abandonnée,raccroché en file,perdu,perdue,abandonada,abandonado,abandono,perdida,desistida,abbandonata,abbandono,persa,opgehangen,opgehangen in wachtrij",
  resolved:
    "resolved,resolve,solved,closed,close,done,completed,complete,fixed,resolution,gelöst,geschlossen,erledigt,abgeschlossen,behoben,résolu,fermé,clos,clôturé,terminé,resuelto,cerrado,solucionado,finalizado,resolvido,fechado,encerrado,concluído,risolto,chiuso,completato,opgelost,gesloten,afgerond",
  reopened:
    "reopened,reopen,re opened,re open,wieder geöffnet,wiedereröffnet,erneut geöffnet,rouvert,réouvert,reabierto,reaberto,riaperto,heropend",
  transferred:
    "transfer,transferred,blindtransfer,attendedtransfer,blind transfer,attended transfer,weitergeleitet,übergeben,transféré,transferida,trasferita,doorverbonden",
};

const ROLE_OF = new Map(
  EVENT_ROLES.flatMap((role) => NAMES[role].split(",").map((name): [string, EventRole] => [name, role])),
);
/** What queue logs of Asterisk call the end of a call that was answered. */
export const QUEUE_LOG_ENDS: readonly string[] = ["completeagent", "completecaller"];
/** The other events of such a log that count: a file may lack some that the next one has. */
export const QUEUE_LOG_EVENTS: readonly string[] = [
  "enterqueue",
  "connect",
  "abandon",
  "transfer",
  "blindtransfer",
  "attendedtransfer",
];

/** Words before or behind a name that say what the case is, such as ticket created. */
const ABOUT =
  /^(ticket|case|issue|incident|call|status|request|anruf|fall|vorgang|appel|llamada|chamada|chiamata) | (ticket|case|issue|incident|call|request)$/;

/** What an event of this name is; null where the name does not tell. */
export function eventRole(name: string): EventRole | null {
  const words = name
    .trim()
    .toLowerCase()
    .replace(/[_\-/.:]+/g, " ")
    .replace(/\s+/g, " ");
  const known = ROLE_OF.get(words) ?? ROLE_OF.get(words.replace(ABOUT, "").trim());
  return known ?? null;
}
