import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "../button";
import { classNames } from "../class-names";
import type { FilterOption } from "./filter-chip";
import { CHIP_CLASSES, Menu } from "./menu";
import { CONTROLS } from "~/wording/shared/controls";
import { MenuLink } from "./menu-link";

type FormChipProps = {
  name: string;
  label: string;
  active?: boolean | undefined;
  /** Parts of the address that stay as they are. */
  keep?: readonly { name: string; value: string }[] | undefined;
  /** Frequent choices, as links above the fields. */
  choices?: readonly FilterOption[] | undefined;
  align?: "start" | "end" | undefined;
  /** The fields. */
  children: ReactNode;
};

/** A filter of the view that needs typing: dates, a threshold. Its form writes the address. */
export function FormChip({ name, label, active = false, keep = [], choices = [], align, children }: FormChipProps) {
  return (
    <Menu
      label={label}
      accessibleLabel={name === label ? name : `${name}: ${label}`}
      align={align}
      className={classNames(CHIP_CLASSES, active && "border-brand text-ink")}
    >
      {choices.length > 0 && (
        <ul className="grid grid-cols-2 border-b border-line pb-1">
          {choices.map((choice) => (
            <li key={choice.label}>
              <MenuLink to={choice.href} current={choice.current}>
                {choice.label}
              </MenuLink>
            </li>
          ))}
        </ul>
      )}
      <Form method="get" className="grid w-60 max-w-full gap-3 p-2">
        {keep.map((entry) => (
          <input key={`${entry.name}=${entry.value}`} type="hidden" name={entry.name} value={entry.value} />
        ))}
        {children}
        <Button kind="primary">{CONTROLS.apply}</Button>
      </Form>
    </Menu>
  );
}
