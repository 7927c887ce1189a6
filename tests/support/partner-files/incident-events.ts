import { csvOf, twoDigits } from "./csv-of";

const INCIDENTS = 120;
const HEADINGS =
  "number,incident_state,active,reassignment_count,reopen_count,sys_mod_count,made_sla,caller_id,opened_by,opened_at,sys_created_by,sys_created_at,sys_updated_by,sys_updated_at,contact_type,location,category,subcategory,u_symptom,cmdb_ci,impact,urgency,priority,assignment_group,assigned_to,knowledge,u_priority_confirmation,notify,problem_id,rfc,vendor,caused_by,closed_code,resolved_by,resolved_at,closed_at";

const moment = (milliseconds: number) => {
  const at = new Date(milliseconds);
  const day = [twoDigits(at.getUTCDate()), twoDigits(at.getUTCMonth() + 1), at.getUTCFullYear()].join("-");
  return `${day} ${twoDigits(at.getUTCHours())}:${twoDigits(at.getUTCMinutes())}`;
};
const truth = (value: boolean) => (value ? "TRUE" : "FALSE");

/**
 * The log of an invented service desk: a row for each event of an incident, numbered in the order they came, `?` where nothing is
 * known. An incident keeps its agreed time until late, and its group changes on the way.
 */
export function incidentEventsCsv(): string {
  const events = Array.from({ length: INCIDENTS }, (_, incident) => eventsOf(incident)).flat();
  return csvOf([HEADINGS.split(","), ...events], "\n");
}

function eventsOf(incident: number): (string | number)[][] {
  const hour = 3_600_000;
  const opened = Date.UTC(2016, 1, 25) + incident * 5 * hour + (incident % 60) * 60_000;
  const resolved = opened + (2 + ((incident * 19) % 90)) * hour;
  const last = 3 + (incident % 5);
  return Array.from({ length: last + 1 }, (_, event) => {
    const state = ["New", "Active", "Awaiting User Info"][Math.min(event, 2)] ?? "";
    return [
      `INC${String(4_000 + incident).padStart(7, "0")}`,
      event === last ? "Closed" : event === last - 1 ? "Resolved" : state,
      truth(event < last),
      Math.min(event, incident % 3),
      event === last && incident % 9 === 4 ? 1 : 0,
      event,
      truth(event < last || incident % 5 < 3),
      `Caller ${1_000 + ((incident * 37) % 90)}`,
      `Opened by ${1 + (incident % 12)}`,
      moment(opened),
      incident % 4 === 1 ? "?" : `Created by ${1 + (incident % 7)}`,
      incident % 4 === 1 ? "?" : moment(opened + 420_000),
      `Updated by ${100 + event}`,
      moment(opened + (event * (resolved - opened)) / last),
      incident % 15 === 2 ? "Email" : "Phone",
      `Location ${1 + ((incident * 11) % 40)}`,
      `Category ${1 + (incident % 14)}`,
      `Subcategory ${1 + ((incident * 5) % 60)}`,
      incident % 3 === 0 ? "?" : `Symptom ${1 + (incident % 30)}`,
      "?",
      "2 - Medium",
      "2 - Medium",
      ["3 - Moderate", "3 - Moderate", "4 - Low", "2 - High"][incident % 4] ?? "",
      `Group ${20 + ((incident + Math.min(event, incident % 3)) % 18)}`,
      event === 0 ? "?" : `Resolver ${1 + ((incident + event) % 25)}`,
      truth(incident % 2 === 0),
      truth(event === last),
      "Do Not Notify",
      incident % 40 === 3 ? "Problem ID 7" : "?",
      "?",
      "?",
      "?",
      `code ${1 + (incident % 9)}`,
      `Resolved by ${1 + (incident % 30)}`,
      moment(resolved),
      moment(resolved + 5 * 24 * hour),
    ];
  });
}
