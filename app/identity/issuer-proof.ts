import type { ProofMethod } from "./domain-state.ts";

/** What is proved of the issuer of a report, as strangers see it. Times are ISO 8601. */
export interface IssuerProofs {
  domains: ShownDomain[];
  /** For a name under which the report was issued. */
  registrations: ShownRegistration[];
}

export interface ShownDomain {
  domain: string;
  method: ProofMethod;
  /** The last check that found the record. */
  confirmedAt: string;
  /** The first failed check since then. */
  failedAt: string | null;
  /** When the proof lapsed. */
  endedAt: string | null;
}

export interface ShownRegistration {
  name: string;
  number: string;
  register: string;
  /** Day in UTC. */
  checkedOn: string;
}

export const NO_PROOFS: IssuerProofs = { domains: [], registrations: [] };

/** Whether anything is proved now. */
export function isProved({ domains, registrations }: IssuerProofs): boolean {
  return registrations.length > 0 || domains.some(({ endedAt }) => endedAt === null);
}

/** Whether the operator compared each form of the name with a register. */
export function isNameChecked(
  name: { en?: string | undefined; zh?: string | undefined },
  proofs: IssuerProofs,
): boolean {
  return [name.en, name.zh].every((one) => !one || proofs.registrations.some((other) => other.name === one));
}
