import type { DataRequestState } from "./data-request-state.ts";

export interface DataRequestRow {
  id: string;
  recipientName: string;
  recipientEmail: string;
  state: DataRequestState;
  sources: { name: { en: string; zh: string }; facility: { en: string; zh: string } }[];
  months: string[];
  answered: number;
  asked: number;
  /** ISO 8601. */
  sentAt: string;
  expiresAt: string;
}
