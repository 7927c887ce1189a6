import type { Preset } from "./preset";

/** What is known of how the exports of systems look. */
export const PRESETS: readonly Preset[] = [
  {
    key: "template",
    name: "Plain template",
    tells:
      "external_id | opened_at | answered | wait_seconds | talk_seconds | handle_seconds | csat_score | resolved | first_response_seconds | resolution_seconds",
    least: 4,
    means: {
      contacts: {
        externalId: "external_id",
        openedAt: "opened_at",
        waitSeconds: "wait_seconds",
        talkSeconds: "talk_seconds",
        holdSeconds: "hold_seconds",
        wrapSeconds: "wrap_seconds",
        handleSeconds: "handle_seconds",
        firstResponseSeconds: "first_response_seconds",
        resolutionSeconds: "resolution_seconds",
        resolvedFirstContact: "resolved_first_contact",
        csatScore: "csat_score",
        npsScore: "nps_score",
        tenureDays: "tenure_days",
        dueAt: "due_at",
        doneAt: "done_at",
        madeSla: "made_sla",
      },
    },
    nulls: [],
    // Plumbline's own field names; ISO times and seconds.
  },
  {
    key: "zendesk",
    name: "Zendesk",
    tells:
      "Ticket ID | Satisfaction Score | First reply time (min) | Full resolution time in minutes within business hours | Full resolution time (min) | First resolution time (min) | Ticket satisfaction rating | Requester wait time (min) | Ticket form | Ticket channel | Ticket group | Ticket brand | Reopens | Replies | Assignee name | Ticket created - Date | First reply time in minutes | Full resolution time in minutes",
    least: 3,
    means: {
      contacts: {
        externalId: "Ticket ID | Id",
        openedAt: "Created at | Ticket created - Date | Ticket created | Ticket created - Timestamp",
        doneAt: "Solved at | Ticket solved - Date | Ticket solved - Timestamp",
        channel: "Ticket channel | Via | Channel",
        program: "Ticket brand | Brand",
        team: "Ticket group | Group",
        agent: "Assignee name | Assignee",
        customer: "Requester | Requester name | Requester id",
        severity: "Ticket priority | Priority",
        reason: "Ticket type | Ticket form",
        resolved: "Status | Ticket status",
        csatScore: "Satisfaction Score | Ticket satisfaction rating",
        firstResponseSeconds:
          "First reply time (min) | First reply time in minutes | First reply time in minutes within calendar hours | First reply time (hrs)",
        resolutionSeconds:
          "Full resolution time (min) | Full resolution time in minutes | Full resolution time in minutes within calendar hours | Full resolution time (hrs)",
        firstResponseBusinessSeconds:
          "First reply time in minutes within business hours | First reply time - Business hours (min)",
        resolutionBusinessSeconds:
          "Full resolution time in minutes within business hours | Full resolution time - Business hours (min)",
        reopened: "Reopens",
      },
    },
    // A ticket always has one station, and these waits are what others than a queue cost.
    passes:
      "Assignee stations | Group stations | Agent wait time in minutes | Requester wait time in minutes | On hold time in minutes | Agent wait time in minutes within business hours | Requester wait time in minutes within business hours | On hold time in minutes within business hours | Agent wait time (min) | Agent wait time (hrs) | Requester wait time (min) | Requester wait time (hrs) | On-hold time (min) | On-hold time (hrs)",
    states: { resolved: ["solved", "closed"], unresolved: ["new", "open", "pending", "hold", "on-hold"] },
    nulls: ["-"],
    // “-” where there is no value; the separators are set by the administrator.
  },
  {
    key: "genesys",
    name: "Genesys",
    tells:
      "Interval Start | Interval End | Interval Complete | Media Type | Avg Handle | Total Handle | Total Talk | Total Hold | Total ACW | Avg Talk | Avg ACW | Handle | Offer | Abandon %",
    least: 4,
    means: {
      totals: {
        at: "Interval Start",
        channel: "Media Type",
        program: "Queue Name",
        offered: "Offer",
        answered: "Answer",
        abandoned: "Abandon",
        handled: "Handle",
        handleSeconds: "Total Handle",
        talkSeconds: "Total Talk",
        holdSeconds: "Total Hold",
        wrapSeconds: "Total ACW",
        transferred: "Transfer",
      },
      contacts: {
        externalId: "Conversation ID",
        openedAt: "Conversation Start | Start Time",
        channel: "Media Type",
        agent: "Users - Interacted | Agent Name",
        program: "Queue | Queue Name",
        handleSeconds: "Total Handle",
        talkSeconds: "Total Talk",
        holdSeconds: "Total Hold",
        wrapSeconds: "Total ACW",
        waitSeconds: "Total Queue",
      },
    },
    nulls: [],
    // Intervals of a quarter of an hour in UTC; totals in milliseconds or seconds.
  },
  {
    key: "five9",
    name: "Five9",
    tells:
      "CALL ID | TIMESTAMP | CAMPAIGN | CALL TYPE | DISPOSITION | SKILL | ANI | DNIS | AGENT | AGENT NAME | AFTER CALL WORK TIME | QUEUE WAIT TIME | SPEED OF ANSWER",
    least: 5,
    means: {
      contacts: {
        externalId: "CALL ID",
        openedAt: "TIMESTAMP",
        program: "CAMPAIGN",
        channel: "CALL TYPE",
        agent: "AGENT | AGENT NAME",
        reason: "DISPOSITION",
        customer: "ANI",
        team: "AGENT GROUP",
        waitSeconds: "QUEUE WAIT TIME | SPEED OF ANSWER",
        talkSeconds: "TALK TIME",
        holdSeconds: "HOLD TIME",
        wrapSeconds: "AFTER CALL WORK TIME",
        handleSeconds: "HANDLE TIME",
        abandoned: "ABANDONED",
        transferred: "TRANSFERS",
      },
    },
    // A flag of the call, and no rank of it.
    passes: "SERVICE LEVEL",
    nulls: ["[None]"],
    // Headings in capitals; durations as hh:mm:ss.
  },
  {
    key: "amazon-connect",
    name: "Amazon Connect",
    tells:
      "Contact ID | Initial contact ID | Initiation timestamp | Disconnect timestamp | Initiation method | Queue | Agent interaction duration | After contact work duration | Customer hold duration | After contact work time | Agent interaction time | Customer hold time | Contacts queued | Contacts handled | Contacts abandoned | Average queue answer time | Average handle time | Service level 20 seconds | Contacts answered in 20 seconds | StartInterval | EndInterval",
    least: 4,
    means: {
      contacts: {
        externalId: "Contact ID",
        openedAt: "Initiation timestamp",
        channel: "Channel",
        program: "Queue",
        agent: "Agent",
        doneAt: "Disconnect timestamp",
        waitSeconds: "Queue duration | Duration in queue",
        talkSeconds: "Agent interaction duration",
        holdSeconds: "Customer hold duration",
        wrapSeconds: "After contact work duration",
      },
      totals: {
        at: "StartInterval",
        program: "Queue",
        channel: "Channel",
        offered: "Contacts queued",
        handled: "Contacts handled",
        abandoned: "Contacts abandoned",
        waitSeconds: "Average queue answer time",
        handleSeconds: "Contact handle time | Average handle time",
        talkSeconds: "Agent interaction time",
        holdSeconds: "Customer hold time",
        wrapSeconds: "After contact work time",
      },
    },
    nulls: [],
    // Durations as hh:mm:ss and shares as 0.00% in quotes.
  },
  {
    key: "nice",
    name: "NICE",
    tells:
      "contact_id | master_contact_id | contact_code | media_name | contact_name | skill_no | skill_name | campaign_no | campaign_name | agent_no | agent_name | team_no | team_name | start_date | start_time | sla | PreQueue | InQueue | Agent_Time | PostQueue | Total_Time | Abandon_Time | ACW_Seconds | ACW_Time | abandon",
    least: 5,
    means: {
      contacts: {
        externalId: "contact_id",
        openedAt: "start_date",
        channel: "media_name",
        program: "campaign_name | skill_name",
        agent: "agent_name | agent_no",
        team: "team_name",
        waitSeconds: "InQueue",
        talkSeconds: "Agent_Time",
        wrapSeconds: "ACW_Seconds | ACW_Time",
        abandoned: "abandon",
        madeSla: "sla",
      },
    },
    nulls: [],
    // Bars between cells, dates as mmddyyyy, a heading row only when requested.
  },
  {
    key: "salesforce",
    name: "Salesforce",
    tells:
      "Case Number | Case Owner | Case Origin | Date/Time Opened | Date/Time Closed | Account Name | Contact Name | Case Reason | Opened Date | Closed Date | Age (Hours) | Case Record Type | Closed When Created | Parent Case Number",
    least: 3,
    means: {
      contacts: {
        externalId: "Case Number",
        openedAt: "Date/Time Opened | Opened Date",
        doneAt: "Date/Time Closed | Closed Date",
        channel: "Case Origin",
        agent: "Case Owner",
        reason: "Case Reason",
        program: "Case Record Type",
        resolved: "Status | Closed",
        severity: "Priority",
        customer: "Account Name",
        resolutionSeconds: "Age (Hours) | Age",
        escalated: "Escalated",
        resolvedFirstContact: "Closed When Created",
      },
    },
    nulls: [],
    // Footer rows without data below the last case.
  },
  {
    key: "servicenow",
    name: "ServiceNow",
    tells:
      "number | incident_state | sys_mod_count | reassignment_count | reopen_count | made_sla | caller_id | opened_at | sys_created_at | sys_updated_at | sys_created_on | sys_updated_on | contact_type | assignment_group | assigned_to | closed_code | close_code | resolved_at | cmdb_ci",
    least: 5,
    means: {
      contacts: {
        externalId: "number",
        openedAt: "opened_at",
        doneAt: "resolved_at",
        channel: "contact_type",
        severity: "priority",
        agent: "assigned_to",
        team: "assignment_group",
        reason: "category",
        resolved: "incident_state | state",
        madeSla: "made_sla",
        reopened: "reopen_count",
        transferred: "reassignment_count",
        customer: "caller_id",
        eventOrder: "sys_mod_count",
      },
    },
    passes: "location | vendor | opened_by | sys_created_by",
    states: {
      resolved: ["resolved", "closed"],
      unresolved: [
        "new",
        "active",
        "in progress",
        "on hold",
        "awaiting user info",
        "awaiting problem",
        "awaiting vendor",
        "awaiting evidence",
      ],
    },
    nulls: ["?"],
    // An event log has a row for each change of a case, in the order of sys_mod_count.
  },
];
