import { classNames } from "../class-names";
import { CHIP_CLASSES, Menu } from "./menu";
import { MenuLink } from "./menu-link";

export type FilterOption = { label: string; href: string; current: boolean };

type FilterChipProps = {
  /** What is filtered: "Program". */
  name: string;
  /** The choice as a phrase: "All programs", "vs September". */
  label: string;
  options: readonly FilterOption[];
  /** The choice differs from the view's usual one. */
  active?: boolean | undefined;
};

/** A filter of the view, kept in its address: each choice is a link. */
export function FilterChip({ name, label, options, active = false }: FilterChipProps) {
  return (
    <Menu
      label={label}
      accessibleLabel={`${name}: ${label}`}
      className={classNames(CHIP_CLASSES, active && "border-brand text-ink")}
    >
      <ul>
        {options.map((option) => (
          <li key={option.href}>
            <MenuLink to={option.href} current={option.current}>
              {option.label}
            </MenuLink>
          </li>
        ))}
      </ul>
    </Menu>
  );
}
