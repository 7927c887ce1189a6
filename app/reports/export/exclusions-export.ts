import type { ExclusionsView } from "~/domain/contracts/exclusions/exclusion-view";
import {
  EXCLUSIONS_EXPORT as text,
  extentDaysText,
  extentRowsText,
  extentScopeText,
  EXCLUSION_STATE_NAMES,
} from "~/wording/contracts/exclusions";
import { dayCell, momentCell, type ExportFile } from "./export-file";

/** The register of exclusions, a row each. */
export function exclusionsExport({ rows, timeZone }: ExclusionsView): ExportFile {
  return {
    name: "exclusions",
    about: [
      ["Plumbline", text.title],
      [text.timeZone, timeZone],
    ],
    header: text.columns,
    rows: rows.map(({ reference, partner, requested, reason, clause, requestedBy, requestedAt, state, decision }) => [
      reference,
      partner.key,
      partner.name,
      requested.program ?? "",
      requested.site ?? "",
      requested.channel ?? "",
      dayCell(requested.firstDay),
      dayCell(requested.lastDay),
      requested.hours === null ? "" : extentRowsText(requested),
      (requested.contacts ?? []).map(({ externalId }) => externalId).join(" "),
      reason,
      clause,
      requestedBy,
      momentCell(requestedAt),
      EXCLUSION_STATE_NAMES[state],
      decision?.by ?? "",
      decision === null ? null : momentCell(decision.at),
      decision?.reason ?? "",
      decision?.extent
        ? [extentScopeText(decision.extent), extentDaysText(decision.extent), extentRowsText(decision.extent)].join(
            " · ",
          )
        : "",
    ]),
  };
}
