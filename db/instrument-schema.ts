import type { Generated } from "kysely";
import type { Json, Timestamp } from "./column-types.ts";

/** The register of contractual instruments, and what they cover. */

export interface ContractualInstrumentTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  type: string;
  registry: string;
  serial_first: string;
  serial_last: string;
  contract_number: string;
  plant: string;
  technology: string;
  country: string;
  generated_from: string;
  generated_until: string;
  quantity: string;
  unit: string;
  kg_per_unit: Json<Record<string, string>>;
  cancelled_on: string | null;
  beneficiary: string;
  statement_file_id: string | null;
  created_by: string;
  created_at: Timestamp;
}

export interface InstrumentWithdrawalTable {
  tenant_id: string;
  instrument_id: string;
  reason: string;
  created_by: string;
  created_at: Timestamp;
}

/** How far from a reporting period electricity may be generated; a new version is a new row. */
export interface VintageWindowTable {
  tenant_id: string;
  organization_id: string;
  version: number;
  months_before: number;
  months_after: number;
  created_by: string;
  created_at: Timestamp;
}

/** The certificates of a held instrument, comparable over the whole installation. */
export interface InstrumentSerialsTable {
  tenant_id: string;
  instrument_id: string;
  serials: string;
}

export interface InstrumentAllocationTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string;
  instrument_id: string;
  record_id: string;
  /** In the unit of the instrument. */
  quantity: string;
  created_by: string;
  created_at: Timestamp;
}

export interface InstrumentReleaseTable {
  tenant_id: string;
  allocation_id: string;
  created_by: string;
  created_at: Timestamp;
}
