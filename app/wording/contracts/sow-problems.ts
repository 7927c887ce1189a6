export const SOW_WARNING_TEXT = {
  daysUseOrganizationsTime: (organizationZone: string) => `days use the organization’s time zone, ${organizationZone}`,
  thisPartnersFilesUse: (timeZone: string) => `this partner’s files use ${timeZone}`,
  thisDocumentUsesBut: (timeZone: string, list: string) =>
    `This document uses ${timeZone}, but ${list}. Contacts near midnight may count on a different day than the contract says`,
  wasRemoved: "was removed",
  hasChanged: "has changed",
  versionInForceSince: (version: number, effectiveFrom: string, what: string) =>
    `Version ${version}, in force since ${effectiveFrom}, ${what}. Past periods would be recalculated. To change targets from a later day, add a version`,
  thisDocumentIsFor: (vendor: string, vendor2: string) =>
    `This document is for ${vendor}, but this page is for ${vendor2}`,
} as const;

export const SOW_FORM_TEXT = {
  fileIsNotUtf: "The file is not UTF-8 text. Upload a JSON document.",
  documentIsLargerThan: "The document is larger than 1 MB. Nothing was saved.",
} as const;
