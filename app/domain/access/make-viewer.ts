import type { ImportLimits } from "./import-limits";
import { partnerScope, WHOLE_SCOPE } from "./scope";
import type { Role, Viewer } from "./viewer";

type Holder = { readonly id: string; readonly name: string; readonly role: Role; readonly vendorId: number | null };

/** A partner without a vendor sees nothing: an empty list of vendors lets nothing through. */
function scopeOf({ role, vendorId }: Holder) {
  if (role !== "partner") return WHOLE_SCOPE;
  return vendorId === null ? { ...partnerScope(0), vendorIds: [] } : partnerScope(vendorId);
}

/** The viewer that a signed-in account is. */
export function viewerOfAccount(account: Holder & { readonly email: string }): Viewer {
  const { id: userId, name, email, role, vendorId } = account;
  const scope = scopeOf(account);
  return role === "partner"
    ? { kind: "partner", userId, name, email, vendorId: vendorId ?? 0, scope }
    : { kind: "member", userId, name, email, role, scope };
}

/** The viewer that an API key is. */
export function viewerOfKey(key: Holder & { readonly imports: ImportLimits }): Viewer {
  return { kind: "key", keyId: key.id, name: key.name, role: key.role, scope: scopeOf(key), imports: key.imports };
}
