import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/auth/require-viewer.server";
import { ExclusionsTable } from "~/components/contracts/exclusions-table";
import { addressOf } from "~/components/layout/addresses";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { ExportMenu } from "~/components/ui/export-menu";
import { FilterChip } from "~/components/ui/menus/filter-chip";
import { listFilter, listHref } from "~/components/ui/menus/list-filters";
import { Pagination } from "~/components/ui/pagination";
import { may } from "~/domain/access/permissions";
import { EXCLUSION_STATES } from "~/domain/contracts/exclusions/exclusion";
import { loadVendors } from "~/reports/access/vendors.server";
import { readExclusionsQuestion } from "~/reports/contracts/exclusions-question";
import { EXCLUSIONS_PER_PAGE, loadExclusions } from "~/reports/contracts/exclusions.server";
import { EXCLUSION_STATE_NAMES, exclusionsLead, EXCLUSIONS_TEXT as text } from "~/wording/contracts/exclusions";

export const meta: MetaFunction = () => [{ title: pageTitle(text.title) }];

const STATES = EXCLUSION_STATES.map((value) => ({ value, label: EXCLUSION_STATE_NAMES[value] }));

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "exclusions.read");
  const address = new URL(request.url).searchParams;
  const question = readExclusionsQuestion(address);
  const [view, vendors] = await Promise.all([
    loadExclusions(context.db, viewer, question),
    loadVendors(context.db, viewer),
  ]);
  const list = { path: "/exclusions", address };
  const { vendor, state, page } = question;
  const partners = vendors.map(({ key, name }) => ({ value: key, label: name }));
  const chips = [
    ...(vendors.length > 1
      ? [
          listFilter(list, {
            key: "vendor",
            name: text.partner,
            all: text.allPartners,
            chosen: vendor ?? undefined,
            choices: partners,
          }),
        ]
      : []),
    listFilter(list, {
      key: "state",
      name: text.state,
      all: text.allStates,
      chosen: state ?? undefined,
      choices: STATES,
    }),
  ];
  return json({
    view,
    chips,
    mayRequest: may(viewer, "exclusions.write"),
    narrowed: vendor !== null || state !== null,
    csvHref: may(viewer, "downloads.read") ? addressOf("/exclusions.csv", { vendor, state }) : null,
    first: (page - 1) * EXCLUSIONS_PER_PAGE + 1,
    previousHref: page > 1 ? listHref(list, "page", page === 2 ? null : String(page - 1)) : null,
    nextHref: page * EXCLUSIONS_PER_PAGE < view.total ? listHref(list, "page", String(page + 1)) : null,
  });
}

export default function Exclusions() {
  const { view, chips, mayRequest, narrowed, csvHref, ...pages } = useLoaderData<typeof loader>();
  const { rows, total, timeZone } = view;
  const request = mayRequest && (
    <ButtonLink to="/exclusions/new" kind="primary">
      {text.request}
    </ButtonLink>
  );
  const isEmpty = rows.length === 0;
  return (
    <PageFrame
      title={text.title}
      breadcrumbs={[{ label: text.statements, href: "/statements" }]}
      filters={(!isEmpty || narrowed) && chips.map((chip) => <FilterChip key={chip.name} {...chip} />)}
      meta={[timeZone]}
      actions={
        (!isEmpty || narrowed) && (
          <>
            {csvHref !== null && <ExportMenu csvHref={csvHref} />}
            {request}
          </>
        )
      }
      lead={isEmpty ? null : exclusionsLead(view)}
    >
      {!isEmpty ? (
        <>
          <ExclusionsTable rows={rows} timeZone={timeZone} />
          <p className="mt-2 text-xs text-ink-3">{text.rawStays}</p>
          {total > rows.length && (
            <Pagination of="exclusions" last={pages.first + rows.length - 1} total={total} {...pages} />
          )}
        </>
      ) : narrowed ? (
        <EmptyState
          title={text.noMatch.title}
          action={<ButtonLink to="/exclusions">{text.noMatch.showAll}</ButtonLink>}
        >
          {text.noMatch.text}
        </EmptyState>
      ) : (
        <EmptyState title={text.empty.title} action={request}>
          {text.empty.text}
        </EmptyState>
      )}
    </PageFrame>
  );
}
