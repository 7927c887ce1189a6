import type { SowDocument } from "~/domain/contracts/document";
import { ORGANIZATION } from "./organization";
import { PARTNERS } from "./partners";
import { atlasTrustVersions } from "./sows/atlas-trust";
import { monthsBefore, type MonthOf, type VersionDocument } from "./sows/build";
import { CREDIT_SCHEMES } from "./sows/credit-schemes";
import { harbourVersions } from "./sows/harbour";
import { kestrelVersions } from "./sows/kestrel";
import { luminaVersions } from "./sows/lumina";
import { norwindVersions } from "./sows/norwind";
import { sandpiperVersions } from "./sows/sandpiper";
import type { EpochDay } from "./timeline";

const VERSIONS: Readonly<Record<string, (month: MonthOf) => VersionDocument[]>> = {
  lumina: luminaVersions,
  norwind: norwindVersions,
  sandpiper: sandpiperVersions,
  "atlas-trust": atlasTrustVersions,
  kestrel: kestrelVersions,
  harbour: harbourVersions,
};

/** The statement of work of every partner, its amendments dated relative to today. */
export function sowDocuments(today: EpochDay): SowDocument[] {
  const month = monthsBefore(today);
  return PARTNERS.flatMap((partner) => {
    const versions = VERSIONS[partner.key];
    if (versions === undefined) return [];
    return [
      {
        vendor: partner.key,
        title: `${partner.name} · customer operations services`,
        currency: "USD",
        timeZone: ORGANIZATION.timeZone,
        versions: versions(month).map((version) => withCredits(version, CREDIT_SCHEMES[partner.key])),
      },
    ];
  });
}

function withCredits(version: VersionDocument, creditScheme: VersionDocument["creditScheme"]): VersionDocument {
  return creditScheme === undefined ? version : { ...version, creditScheme };
}
