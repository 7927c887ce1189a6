import { createElement, lazy, Suspense, type FunctionComponent } from "react";

type LaterPage<Props extends object> = {
  readonly Page: FunctionComponent<Props>;
  /** Before the page is rendered on the server, which renders in one piece. */
  readonly ready: () => Promise<void>;
};

/** A page of one kind of link, whose code a browser loads only for that kind, behind the page that the server has rendered. */
export function laterPage<Props extends object>(load: () => Promise<FunctionComponent<Props>>): LaterPage<Props> {
  let loaded: FunctionComponent<Props> | null = null;
  const InBrowser = lazy(async () => {
    const page = await load();
    return { default: ({ shown }: { shown: Props }) => createElement(page, shown) };
  });
  return {
    Page: (props) => (
      <Suspense>{loaded === null ? <InBrowser shown={props} /> : createElement(loaded, props)}</Suspense>
    ),
    ready: async () => {
      loaded = await load();
    },
  };
}
