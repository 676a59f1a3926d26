/** What a type of contractual instrument is, and where it is valid. */
interface InstrumentType {
  /** Whether a registry issues it and has to cancel it. Other types are contracts. */
  isCertificate: boolean;
  /** The only countries whose meters it can cover. Absent if any market can have it. */
  markets?: readonly string[];
}

/**
 * The European Economic Area with the further members of the Association of Issuing Bodies. Great Britain has had its own
 * system, and has not recognized guarantees of origin, since April 2023.
 */
export const EUROPE: readonly string[] =
  "AT BE BG CH CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV ME MT NL NO PL PT RO RS SE SI SK".split(" ");

const TYPES: Readonly<Record<string, InstrumentType>> = {
  green_power_trade: { isCertificate: true, markets: ["CN"] },
  green_electricity_certificate: { isCertificate: true, markets: ["CN"] },
  guarantee_of_origin: { isCertificate: true, markets: EUROPE },
  rego: { isCertificate: true, markets: ["GB"] },
  rec: { isCertificate: true, markets: ["US", "CA"] },
  i_rec: { isCertificate: true },
  power_purchase_agreement: { isCertificate: false },
  direct_line: { isCertificate: false },
  supplier_contract: { isCertificate: false },
};

/** GHG Protocol Scope 2 Guidance, table 6.1. */
export const INSTRUMENT_TYPES: readonly string[] = Object.keys(TYPES);

/** Undefined for a type that only a document of others names. */
export function instrumentType(type: string): InstrumentType | undefined {
  return Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
}
