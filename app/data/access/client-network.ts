import ipaddr from "ipaddr.js";

/** Addresses of one subscriber share this many leading bits. */
const IPV6_NETWORK_BITS = 64;

/**
 * What tries are counted by: an IPv4 address, or the /64 of an IPv6 address, whose owner can take any address in it. An IPv4 address
 * counts as such however it is written: mapped into IPv6, translated, or with a port as some proxies add it. Text that is no address
 * counts as it stands.
 */
export function networkOf(clientAddress: string): string {
  const bare = withoutPort(clientAddress.trim());
  if (!ipaddr.isValid(bare)) return clientAddress;
  const address = ipaddr.parse(bare);
  if (address instanceof ipaddr.IPv4) return address.toString();
  if (address.isIPv4MappedAddress()) return address.toIPv4Address().toString();
  const bytes = address.toByteArray();
  if (address.range() === "rfc6052") return new ipaddr.IPv4(bytes.slice(12)).toString();
  const network = bytes.map((byte, index) => (index < IPV6_NETWORK_BITS / 8 ? byte : 0));
  return `${new ipaddr.IPv6(network).toString()}/${IPV6_NETWORK_BITS}`;
}

/** `192.0.2.1:443`, `[2001:db8::1]:443` and `[2001:db8::1]` name the address within. */
function withoutPort(text: string): string {
  return /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text;
}
