/** The name of the TXT record, below the domain. */
export const RECORD_LABEL = "_truetonne-proof";
/** Where the file is, on the domain itself. */
export const WELL_KNOWN_PATH = "/.well-known/did.json";

export type DomainFault = "domain_missing" | "domain_invalid" | "domain_address";

/**
 * Reads a domain as people type it: with or without `https://`, a path or capital letters. Other alphabets become ASCII
 * (`xn--…`), so that no letter imitates another.
 */
export function readDomain(typed: string): { ok: true; domain: string } | { ok: false; fault: DomainFault } {
  const text = typed.trim();
  if (text === "") return { ok: false, fault: "domain_missing" };
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return { ok: false, fault: "domain_invalid" };
  const { hostname, username, password, port } = new URL(address);
  const domain = hostname.replace(/\.$/, "");
  if (username || password || port) return { ok: false, fault: "domain_invalid" };
  if (/^[\d.]+$/.test(domain) || domain.startsWith("[")) return { ok: false, fault: "domain_address" };
  return isDomain(domain) ? { ok: true, domain } : { ok: false, fault: "domain_invalid" };
}

const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
/** The name of the record below it must still fit into the 253 characters of a name. */
const LONGEST = 230;

function isDomain(domain: string): boolean {
  const labels = domain.split(".");
  return domain.length <= LONGEST && labels.length >= 2 && labels.every((label) => LABEL.test(label));
}

export function recordNameOf(domain: string): string {
  return `${RECORD_LABEL}.${domain}`;
}

/** The value of the TXT record. */
export function recordValueOf(identityId: string): string {
  return `truetonne-workspace=${identityId}`;
}

/** The same in `alsoKnownAs` of a DID document, which holds URIs. */
export function knownAsOf(identityId: string): string {
  return `urn:uuid:${identityId}`;
}

/** The document for the file, if the domain has none. */
export function didDocumentOf(domain: string, identityId: string): string {
  const document = {
    "@context": ["https://www.w3.org/ns/did/v1"],
    id: `did:web:${domain}`,
    alsoKnownAs: [knownAsOf(identityId)],
  };
  return JSON.stringify(document, null, 2);
}

/** Whether a DID document is the domain's own and names the workspace. */
export function namesWorkspace(text: string, { domain, identityId }: { domain: string; identityId: string }): boolean {
  const document = parse(text);
  if (typeof document !== "object" || document === null) return false;
  const { id, alsoKnownAs } = document as { id?: unknown; alsoKnownAs?: unknown };
  return id === `did:web:${domain}` && Array.isArray(alsoKnownAs) && alsoKnownAs.includes(knownAsOf(identityId));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
