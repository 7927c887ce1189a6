import { countText } from "../shared/text";

/** Labels that every form about an account shares. */
export const ACCOUNT_FIELDS = {
  email: "Email",
  name: "Name",
  ownName: "Your name",
  ownEmail: "Your email",
  password: "Password",
  organization: "Organization",
  timeZone: "Reporting time zone",
  timeZoneHint: "Sets the calendar day of each event. It can’t be changed after the first import.",
  timeZoneFixed: "Can’t be changed because files have been imported.",
} as const;

/** What is wrong with an entry, and what to do. */
export const ACCOUNT_ERRORS = {
  enterEmail: "Enter an email address.",
  enterOwnEmail: "Enter your email address.",
  enterName: "Enter a name.",
  enterOwnName: "Enter your name.",
  enterPassword: "Enter your password.",
  choosePassword: "Enter a password.",
  enterOrganization: "Enter the name of the organization.",
  chooseTimeZone: "Choose a time zone.",
  chooseRole: "Choose a role.",
  choosePartner: "Choose a partner.",
  emailTaken: "An account with this email already exists.",
  tooLong: (max: number) => `Enter ${max} characters or fewer.`,
} as const;

export const SIGN_IN = {
  title: "Sign in",
  submit: "Sign in",
  wrong: "Wrong email or password.",
  tooMany: (minutes: number) => `Too many attempts. Try again in ${countText(minutes, "minute", "minutes")}.`,
} as const;

export const SET_UP = {
  title: "Set up",
  tooMany: "Too many attempts. Try again in 10 minutes.",
  linkEnded: "This one-time link was used, replaced or has expired. Ask an admin for a new one.",
  linkUsed: "This one-time link was just used. Ask an admin for a new one.",
  first: {
    title: "Set up Plumbline",
    lead: "Name your organization and create the first admin account.",
    submit: "Finish setup",
  },
  invited: {
    title: (name: string) => `Welcome, ${name}`,
    lead: "Choose a password. You sign in with your email and this password.",
    submit: "Save and sign in",
  },
} as const;
