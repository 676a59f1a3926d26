import type { Right } from "./role.ts";

/** What a key of the API may be made for. */
export const API_SCOPES = ["read", "activities:write", "runs:write", "reports:issue"] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** The right that the maker of a key must hold at this moment for its scope to count: as the pages ask for the same act. */
export const RIGHT_OF_SCOPE: Record<ApiScope, Right> = {
  read: "organization.view",
  "activities:write": "records.write",
  "runs:write": "runs.calculate",
  "reports:issue": "report.issue",
};

/** How long a key may be made for, in days. */
export const KEY_LIFETIMES = [30, 90, 180, 365] as const;
