import { type ComponentProps, lazy, Suspense } from "react";
import type { PartnersMetricBody } from "../scorecards/partners-metric-body";

type Body = typeof PartnersMetricBody;

let loaded: Body | null = null;

async function loadBody(): Promise<{ default: Body }> {
  const { PartnersMetricBody: body } = await import("../scorecards/partners-metric-body");
  return { default: body };
}

/** Before the page is rendered on the server, which renders in one piece. */
export async function readyPartnersMetric(): Promise<void> {
  loaded = (await loadBody()).default;
}

const InBrowser = lazy(loadBody);

/** A metric of all partners. Few links show one: in a browser its code comes after the page that the server has rendered. */
export function LaterPartnersMetric(props: ComponentProps<Body>) {
  const Shown = loaded ?? InBrowser;
  return (
    <Suspense>
      <Shown {...props} />
    </Suspense>
  );
}
