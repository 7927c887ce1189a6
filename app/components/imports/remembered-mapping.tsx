import { Form } from "@remix-run/react";
import { Button } from "../ui/button";
import { Flash } from "../ui/flash";
import { count } from "~/wording/shared/text";

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
  by: "guess" | "mapping" | "document";
};

const MAX_MISSING = 20;

/** The mapping by which this partner's files were read before, where it fits this one or nearly does. */
export function RememberedMapping({ fit, by }: RememberedMappingProps) {
  const name = `${fit.name}, version ${fit.version}`;
  if (by === "mapping")
    return (
      <Flash
        title={`Read as before, by ${name}`}
        action={
          <Form method="post">
            <Button size="small" name="way" value="guess">
              Guess anew
            </Button>
          </Form>
        }
      >
        All of its columns are there{fit.renames.length > 0 && ", some by other names"}.
      </Flash>
    );
  return (
    <Flash
      tone={fit.status === "same" ? "done" : "caution"}
      title={
        fit.status === "missing"
          ? `${name} does not fit: columns are missing`
          : `This partner's files were read by ${name} before`
      }
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
              {fit.status === "renamed" ? "Use it with these names" : "Use it"}
            </Button>
          </Form>
        )
      }
    >
      {fit.renames.length > 0 && (
        <ul>
          {fit.renames.map(({ from, to, reason }) => (
            <li key={from}>
              “{from}” seems to be called “{to}” now: {reason}.
            </li>
          ))}
        </ul>
      )}
      {fit.missing.length > 0 && (
        <ul>
          {fit.missing.slice(0, MAX_MISSING).map(({ heading, found }) => (
            <li key={heading}>
              “{heading}” is not there
              {found.length > 0 && `; found instead: ${found.map((one) => `“${one}”`).join(", ")}`}.
            </li>
          ))}
          {fit.missing.length > MAX_MISSING && <li>and {count(fit.missing.length - MAX_MISSING)} more</li>}
        </ul>
      )}
    </Flash>
  );
}
