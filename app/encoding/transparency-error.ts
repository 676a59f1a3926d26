/**
 * A proof, key, number or file that is not what it has to be. `code` is stable and names the fault; `facts` carry the
 * evidence (both roots, the position, the size and its limit) as text.
 */
export class TransparencyError extends Error {
  readonly code: string;
  readonly facts: Readonly<Record<string, string>>;

  constructor(code: string, facts: Record<string, string> = {}) {
    const evidence = Object.entries(facts).map(([name, value]) => `${name}=${value}`);
    super(evidence.length === 0 ? code : `${code}: ${evidence.join(", ")}`);
    this.name = "TransparencyError";
    this.code = code;
    this.facts = facts;
  }
}
