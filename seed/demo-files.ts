import { REPORTING_OFFSET_SECONDS } from "./contacts";
import { fileRanges, type Cut } from "./file-ranges";
import type { Partner, Program } from "./partner";
import type { SimulatedContact, SimulatedDay, SimulatedReview, SimulatedTotal } from "./simulated";
import { breaksOff, BROKEN_OFF_SHARE, SENT_DAILY } from "./stories/deliveries";
import { monthStart, type EpochDay } from "./timeline";
import { SANDPIPER_CONTACTS } from "./vendor-files/amazon-connect";
import type { ContactFile } from "./vendor-files/contact-file";
import { PLAIN, writeTable, type Cell } from "./vendor-files/delimited";
import { NORWIND_INTERACTIONS } from "./vendor-files/five9";
import { LUMINA_CALLS } from "./vendor-files/genesys";
import { ATLAS_DECISIONS } from "./vendor-files/nice";
import { DECISION_AUDITS, QUALITY_AUDITS, type ReviewFile } from "./vendor-files/reviews";
import { HARBOUR_CASES, SANDPIPER_CASES } from "./vendor-files/salesforce";
import { INVOICES, VOLUMES, WORKFORCE, WORKFORCE_SHARES, type TotalFile } from "./vendor-files/totals";
import { KESTREL_TICKETS, LUMINA_TICKETS } from "./vendor-files/zendesk";
import { simulatePartner, type DemoOptions } from "./demo-history";

/** A file as the partner would have sent it. */
export type DemoFile = {
  partner: string;
  mapping: string;
  name: string;
  content: Buffer;
  /** The first day that it tells nothing of. */
  until: EpochDay;
};

type Exports = { contacts: readonly ContactFile[]; reviews: ReviewFile; staffing: TotalFile };

const EXPORTS: Readonly<Record<string, Exports>> = {
  lumina: { contacts: [LUMINA_TICKETS, LUMINA_CALLS], reviews: QUALITY_AUDITS, staffing: WORKFORCE },
  norwind: { contacts: [NORWIND_INTERACTIONS], reviews: QUALITY_AUDITS, staffing: WORKFORCE },
  sandpiper: { contacts: [SANDPIPER_CONTACTS, SANDPIPER_CASES], reviews: QUALITY_AUDITS, staffing: WORKFORCE_SHARES },
  "atlas-trust": { contacts: [ATLAS_DECISIONS], reviews: DECISION_AUDITS, staffing: WORKFORCE },
  kestrel: { contacts: [KESTREL_TICKETS], reviews: QUALITY_AUDITS, staffing: WORKFORCE },
  harbour: { contacts: [HARBOUR_CASES], reviews: QUALITY_AUDITS, staffing: WORKFORCE },
};

/** Demo data smaller than this comes in one file of each kind. */
const SMALL_SCALE = 0.2;

/**
 * Every file of one partner. Contacts come last: days are rolled up again with every file that touches them, which costs little
 * while there are no contacts yet.
 */
export function partnerFiles(partner: Partner, options: DemoOptions): DemoFile[] {
  const files = [...filesByTime(partner, options)];
  const contactMappings = new Set(EXPORTS[partner.key]?.contacts.map((file) => file.mapping));
  const holdsContacts = (file: DemoFile) => contactMappings.has(file.mapping);
  return [...files.filter((file) => !holdsContacts(file)), ...files.filter(holdsContacts)];
}

/** Oldest first, written as the days pass, so that only one file's rows are held at a time. */
function* filesByTime(partner: Partner, options: DemoOptions): Generator<DemoFile> {
  const exports = EXPORTS[partner.key];
  if (exports === undefined) throw new Error(`Nothing says how ${partner.name} writes its files`);
  const small = options.scale < SMALL_SCALE;
  const cut = (full: Cut) =>
    new Map(fileRanges(options.today, small ? "whole" : full).map((range) => [range.until, range.label]));
  const contactCuts = cut(
    SENT_DAILY.includes(partner.key) ? "by-quarter-then-month-then-day" : "by-quarter-then-month",
  );
  const otherCuts = cut("history-then-month");

  const auditRow = (review: SimulatedReview) => {
    const source = exports.contacts.find((file) => file.holds(review.contact));
    return exports.reviews.row(review, source?.externalId(review.contact) ?? "");
  };

  const contacts: SimulatedContact[] = [];
  let reviews: SimulatedReview[] = [];
  const staffing: SimulatedTotal[] = [];
  const volumes: SimulatedTotal[] = [];
  const invoices = invoiceBook(partner, options);

  for (const day of simulatePartner(partner, options)) {
    contacts.push(...day.contacts);
    reviews.push(...day.reviews);
    staffing.push(...day.staffing);
    volumes.push(...day.volumes);
    invoices.enter(day);
    const next = day.day + 1;

    const contactLabel = contactCuts.get(next);
    if (contactLabel !== undefined) {
      const isCut = !small && breaksOff(partner.key, next, options.today);
      const source = isCut ? contacts.slice(0, Math.ceil(contacts.length * BROKEN_OFF_SHARE)) : contacts;
      for (const file of exports.contacts)
        yield contactFile(partner, file, { label: contactLabel, until: next }, source);
      contacts.length = 0;
    }
    const label = otherCuts.get(next);
    if (label !== undefined) {
      const end = next * 86_400 + REPORTING_OFFSET_SECONDS;
      const written = reviews.filter((review) => review.reviewedAt < end);
      reviews = reviews.filter((review) => review.reviewedAt >= end);
      const span = { label, until: next };
      yield table(partner, exports.reviews.mapping, span, exports.reviews.header, written.map(auditRow));
      yield totalFile(partner, exports.staffing, span, staffing);
      yield totalFile(partner, VOLUMES, span, volumes);
      staffing.length = 0;
      volumes.length = 0;
    }
  }
  yield totalFile(partner, INVOICES, { label: "all-months", until: monthStart(options.today, 0) }, invoices.lines());
}

type Span = { label: string; until: EpochDay };

function contactFile(
  partner: Partner,
  file: ContactFile,
  { label, until }: Span,
  contacts: readonly SimulatedContact[],
): DemoFile {
  return {
    partner: partner.key,
    mapping: file.mapping,
    name: `${file.mapping}-${label}.${file.extension}`,
    content: writeTable(file.style, file.header, contacts.filter(file.holds).map(file.row)),
    until,
  };
}

function totalFile(partner: Partner, file: TotalFile, span: Span, totals: readonly SimulatedTotal[]): DemoFile {
  return table(partner, file.mapping, span, file.header, totals.map(file.row));
}

function table(
  partner: Partner,
  mapping: string,
  { label, until }: Span,
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
): DemoFile {
  return {
    partner: partner.key,
    mapping,
    name: `${partner.key}-${mapping}-${label}.csv`,
    content: writeTable(PLAIN, header, rows),
    until,
  };
}

/** Share of the price of an ordinary month that is invoiced whatever comes. */
const FIXED_SHARE = 0.15;

/** Adds up what each month over is invoiced for: a fixed part per program, and the contacts handled at the partner's price. */
function invoiceBook(partner: Partner, { today, scale }: DemoOptions) {
  const thisMonth = monthStart(today, 0);
  const { contactPriceMinor } = partner.character;
  const fixedPart = (program: Program) => {
    const ordinary = partner.queues
      .filter((queue) => queue.program === program)
      .reduce((sum, queue) => sum + queue.perMonth, 0);
    return Math.round(FIXED_SHARE * ordinary * scale * contactPriceMinor);
  };
  const lines = new Map<string, SimulatedTotal>();
  return {
    enter({ day, contacts }: SimulatedDay): void {
      if (day >= thisMonth) return;
      const monthEnd = monthStart(day, -1) - 1;
      const handled = new Map<Program, number>();
      for (const contact of contacts) {
        if (contact.agent !== null) handled.set(contact.program, (handled.get(contact.program) ?? 0) + 1);
      }
      for (const [program, count] of handled) {
        const key = `${monthEnd}/${program}`;
        const before = lines.get(key)?.amounts["invoicedMinor"] ?? fixedPart(program);
        const invoicedMinor = before + Math.round(count * contactPriceMinor * (1 - FIXED_SHARE));
        lines.set(key, { day: monthEnd, site: "", program, channel: "", amounts: { invoicedMinor } });
      }
    },
    lines: () => [...lines.values()],
  };
}
