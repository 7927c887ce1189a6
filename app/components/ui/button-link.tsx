import { Link, type LinkProps } from "@remix-run/react";
import type { ReactNode } from "react";
import { type ButtonKind, type ButtonSize, buttonClasses } from "./button-classes";

type ButtonLinkProps = Omit<LinkProps, "className"> & {
  kind?: ButtonKind | undefined;
  size?: ButtonSize | undefined;
  icon?: ReactNode;
  className?: string | undefined;
};

/** A link that looks like a button. Give `reloadDocument` for downloads. */
export function ButtonLink({
  kind = "secondary",
  size = "regular",
  icon,
  className,
  children,
  ...rest
}: ButtonLinkProps) {
  return (
    <Link {...rest} className={buttonClasses(kind, size, className)}>
      {icon}
      {children}
    </Link>
  );
}
