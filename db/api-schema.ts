import type { Generated } from "kysely";
import type { NullableJson, Timestamp } from "./column-types.ts";

/** API keys, and the answers kept for repeated requests. */

export interface ApiKeyTable {
  tenant_id: string;
  id: Generated<string>;
  name: string;
  /** The organization it gives access to; null for every organization of the tenant. */
  organization_id: string | null;
  scopes: string[];
  secret_hash: Uint8Array;
  /** The beginning of the secret, to distinguish keys. */
  secret_hint: string;
  created_by: string;
  created_at: Timestamp;
  expires_at: Timestamp;
}

export interface ApiKeyRevocationTable {
  tenant_id: string;
  api_key_id: string;
  revoked_by: string;
  revoked_at: Timestamp;
}

/** The days on which a key was used; the time of day is not kept. */
export interface ApiKeyUseTable {
  tenant_id: string;
  api_key_id: string;
  used_on: string;
}

export interface IdempotencyKeyTable {
  tenant_id: string;
  api_key_id: string;
  key: string;
  request_hash: Uint8Array;
  status: number;
  headers: NullableJson<Record<string, string>>;
  body: string;
  created_at: Timestamp;
}
