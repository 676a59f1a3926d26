import { BlockList, isIPv4, isIPv6 } from "node:net";

/** Networks that are not on the public internet, from the IANA special-purpose registries (RFC 6890). */
const PRIVATE_V4: readonly [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

/** Parts of the global unicast network that lead elsewhere: tunnels, which hold IPv4 addresses, and documentation. */
const PRIVATE_V6: readonly [string, number][] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const blocked = new BlockList();
for (const [network, bits] of PRIVATE_V4) blocked.addSubnet(network, bits, "ipv4");
for (const [network, bits] of PRIVATE_V6) blocked.addSubnet(network, bits, "ipv6");

const global = new BlockList();
global.addSubnet("2000::", 3, "ipv6");

/** Whether an IP address belongs to the public internet. Anything unknown does not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !blocked.check(address, "ipv4");
  // Addresses outside of global unicast, such as mapped, local and translated ones, are never public.
  return isIPv6(address) && global.check(address, "ipv6") && !blocked.check(address, "ipv6");
}
