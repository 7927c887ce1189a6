import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { LinkTabs } from "~/components/ui/menus/link-tabs";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { Pagination } from "~/components/ui/pagination";
import { RowChanges } from "~/components/imports/row-changes";
import { may } from "~/domain/access/permissions";
import { recordIdOf } from "~/domain/input/record-id";
import { CHANGES_PER_PAGE, loadRowChanges } from "~/reports/imports/batches.server";
import { IMPORT, IMPORTS, ROW_CHANGES as text } from "~/wording/imports/import-pages";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(text.title, data?.fileName ?? IMPORT.untitled, IMPORTS.title) },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.read");
  const id = recordIdOf(params["id"]);
  const { searchParams } = new URL(request.url);
  const requested = Number(searchParams.get("page") ?? "1");
  const page = Number.isInteger(requested) && requested >= 1 && requested <= 1_000_000 ? requested : 1;
  const only = searchParams.get("only") === "figures" ? "figures" : "all";
  const mayRead = id !== null && may(viewer, "rows.read");
  const found = mayRead ? await loadRowChanges(context.db, viewer, id, { page, only }) : null;
  if (found === null) throw new Response(IMPORTS.notFound, { status: 404 });
  const { batch, changes, hasMore } = found;
  return json({ id: batch.id, fileName: batch.fileName, page, only, perPage: CHANGES_PER_PAGE, changes, hasMore });
}

export default function ImportChanges() {
  const { id, fileName, page, only, perPage, changes, hasMore } = useLoaderData<typeof loader>();
  const first = (page - 1) * perPage + 1;
  const last = first + changes.length - 1;
  const pageHref = (to: number) =>
    `?${new URLSearchParams({ ...(only === "figures" ? { only } : {}), page: `${to}` })}`;
  return (
    <PageFrame
      title={text.title}
      name={text.name(id, fileName)}
      breadcrumbs={[
        { label: IMPORTS.title, href: "/imports" },
        { label: fileName, href: `/imports/${id}` },
      ]}
      meta={[IMPORT.number(id)]}
      lead={text.lead}
    >
      <LinkTabs
        label={text.tabs.label}
        tabs={[
          { label: text.tabs.all, href: "?", current: only === "all" },
          { label: text.tabs.figures, href: "?only=figures", current: only === "figures" },
        ]}
      />
      <RowChanges changes={changes} />
      {(changes.length > 0 || page > 1) && (
        <Pagination
          of={text.rows}
          first={Math.min(first, last)}
          last={last}
          total={hasMore ? null : last}
          previousHref={page > 1 ? pageHref(page - 1) : null}
          nextHref={hasMore ? pageHref(page + 1) : null}
        />
      )}
    </PageFrame>
  );
}
