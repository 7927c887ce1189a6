import path from "node:path";
import { z } from "zod";
import { SETTINGS } from "~/wording/shared/settings";

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "silent"] as const;

/** An empty setting counts as not given. */
const given = z
  .string()
  .trim()
  .transform((text) => (text === "" ? undefined : text));
const text = given.optional();

const switchedOn = given.optional().transform((value, context) => {
  if (value === undefined || value === "1" || value === "true") return true;
  if (value === "0" || value === "false") return false;
  context.addIssue({ code: "custom", message: SETTINGS.flag });
  return z.NEVER;
});

const wholeNumber = (fallback: number, range: { min: number; max: number }) =>
  given.optional().transform((value, context) => {
    if (value === undefined) return fallback;
    const number = Number(value);
    if (Number.isInteger(number) && number >= range.min && number <= range.max) return number;
    context.addIssue({ code: "custom", message: SETTINGS.wholeNumber(range.min, range.max) });
    return z.NEVER;
  });

const postgresAddress = text.refine((value) => value === undefined || /^postgres(ql)?:\/\//.test(value), {
  message: SETTINGS.databaseUrl,
});

const origin = text.transform((value, context) => {
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === "/" && url.search === "" && url.username === "") {
    return url.origin;
  }
  context.addIssue({ code: "custom", message: SETTINGS.origin });
  return z.NEVER;
});

const settingsSchema = z
  .object({
    NODE_ENV: z.enum(["production", "development", "test"]).optional().catch(undefined),
    PORT: wholeNumber(3000, { min: 0, max: 65_535 }),
    HOST: text,
    PLUMBLINE_DATA: text,
    PLUMBLINE_DROP: text,
    DATABASE_URL: postgresAddress,
    DATABASE_OUTSIDE_URL: postgresAddress,
    PLUMBLINE_ORIGIN: origin,
    PLUMBLINE_DEMO: switchedOn,
    PLUMBLINE_TRUST_PROXY: wholeNumber(0, { min: 0, max: 10 }),
    PLUMBLINE_METRICS_TOKEN: text,
    PLUMBLINE_UPLOADS: wholeNumber(1_000, { min: 1, max: 1_000_000 }),
    PLUMBLINE_UPLOADS_PER_PERSON: wholeNumber(100, { min: 1, max: 1_000_000 }),
    PLUMBLINE_UPLOAD_MB: wholeNumber(20_000, { min: 1, max: 100_000_000 }),
    PLUMBLINE_UPLOAD_MB_PER_PERSON: wholeNumber(5_000, { min: 1, max: 100_000_000 }),
    PLUMBLINE_AUDIT_MONTHS: wholeNumber(24, { min: 6, max: 1_200 }),
    LOG_LEVEL: given.optional().pipe(z.enum(LOG_LEVELS).optional()),
  })
  .refine((settings) => !settings.DATABASE_OUTSIDE_URL || settings.DATABASE_URL, {
    path: ["DATABASE_OUTSIDE_URL"],
    message: SETTINGS.needsDatabaseUrl,
  });

const MB = 1024 * 1024;

/** The settings of one process, parsed once at its start and passed on. */
export type Environment = {
  readonly mode: "production" | "development" | "test";
  readonly port: number;
  /** The address to listen on. */
  readonly host: string;
  readonly dataFolder: string;
  /** Watched for partners' files, a subfolder each. Null: nothing is watched. */
  readonly dropFolder: string | null;
  /** Null: the embedded server in the data folder. */
  readonly databaseUrl: string | null;
  readonly databaseOutsideUrl: string | null;
  /** Where people reach Plumbline. Null: only from this machine, at whatever loopback address they use. */
  readonly origin: string | null;
  readonly demo: boolean;
  /** How many proxies in front may be believed about the client's address. */
  readonly trustedProxies: number;
  readonly metricsToken: string | null;
  /** How many uploaded files, and how many bytes of them, may wait to be imported: of one person or key, and in all. */
  readonly uploadQuota: Readonly<Record<"person" | "all", { readonly files: number; readonly bytes: number }>>;
  /** How long entries of the audit log are kept. */
  readonly auditMonths: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
};

/** Reads the settings. Throws one error that names every setting that cannot be understood. */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>, folder: string): Environment {
  const parsed = settingsSchema.safeParse(variables);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join(".")} ${issue.message}`);
    throw new Error(`${SETTINGS.invalid}\n${problems.join("\n")}`);
  }
  const settings = parsed.data;
  const dataFolder = path.resolve(folder, settings.PLUMBLINE_DATA ?? "data");
  return {
    mode: settings.NODE_ENV ?? "development",
    port: settings.PORT,
    host: settings.HOST ?? "127.0.0.1",
    dataFolder,
    dropFolder:
      settings.PLUMBLINE_DROP === undefined ? null : dropFolderOf(settings.PLUMBLINE_DROP, folder, dataFolder),
    databaseUrl: settings.DATABASE_URL ?? null,
    databaseOutsideUrl: settings.DATABASE_OUTSIDE_URL ?? null,
    origin: settings.PLUMBLINE_ORIGIN ?? null,
    demo: settings.PLUMBLINE_DEMO,
    trustedProxies: settings.PLUMBLINE_TRUST_PROXY,
    metricsToken: settings.PLUMBLINE_METRICS_TOKEN ?? null,
    uploadQuota: {
      person: { files: settings.PLUMBLINE_UPLOADS_PER_PERSON, bytes: settings.PLUMBLINE_UPLOAD_MB_PER_PERSON * MB },
      all: { files: settings.PLUMBLINE_UPLOADS, bytes: settings.PLUMBLINE_UPLOAD_MB * MB },
    },
    auditMonths: settings.PLUMBLINE_AUDIT_MONTHS,
    logLevel: settings.LOG_LEVEL ?? "info",
  };
}

/** Files of the data folder are never taken for dropped ones: neither of the two folders may lie in the other. */
function dropFolderOf(setting: string, folder: string, dataFolder: string): string {
  const dropFolder = path.resolve(folder, setting);
  if (lies(dropFolder, dataFolder) || lies(dataFolder, dropFolder))
    throw new Error(`${SETTINGS.invalid}\n  ${SETTINGS.dropFolder}`);
  return dropFolder;
}

function lies(inner: string, outer: string): boolean {
  const way = path.relative(outer, inner);
  return way === "" || (way !== ".." && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way));
}

/** The address for links made outside a request, such as those printed on the console. */
export function ownOrigin(environment: Environment, port = environment.port): string {
  return environment.origin ?? `http://localhost:${port}`;
}
