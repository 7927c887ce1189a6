import { Fragment } from "react";

/** Facts parted by middle dots, as `4–5 of 5 · n 1,453`: a line breaks between them, never inside a short one. */
export function Facts({ of }: { of: string }) {
  return of.split(" · ").map((fact, index) => (
    <Fragment key={fact}>
      {index > 0 && " · "}
      <span className={fact.length <= LONGEST_UNBROKEN ? "whitespace-nowrap" : undefined}>{fact}</span>
    </Fragment>
  ));
}

const LONGEST_UNBROKEN = 18;
