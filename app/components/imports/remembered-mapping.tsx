import { Form } from "@remix-run/react";
import { Button } from "../ui/button";
import { Flash } from "../ui/flash";
import { IMPORT } from "~/wording/imports/import-pages";
import { MAPPING_STEP, SAVED_MAPPING as text } from "~/wording/imports/mapping-step";
import { moreText } from "~/wording/shared/controls";

type RememberedMappingProps = {
  fit: {
    id: number;
    name: string;
    version: number;
    status: "same" | "renamed" | "missing";
    renames: readonly { from: string; to: string; reason: string }[];
    missing: readonly { heading: string; found: readonly string[] }[];
  };
  /** Which way the mapping comes about now. */
  by: "suggestion" | "mapping" | "document";
};

const MAX_MISSING = 20;

/** The mapping by which this partner's files were read before, where it fits this one or nearly does. */
export function RememberedMapping({ fit, by }: RememberedMappingProps) {
  const name = IMPORT.version(fit.name, fit.version);
  if (by === "mapping")
    return (
      <Flash
        title={text.used(name)}
        action={
          <Form method="post">
            <Button size="small" name="way" value="suggestion">
              {MAPPING_STEP.detectAgain}
            </Button>
          </Form>
        }
      >
        {fit.renames.length > 0 ? text.allColumnsRenamed : text.allColumns}
      </Flash>
    );
  return (
    <Flash
      tone={fit.status === "same" ? "done" : "caution"}
      title={fit.status === "missing" ? text.missing(name) : text.available(name)}
      action={
        fit.status !== "missing" && (
          <Form method="post">
            <input type="hidden" name="mapping" value={fit.id} />
            {fit.renames.map(({ from, to }) => (
              <span key={from}>
                <input type="hidden" name="from" value={from} />
                <input type="hidden" name="to" value={to} />
              </span>
            ))}
            <Button size="small" name="way" value="mapping">
              {fit.status === "renamed" ? text.applyRenamed : text.apply}
            </Button>
          </Form>
        )
      }
    >
      {fit.renames.length > 0 && (
        <ul>
          {fit.renames.map(({ from, to, reason }) => (
            <li key={from}>{text.renamed(from, to, reason)}</li>
          ))}
        </ul>
      )}
      {fit.missing.length > 0 && (
        <ul>
          {fit.missing.slice(0, MAX_MISSING).map(({ heading, found }) => (
            <li key={heading}>{text.missingColumn(heading, found)}</li>
          ))}
          {fit.missing.length > MAX_MISSING && <li>{moreText(fit.missing.length - MAX_MISSING)}</li>}
        </ul>
      )}
    </Flash>
  );
}
