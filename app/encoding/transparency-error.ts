/**
 * An invalid proof, key, number or file. `code` is stable and names the error. `facts` hold the evidence as text (both
 * roots, the position, the size and its limit).
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
