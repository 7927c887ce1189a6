import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "../button";
import { classNames } from "../class-names";
import { CHIP_CLASSES, Menu } from "./menu";
import { CONTROLS } from "~/wording/shared/controls";

type FormChipProps = {
  name: string;
  label: string;
  active?: boolean | undefined;
  /** Parts of the address that stay as they are. */
  keep?: readonly { name: string; value: string }[] | undefined;
  /** The fields. */
  children: ReactNode;
};

/** A filter of the view that needs typing: dates, a threshold. Its form writes the address. */
export function FormChip({ name, label, active = false, keep = [], children }: FormChipProps) {
  return (
    <Menu
      label={label}
      accessibleLabel={`${name}: ${label}`}
      className={classNames(CHIP_CLASSES, active && "border-brand text-ink")}
    >
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
