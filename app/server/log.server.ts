import pino, { type DestinationStream, type Logger } from "pino";
import type { Environment } from "~/config/environment";

/** Path segments after which a secret stands: share links and one-time addresses, however they are written. */
const SECRET_SEGMENT = /((?:^|\/|%2f)(?:s|set-up|%73)(?:\/|%2f)+)[^/?#%]+/gi;

/** The path of an address with the tokens in it struck out; queries are left out whole. */
export function pathForLog(address: string): string {
  const [path = ""] = address.split(/[?#]/, 1);
  return path.slice(0, 300).replace(SECRET_SEGMENT, "$1[token]");
}

/** The process's log: JSON lines on standard error, so that standard output stays free for answers. */
export function openLog(
  environment: Pick<Environment, "logLevel">,
  stream: DestinationStream = pino.destination({ fd: 2, sync: false }),
): Logger {
  const secrets = ["authorization", "cookie", "password", "token", "secret"];
  return pino(
    {
      level: environment.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: [...secrets, ...secrets.map((name) => `*.${name}`), ...secrets.map((name) => `*.*.${name}`)] },
    },
    stream,
  );
}
