import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { PageFrame } from "~/components/page-frame";
import { pageTitle } from "~/components/page-title";
import { Pagination } from "~/components/pagination";
import { RowChanges } from "~/components/row-changes";
import { may } from "~/domain/access/permissions";
import { batchIdOf } from "~/ingest/batch-id";
import { CHANGES_PER_PAGE, loadRowChanges } from "~/ingest/batches.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle("Changed rows", data?.fileName ?? "Import", "Imports") },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.read");
  const id = batchIdOf(params["id"]);
  const asked = Number(new URL(request.url).searchParams.get("page") ?? "1");
  const page = Number.isInteger(asked) && asked >= 1 && asked <= 1_000_000 ? asked : 1;
  const found = id === null || !may(viewer, "rows.read") ? null : await loadRowChanges(context.db, viewer, id, page);
  if (found === null) throw new Response("There is no such import.", { status: 404 });
  const { batch, changes } = found;
  return json({
    id: batch.id,
    fileName: batch.fileName,
    total: batch.changed,
    page,
    perPage: CHANGES_PER_PAGE,
    changes,
  });
}

export default function ImportChanges() {
  const { id, fileName, total, page, perPage, changes } = useLoaderData<typeof loader>();
  const first = (page - 1) * perPage + 1;
  const last = first + changes.length - 1;
  return (
    <PageFrame
      title="Changed rows"
      name={`Rows changed by import ${id}, ${fileName}`}
      breadcrumbs={[
        { label: "Imports", href: "/imports" },
        { label: fileName, href: `/imports/${id}` },
      ]}
      meta={[`import ${id}`]}
      lead="What each row held before this import, and what the import says. A blank keeps what was known."
    >
      <RowChanges changes={changes} />
      {changes.length > 0 && (
        <Pagination
          of="rows"
          first={first}
          last={last}
          total={Math.max(total, last)}
          previousHref={page > 1 ? `?page=${page - 1}` : null}
          nextHref={changes.length === perPage && last < total ? `?page=${page + 1}` : null}
        />
      )}
    </PageFrame>
  );
}
