import { defineStates } from "#app/kit/states.ts";

/** What the DNS record of a domain showed. */
export type DnsResult = "found" | "none" | "other" | "unreachable";

/** What `/.well-known/did.json` of a domain showed. It isn't requested if the DNS record is there. */
export type WebResult = DnsResult | "private" | "redirected" | "too_large" | "not_asked";

export type ProofMethod = "dns" | "web";

export interface DomainCheck {
  at: Date;
  dns: DnsResult;
  web: WebResult;
}

/** Whether a workspace controls a domain. It follows from the checks and the clock. */
export const DOMAIN = defineStates({
  tones: { unchecked: "neutral", unproved: "warning", proved: "good", failing: "warning", lapsed: "bad" },
  acts: {},
  stored: {},
});
export type DomainState = (typeof DOMAIN.all)[number];

/** A proof, as strangers see it. */
export interface DomainProof {
  method: ProofMethod;
  /** The first of the checks that found the record without a lapse between them. */
  provedAt: Date;
  /** The last check that found the record. */
  confirmedAt: Date;
  /** The first failed check after that. */
  failedAt: Date | null;
  lapsedAt: Date | null;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** A failed check counts only together with another one, at least this much later. */
export const LAPSE_MS = 3 * DAY_MS;
/** Interval of the repeated checks of a proved domain. After a failed check the next one follows after `LAPSE_MS`. */
export const RECHECK_MS = 7 * DAY_MS;
/** Without any check for this long, a proof counts no longer. */
export const STALE_MS = 35 * DAY_MS;

export function methodOf({ dns, web }: Pick<DomainCheck, "dns" | "web">): ProofMethod | null {
  if (dns === "found") return "dns";
  return web === "found" ? "web" : null;
}

/** The proof that the checks of a domain give, oldest first. Null if none found the record. */
export function proofOf(checks: readonly DomainCheck[]): DomainProof | null {
  let proof: DomainProof | null = null;
  for (const check of checks) {
    const method = methodOf(check);
    if (method) {
      const isUnbroken: boolean = proof !== null && endOf(proof, check.at) === null;
      proof = {
        method,
        provedAt: isUnbroken ? proof!.provedAt : check.at,
        confirmedAt: check.at,
        failedAt: null,
        lapsedAt: null,
      };
    } else if (proof) proof = afterFailure(proof, check.at);
  }
  return proof;
}

function afterFailure(proof: DomainProof, at: Date): DomainProof {
  const { failedAt, lapsedAt } = proof;
  if (lapsedAt) return proof;
  if (!failedAt) return { ...proof, failedAt: at };
  return at.getTime() - failedAt.getTime() >= LAPSE_MS ? { ...proof, lapsedAt: at } : proof;
}

/** When a proof ended: by two failed checks, or because no check confirmed it for weeks. Null while it holds. */
export function endOf({ lapsedAt, confirmedAt }: Pick<DomainProof, "lapsedAt" | "confirmedAt">, now: Date) {
  if (lapsedAt) return lapsedAt;
  const staleAt = new Date(confirmedAt.getTime() + STALE_MS);
  return staleAt <= now ? staleAt : null;
}

export function stateOfDomain(checks: readonly DomainCheck[], now: Date): DomainState {
  if (checks.length === 0) return "unchecked";
  const proof = proofOf(checks);
  if (!proof) return "unproved";
  if (endOf(proof, now)) return "lapsed";
  return proof.failedAt ? "failing" : "proved";
}

/** Whether a proved domain is due for its repeated check. A lapsed proof needs a new request. */
export function isDue(checks: readonly DomainCheck[], now: Date): boolean {
  const proof = proofOf(checks);
  const last = checks.at(-1);
  if (!proof || !last || proof.lapsedAt) return false;
  return now.getTime() - last.at.getTime() >= (proof.failedAt ? LAPSE_MS : RECHECK_MS);
}
