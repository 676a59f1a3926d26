import { isJsonObject, type JsonObject } from "#app/encoding/canonical-json.ts";
import { isPlainText } from "#app/encoding/plain-text.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";

/**
 * What the installation had on record about the issuer of a report when it was issued. It is the installation's own
 * statement, frozen: a proof may have ended since.
 */
export interface StatedProofs {
  /** Whether the operator compared each form of the issuer's name with a register. */
  nameChecked: boolean;
  proofs: StatedProof[];
}

/**
 * `domain`: the issuer controls `value`. `registration`: the operator compared `name` with an entry in a register,
 * `value`. `name_review`: `name` resembles another, and the operator allowed it.
 */
export interface StatedProof {
  kind: "domain" | "registration" | "name_review";
  method: "dns" | "web" | "register" | "review";
  value: string;
  /** Exactly as the report has it. Absent for a domain. */
  name?: string | undefined;
  /** `YYYY-MM-DD`, in UTC. */
  checkedOn: string;
  /** The host of the installation. */
  checkedBy: string;
}

const METHODS: Record<StatedProof["kind"], readonly string[]> = {
  domain: ["dns", "web"],
  registration: ["register"],
  name_review: ["review"],
};

/** Far more than an issuer has. */
const MOST_PROOFS = 100;

/**
 * Reads the proofs from the issuer of a record; undefined in records before they were kept.
 *
 * @throws TransparencyError `invalid_credential`
 */
export function readStatedProofs({ nameChecked, proofs }: JsonObject): StatedProofs | undefined {
  if (nameChecked === undefined && proofs === undefined) return undefined;
  if (typeof nameChecked !== "boolean") throw misshapen("nameChecked");
  if (!Array.isArray(proofs) || proofs.length > MOST_PROOFS) throw misshapen("proofs");
  return { nameChecked, proofs: proofs.map(readProof) };
}

/** Members of the issuer of a record. */
export function writeStatedProofs(stated: StatedProofs | undefined): JsonObject {
  if (stated === undefined) return {};
  const proofs = stated.proofs.map((proof) => ({ ...proof })) as JsonObject[];
  return { nameChecked: stated.nameChecked, proofs };
}

function readProof(proof: unknown): StatedProof {
  if (!isJsonObject(proof)) throw misshapen("proofs");
  const { kind, method, value, name, checkedOn, checkedBy } = proof;
  const isOfKind = typeof kind === "string" && Object.hasOwn(METHODS, kind);
  if (!isOfKind || !METHODS[kind as StatedProof["kind"]].includes(String(method))) throw misshapen("proofs/method");
  if (![value, checkedBy, ...(kind === "domain" ? [] : [name])].every(isText)) throw misshapen("proofs/value");
  if (typeof checkedOn !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(checkedOn)) throw misshapen("proofs/checkedOn");
  return {
    kind: kind as StatedProof["kind"],
    method: method as StatedProof["method"],
    value: value as string,
    ...(kind === "domain" ? {} : { name: name as string }),
    checkedOn,
    checkedBy: checkedBy as string,
  };
}

const isText = (value: unknown) => typeof value === "string" && /\S/.test(value) && isPlainText(value);

function misshapen(member: string): TransparencyError {
  return new TransparencyError("invalid_credential", { member: `issuer/${member}` });
}
