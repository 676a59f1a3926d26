import type { Generated } from "kysely";
import type { Timestamp } from "./column-types.ts";

interface ClientTable {
  tenant_id: string;
  id: Generated<string>;
  organization_id: string | null;
  created_by: string;
  created_at: Timestamp;
}

interface ClientVersionTable {
  tenant_id: string;
  client_id: string;
  version: number;
  after: number | null;
  legal_name_en: string;
  legal_name_zh: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  tax_id: string;
  address_en: string;
  address_zh: string;
  contact_name: string;
  email: string;
  is_business: boolean;
  /** The language that the client is written to in. */
  locale: "en" | "zh";
  created_by: string;
  created_at: Timestamp;
}

/** What is sold to whom: clients, services, quotes and orders of a seller's tenant. */
export interface OrderTables {
  client: ClientTable;
  client_version: ClientVersionTable;
  /** A view: the newest version of each client. */
  current_client: ClientVersionTable & { organization_id: string | null };
}
