import pino, { type DestinationStream, type Logger } from "pino";
import type { Environment } from "~/config/environment";
import { redactText, redactValue } from "./redaction";

const PATH_LENGTH_MAX = 300;

/** The path of an address with the tokens in it struck out; queries are left out whole. */
export function pathForLog(address: string): string {
  const [path = ""] = address.split(/[?#]/, 1);
  return redactText(path.slice(0, PATH_LENGTH_MAX));
}

/**
 * The process's log: JSON lines on standard error, so that standard output stays free for answers. Every text is redacted, those of
 * errors too: routers, drivers and libraries put addresses into their messages.
 */
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
      hooks: {
        logMethod([first, ...rest], method) {
          const about = first instanceof Error ? { err: first } : first;
          Reflect.apply(
            method,
            this,
            [about, ...rest].map((part) => redactValue(part)),
          );
        },
      },
      redact: { paths: [...secrets, ...secrets.map((name) => `*.${name}`), ...secrets.map((name) => `*.*.${name}`)] },
    },
    stream,
  );
}
