import { quoteName } from "#app/encoding/text/quote-name.ts";
import type { VerifierIdentity } from "#app/proof/assurance-credential.ts";

interface Words {
  verifier: { domain: (domain: string, name: string) => string; none: (name: string) => string };
}

/** A verification body as a statement names it, and how it proved who it is. */
export interface NamedVerifier {
  name: string;
  identity?: VerifierIdentity | null | undefined;
}

/**
 * The one way to name the body that confirmed a statement: by what is proved. That is its name, where the operator
 * compared exactly this name with a register, or the domain that it controls, which names itself so.
 */
export function sayVerifier({ verifier: t }: Words, { name, identity }: NamedVerifier): string {
  if (identity?.kind === "registration") return name;
  return identity ? t.domain(identity.value, quoteName(name)) : t.none(quoteName(name));
}
