import type { ColumnType } from "kysely";
import type { Timestamp } from "./column-types.ts";

/** Data about a whole workspace: full exports, and its deletion. */

interface TenantExportTable {
  tenant_id: string;
  id: string;
  created_by: string;
  created_at: Timestamp;
}

interface TenantExportFileTable {
  tenant_id: string;
  export_id: string;
  sha256: string;
  byte_size: number;
  row_count: number;
  file_count: number;
  created_at: Timestamp;
  /** Set by the database. */
  expires_at: Timestamp;
}

interface TenantExportRemovalTable {
  tenant_id: string;
  export_id: string;
  created_at: Timestamp;
}

interface TenantDeletionTable {
  tenant_id: string;
  attempt: number;
  reason: string;
  created_by: string;
  created_at: Timestamp;
}

/** Set by the database, whatever value is given. */
type ByDatabase<T> = ColumnType<T, T | undefined, never>;

interface TenantDeletionConfirmationTable {
  tenant_id: string;
  attempt: number;
  /** Whether the same person requested and confirmed, in a workspace that no one else manages. */
  is_alone: ByDatabase<boolean>;
  closes_at: ByDatabase<Date>;
  erases_at: ByDatabase<Date>;
  created_by: string;
  created_at: Timestamp;
}

interface TenantDeletionEndTable {
  tenant_id: string;
  attempt: number;
  created_by: string;
  created_at: Timestamp;
}

interface TenantClosingTable {
  tenant_id: string;
  attempt: number;
  created_at: Timestamp;
}

interface TenantErasureTable {
  tenant_id: string;
  attempt: number;
  /** How long the books are kept; null if nothing was ever booked. */
  books_until: ByDatabase<Date | null>;
  /** Numbers of its issued reports, which remain published. */
  report_numbers: ByDatabase<string[]>;
  created_at: Timestamp;
}

export interface TenantTables {
  tenant_export: TenantExportTable;
  tenant_export_file: TenantExportFileTable;
  tenant_export_removal: TenantExportRemovalTable;
  tenant_deletion: TenantDeletionTable;
  tenant_deletion_confirmation: TenantDeletionConfirmationTable;
  tenant_deletion_end: TenantDeletionEndTable;
  tenant_closing: TenantClosingTable;
  tenant_erasure: TenantErasureTable;
}
