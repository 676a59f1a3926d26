import type { Right } from "./role.ts";

export const API_SCOPES = ["read", "activities:write", "instruments:write", "runs:write", "reports:issue"] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** The permission that the maker of a key must currently have for its scope, the same as on the pages. */
export const RIGHT_OF_SCOPE: Record<ApiScope, Right> = {
  read: "organization.view",
  "activities:write": "records.write",
  "instruments:write": "records.write",
  "runs:write": "runs.calculate",
  "reports:issue": "report.issue",
};

/** Possible lifetimes of a key, in days. */
export const KEY_LIFETIMES = [30, 90, 180, 365] as const;
