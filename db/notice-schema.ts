import type { Generated } from "kysely";
import type { Json, Timestamp } from "./column-types.ts";

interface NoticeName {
  en: string;
  zh: string;
}

/** What the words of a notice name, as it was when it was caused. */
export interface NoticeFacts {
  /** The thing that it is about: a number, or a name in both languages. */
  about: NoticeName | null;
  /** A further party or document. */
  other: NoticeName | null;
  organization: NoticeName | null;
  amount: { minor: string; currency: string } | null;
  /** `YYYY-MM-DD` */
  dueOn: string | null;
}

export type NoticeSide = "member" | "consultancy" | "verifier" | "party";
export type NoticeUrgency = "now" | "digest";

interface NoticeTable {
  tenant_id: string;
  id: Generated<string>;
  sequence: string | number;
  user_id: string;
  kind: string;
  side: NoticeSide;
  organization_id: string | null;
  engagement_id: string | null;
  roles: string[];
  path: string;
  facts: Json<NoticeFacts>;
  urgency: NoticeUrgency;
  created_at: Timestamp;
  read_at: Date | null;
  mailed_at: Date | null;
}

export interface NoticeTables {
  notice: NoticeTable;
  visible_notice: NoticeTable;
}
