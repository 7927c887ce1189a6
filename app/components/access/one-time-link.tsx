import type { ReactNode } from "react";
import { CopyField } from "../ui/forms/copy-field";
import { Flash } from "../ui/flash";

type OneTimeAddressProps = { title: string; label: string; href: string; children: ReactNode };

/** A secret that is shown this once: an address or a key, ready to be copied. */
export function OneTimeAddress({ title, label, href, children }: OneTimeAddressProps) {
  return (
    <Flash title={title}>
      <p className="mb-2">{children}</p>
      <CopyField label={label} value={href} />
    </Flash>
  );
}
