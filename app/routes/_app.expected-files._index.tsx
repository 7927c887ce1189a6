import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CalendarClock } from "lucide-react";
import { requireViewer } from "~/auth/require-viewer.server";
import { addressOf } from "~/components/layout/addresses";
import { ButtonLink } from "~/components/ui/button-link";
import { ExportMenu } from "~/components/ui/export-menu";
import { EmptyState } from "~/components/ui/empty-state";
import { FilterChip } from "~/components/ui/menus/filter-chip";
import { listFilter, listHref } from "~/components/ui/menus/list-filters";
import { PageFrame } from "~/components/layout/page-frame";
import { pageTitle } from "~/components/layout/page-title";
import { Pagination } from "~/components/ui/pagination";
import { DeliveriesBody } from "~/components/deliveries/deliveries-body";
import { deliveriesLead } from "~/wording/deliveries/deliveries-lead";
import { deliveryCell, originText } from "~/wording/deliveries/deliveries";
import { EXPECTED_FILES as text } from "~/wording/deliveries/expected-file-pages";
import { may } from "~/domain/access/permissions";
import { deliveriesInNeed, latestOf, type ExpectedFileLine } from "~/domain/deliveries/deliveries-view";
import { deliveryName, scheduleText } from "~/wording/contracts/delivery-schedule";
import { momentLabel } from "~/domain/calendar/moment";
import { readDeliveriesQuestion } from "~/reports/deliveries/deliveries-question";
import { loadDeliveries } from "~/reports/deliveries/deliveries.server";
import { loadVendors } from "~/reports/access/vendors.server";

export const meta: MetaFunction = () => [{ title: pageTitle(text.title) }];

const FILES_PER_PAGE = 100;
const NEED_CHOICES = [{ value: "in-need", label: text.filters.attention }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "deliveries.read");
  const address = new URL(request.url).searchParams;
  const question = readDeliveriesQuestion(address);
  const [view, vendors] = await Promise.all([
    loadDeliveries(context.db, viewer, question, context),
    loadVendors(context.db, viewer),
  ]);
  const { lines, timeZone, now, summary } = view;
  const list = { path: "/expected-files", address };
  const pages = Math.max(1, Math.ceil(lines.length / FILES_PER_PAGE));
  const page = Math.min(pages, question.page);
  const first = (page - 1) * FILES_PER_PAGE;
  const partners = vendors.map(({ key, name }) => ({ value: key, label: name }));
  const chosen = question.vendor ?? undefined;
  const need = question.inNeed ? "in-need" : undefined;
  const cellOf = (result: ExpectedFileLine["results"][number]) => deliveryCell(result, timeZone);
  return json({
    mayWrite: may(viewer, "deliveries.write"),
    narrowed: question.vendor !== null || question.inNeed,
    noPartner: question.vendor !== null && partners.every(({ value }) => value !== question.vendor),
    csvHref: addressOf("/expected-files.csv", { vendor: question.vendor, state: question.inNeed ? "in-need" : null }),
    chips: [
      ...(vendors.length > 1
        ? [listFilter(list, { key: "vendor", name: text.partner, all: text.allPartners, chosen, choices: partners })]
        : []),
      listFilter(list, {
        key: "state",
        name: text.filters.status,
        all: text.filters.all,
        chosen: need,
        choices: NEED_CHOICES,
      }),
    ],
    meta: [text.asOf(momentLabel(now, timeZone)), timeZone],
    lead: deliveriesLead(summary),
    total: lines.length,
    first: first + 1,
    previousHref: page > 1 ? listHref(list, "page", page === 2 ? null : String(page - 1)) : null,
    nextHref: page < pages ? listHref(list, "page", String(page + 1)) : null,
    rows: lines.slice(first, first + FILES_PER_PAGE).map((line) => {
      const latest = latestOf(line);
      return {
        key: line.key,
        partner: line.partner.name,
        name: deliveryName(line.delivery),
        schedule: scheduleText(line.delivery),
        origin: originText(line),
        counts: line.status === "expected",
        cells: line.results.map(cellOf),
        latest: latest && cellOf(latest),
      };
    }),
    needs: deliveriesInNeed(page === 1 ? lines : []).map(({ line, result }) => ({
      row: { key: line.key, partner: line.partner.name, name: deliveryName(line.delivery) },
      cell: cellOf(result),
    })),
  });
}

export default function ExpectedFiles() {
  const {
    rows,
    needs,
    chips,
    meta: facts,
    lead,
    mayWrite,
    narrowed,
    noPartner,
    csvHref,
    ...pages
  } = useLoaderData<typeof loader>();
  const add = mayWrite && (
    <ButtonLink to="/expected-files/new" kind="primary">
      {text.schedule}
    </ButtonLink>
  );
  const isEmpty = rows.length === 0;
  return (
    <PageFrame
      title={text.title}
      name={[text.title, ...chips.map(({ label }) => label)].join(" · ")}
      filters={(!isEmpty || narrowed) && chips.map((chip) => <FilterChip key={chip.name} {...chip} />)}
      meta={facts}
      actions={
        (!isEmpty || narrowed) && (
          <>
            <ExportMenu csvHref={csvHref} />
            {add}
          </>
        )
      }
      lead={lead}
    >
      {!isEmpty ? (
        <>
          <DeliveriesBody rows={rows} needs={needs} />
          {pages.total > rows.length && <Pagination of="files" last={pages.first + rows.length - 1} {...pages} />}
        </>
      ) : narrowed ? (
        <EmptyState
          title={text.noMatch.title}
          action={<ButtonLink to="/expected-files">{text.noMatch.showAll}</ButtonLink>}
        >
          {noPartner ? text.noMatch.unknownPartner : text.noMatch.text}
        </EmptyState>
      ) : (
        <EmptyState
          icon={<CalendarClock size={24} strokeWidth={1.5} aria-hidden="true" />}
          title={text.empty.title}
          action={add}
        >
          {text.empty.text}
        </EmptyState>
      )}
    </PageFrame>
  );
}
