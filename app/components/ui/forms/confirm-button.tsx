import { type ReactNode, useRef, useState } from "react";
import { Button } from "../button";
import type { ButtonKind, ButtonSize } from "../button-classes";
import { Dialog } from "../dialog";
import { CONTROLS } from "~/wording/shared/controls";

type ConfirmButtonProps = {
  /** What the button says: "Revoke". */
  label: string;
  /** The question: "Revoke this link?". */
  title: string;
  /** What will happen, and whether it can be undone. */
  children: ReactNode;
  /** The button that does it: "Revoke link". */
  confirmLabel: string;
  kind?: ButtonKind | undefined;
  size?: ButtonSize | undefined;
  /** Sent with the form, as a submit button's own name and value. */
  name?: string | undefined;
  value?: string | undefined;
  busy?: boolean | undefined;
};

/** A submit button that asks first. Without a script it submits at once. Stands inside the form it submits. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { label, title, children, confirmLabel, kind = "danger", size, name, value, busy } = props;
  const trigger = useRef<HTMLSpanElement>(null);
  const confirmed = useRef(false);
  const [asking, setAsking] = useState(false);
  return (
    <span ref={trigger} className="contents">
      <Button
        kind={kind}
        size={size}
        name={name}
        value={value}
        busy={busy}
        onClick={(event) => {
          if (confirmed.current) confirmed.current = false;
          else {
            event.preventDefault();
            setAsking(true);
          }
        }}
      >
        {label}
      </Button>
      {asking && (
        <Dialog title={title} onClose={() => setAsking(false)}>
          <div className="text-sm text-pretty text-ink-2">{children}</div>
          <div className="mt-5 flex justify-end gap-2">
            <Button type="button" onClick={() => setAsking(false)}>
              {CONTROLS.cancel}
            </Button>
            <Button
              type="button"
              kind={kind}
              onClick={() => {
                confirmed.current = true;
                setAsking(false);
                trigger.current?.querySelector("button")?.click();
              }}
            >
              {confirmLabel}
            </Button>
          </div>
        </Dialog>
      )}
    </span>
  );
}
