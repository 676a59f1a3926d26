import type { Timestamp } from "./column-types.ts";

/** What concerns a whole workspace: exports of all that it holds. */

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
  /** Filled in by the database. */
  expires_at: Timestamp;
}

interface TenantExportRemovalTable {
  tenant_id: string;
  export_id: string;
  created_at: Timestamp;
}

export interface TenantTables {
  tenant_export: TenantExportTable;
  tenant_export_file: TenantExportFileTable;
  tenant_export_removal: TenantExportRemovalTable;
}
