import type { Messages } from "#app/i18n/index.ts";

export type DataRequestStateKey = keyof Messages["dataRequest"]["state"];

/** A request as lists show it. */
export interface DataRequestRow {
  id: string;
  recipientName: string;
  recipientEmail: string;
  state: DataRequestStateKey;
  sources: { name: { en: string; zh: string }; facility: { en: string; zh: string } }[];
  months: string[];
  answered: number;
  asked: number;
  /** ISO 8601. */
  sentAt: string;
  expiresAt: string;
}
