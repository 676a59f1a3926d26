import { Resolver } from "node:dns/promises";
import type { DnsResult } from "./domain-state.ts";

/** Where checks of domains go. Both are set only by operators and tests. */
export interface ProofNetwork {
  /** DNS servers as `IP` or `IP:PORT`. Empty for those of the system. */
  dnsServers: readonly string[];
  /** A test program on this machine that answers instead of all domains. */
  standIn: string | undefined;
}

const ONE_TRY_MS = 3000;
const TRIES = 2;
/** More than one name has in practice. */
const MOST_RECORDS = 100;

export function resolverOf({ dnsServers }: ProofNetwork): Resolver {
  const resolver = new Resolver({ timeout: ONE_TRY_MS, tries: TRIES });
  if (dnsServers.length > 0) resolver.setServers(dnsServers);
  return resolver;
}

/** Looks for a TXT record with exactly this value. */
export async function askDns(network: ProofNetwork, name: string, value: string): Promise<DnsResult> {
  try {
    const records = await resolverOf(network).resolveTxt(name);
    const texts = records.slice(0, MOST_RECORDS).map((parts) => parts.join("").trim());
    return texts.includes(value) ? "found" : "other";
  } catch (error) {
    return isMissing(error) ? "none" : "unreachable";
  }
}

/** There is no such name or record, as the servers of the domain state. */
export function isMissing(error: unknown): boolean {
  return ["ENOTFOUND", "ENODATA"].includes((error as NodeJS.ErrnoException).code ?? "");
}
