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
export type NoticeMode = NoticeUrgency | "never";

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

interface NoticePreferenceTable {
  user_id: string;
  /** A kind of notice, or `digest`. */
  kind: string;
  mail: NoticeMode;
}

interface NoticeDigestTable {
  user_id: string;
  /** `YYYY-MM-DD` */
  day: string;
  token_hash: Uint8Array;
}

export type ClientMailKind =
  | "quote.sent"
  | "quote.link_renewed"
  | "invoice.issued"
  | "invoice.reminder"
  | "credit_note.issued"
  | "payment.recorded"
  | "order.draft_given"
  | "order.draft_answered"
  | "order.released"
  | "order.copy_added"
  | "client.portal_sent";

export type ClientMailState = "waiting" | "queued" | "sent" | "failed" | "no_address";

interface ClientMailTable {
  tenant_id: string;
  id: Generated<string>;
  client_id: string;
  kind: ClientMailKind;
  subject_id: string;
  occasion: number;
  recipient: string;
  locale: string;
  facts: Json<NoticeFacts>;
  state: ClientMailState;
  mail_id: string | null;
  created_at: Timestamp;
  settled_at: Date | null;
}

interface SellerMailTable {
  tenant_id: string;
  version: number;
  sender_name: string;
  reply_to: string;
  signature_en: string;
  signature_zh: string;
  reminder_days: number[];
  created_by: string;
  created_at: Timestamp;
}

export interface NoticeTables {
  client_mail: ClientMailTable;
  seller_mail: SellerMailTable;
  notice: NoticeTable;
  visible_notice: NoticeTable;
  notice_preference: NoticePreferenceTable;
  notice_digest: NoticeDigestTable;
}
