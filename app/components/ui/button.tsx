import type { ButtonHTMLAttributes, ReactNode } from "react";
import { type ButtonKind, type ButtonSize, buttonClasses } from "./button-classes";
import { Spinner } from "./spinner";

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className"> & {
  kind?: ButtonKind | undefined;
  size?: ButtonSize | undefined;
  /** While true the button keeps its place and focus, says that it works, and ignores presses. */
  busy?: boolean | undefined;
  icon?: ReactNode;
  className?: string | undefined;
};

/** A button. Submits its form unless `type="button"` is given. */
export function Button({
  kind = "secondary",
  size = "regular",
  busy = false,
  icon,
  className,
  type = "submit",
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
      className={buttonClasses(kind, size, className)}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}
