import type { ShownRegistration } from "./issuer-proof.ts";

/** A workspace in whose name a person can make a statement, with what is proved of it now. */
export interface ProvedBody {
  tenantId: string;
  name: string;
  domains: { domain: string; checkedOn: string }[];
  registrations: ShownRegistration[];
}
