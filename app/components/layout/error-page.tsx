import { PageFrame } from "./page-frame";
import { PlainFrame } from "./plain-frame";
import { ERROR_PAGE, errorText } from "~/wording/shared/error-pages";

type ErrorPageProps = {
  status: number;
  /** In place of the usual message, where the page knows better. */
  message?: string | null | undefined;
  /** What the failure is called in the logs. */
  id?: string | null | undefined;
  /** The navigation stands around it, so that it needs no way out of its own. */
  inShell?: boolean | undefined;
};

/** The page of an error. */
export function ErrorPage({ status, message, id, inShell = false }: ErrorPageProps) {
  const text = errorText(status);
  if (inShell) {
    return (
      <PageFrame title={text.title} lead={message || text.message}>
        {id && <FailureId id={id} />}
      </PageFrame>
    );
  }
  return (
    <PlainFrame title={text.title} lead={message || text.message}>
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <a href={status === 401 ? "/sign-in" : "/"} className="prose-link">
          {status === 401 ? ERROR_PAGE.signIn : ERROR_PAGE.home}
        </a>
      </div>
      {id && <FailureId id={id} />}
    </PlainFrame>
  );
}

function FailureId({ id }: { id: string }) {
  return (
    <p className="mt-5 border-t border-line pt-3 text-xs text-ink-3">
      {ERROR_PAGE.errorId} <code className="font-mono text-ink-2 select-all">{id}</code>
    </p>
  );
}
