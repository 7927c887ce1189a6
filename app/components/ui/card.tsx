import type { ReactNode } from "react";
import { classNames } from "./class-names";

type CardProps = {
  /** `none` for lists and tables that bring their own edges. */
  padding?: "regular" | "none" | undefined;
  as?: "div" | "section" | "article" | undefined;
  labelledBy?: string | undefined;
  className?: string | undefined;
  children: ReactNode;
};

/** A raised surface. */
export function Card({ padding = "regular", as: Element = "div", labelledBy, className, children }: CardProps) {
  return (
    <Element
      aria-labelledby={labelledBy}
      className={classNames(
        "card rounded-lg border border-line bg-surface shadow-card",
        padding === "regular" && "p-4",
        className,
      )}
    >
      {children}
    </Element>
  );
}
