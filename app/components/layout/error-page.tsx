import { PageFrame } from "./page-frame";
import { PlainFrame } from "./plain-frame";

type ErrorPageProps = {
  status: number;
  /** Said in place of the usual words, where the page knows better. */
  message?: string | null | undefined;
  /** What the failure is called in the logs. */
  id?: string | null | undefined;
  /** The navigation stands around it, so that it needs no way out of its own. */
  inShell?: boolean | undefined;
};

const WORDS: Readonly<Record<number, { title: string; message: string }>> = {
  400: { title: "This cannot be read", message: "Part of the address or of what was sent is missing or malformed." },
  401: { title: "Please sign in", message: "This page opens after signing in." },
  403: { title: "Not part of your access", message: "An administrator can change what your role may open." },
  404: { title: "Nothing is here", message: "The address may be mistyped, or what it showed has been removed." },
  405: { title: "This cannot be done here", message: "Go back and try it from its own page." },
  410: { title: "This has ended", message: "Ask the person who sent it for a new one." },
  413: {
    title: "That is too large",
    message: "Nothing was stored. Split it into smaller parts and send them one by one.",
  },
  429: { title: "One moment", message: "There were many tries in a short time. Wait a little, then try again." },
  503: { title: "Back in a moment", message: "Plumbline is starting or very busy. Reload the page in a few seconds." },
};

const UNEXPECTED = {
  title: "Something went wrong on our side",
  message: "Nothing you entered was lost by this page alone. Reload it, or go back to where you came from.",
};

/** A calm page for what could not be shown. */
export function ErrorPage({ status, message, id, inShell = false }: ErrorPageProps) {
  const words = WORDS[status] ?? (status >= 400 && status < 500 ? WORDS[400] : undefined) ?? UNEXPECTED;
  if (inShell) {
    return (
      <PageFrame title={words.title} lead={message || words.message}>
        {id && <FailureId id={id} />}
      </PageFrame>
    );
  }
  return (
    <PlainFrame title={words.title} lead={message || words.message}>
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <a href={status === 401 ? "/sign-in" : "/"} className="prose-link">
          {status === 401 ? "Sign in" : "To the start page"}
        </a>
      </div>
      {id && <FailureId id={id} />}
    </PlainFrame>
  );
}

function FailureId({ id }: { id: string }) {
  return (
    <p className="mt-5 border-t border-line pt-3 text-xs text-ink-3">
      If you report this, name <code className="font-mono text-ink-2 select-all">{id}</code>
    </p>
  );
}
