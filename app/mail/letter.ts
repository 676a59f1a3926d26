import type { Zone } from "#app/day/zone.ts";
import type { Locale } from "#app/i18n/index.ts";

/** What the product writes to people. Each letter with a link carries a token: it is sent, never logged. */
export type Letter =
  | { kind: "confirmAddress"; name: string; url: string }
  | { kind: "accountExists"; name: string; signInUrl: string; resetUrl: string }
  | { kind: "accountUnconfirmed"; url: string }
  | { kind: "resetPassword"; name: string; url: string }
  | { kind: "passwordChanged"; name: string; resetUrl: string }
  | { kind: "signInPaused" | "codePaused"; name: string; resetUrl: string }
  | { kind: "secondFactorOff"; name: string; resetUrl: string }
  | { kind: "invitation"; inviter: string; tenant: string; url: string }
  | VerifierInvitationLetter
  | { kind: "engagementOffer"; inviter: string; organization: { en: string; zh: string }; url: string }
  | TaskReminderLetter
  | AdministratorLetter
  | QuoteLetter
  | BankLetter
  | DataRequestLetter;

/** To somebody of a verification body who is asked to look at an inventory. */
interface VerifierInvitationLetter {
  kind: "verifierInvitation";
  inviter: string;
  organization: { en: string; zh: string };
  body: string;
  url: string;
}

/** To a client: the link that opens a quote, and later the order that it became. */
export interface QuoteLetter {
  kind: "quote" | "quoteLink";
  recipient: string;
  seller: string;
  number: string;
  /** Last day on which the quote can be accepted, `YYYY-MM-DD`. */
  validUntil: string;
  url: string;
}

/** To a client who owes something: that the seller's account changes. It holds no account and no link. */
export interface BankLetter {
  kind: "bankDetailsChanged";
  recipient: string;
  seller: string;
  currency: string;
  /** `YYYY-MM-DD` */
  takesEffectOn: string;
}

/** To a member whose tasks are due; one for all of them. */
export interface TaskReminderLetter {
  kind: "taskReminder";
  name: string;
  tasks: { organizationName: { en: string; zh: string }; dueOn: string; openCells: number; note: string }[];
  url: string;
}

/** To everyone who manages a workspace: who got a right, and what two people propose and decide. */
export interface AdministratorLetter {
  kind: "administratorNotice";
  name: string;
  tenantName: string;
  /** By which the times are written. */
  zone: Zone;
  entries: {
    /** ISO 8601. */
    at: string;
    authorName: string | null;
    action: string;
    about: { en: string; zh: string } | null;
    role: string | null;
  }[];
  url: string;
}

/** To somebody without an account who is asked for figures, and to the member who asked. */
export type DataRequestLetter =
  | {
      kind: "dataRequest" | "dataRequestReminder" | "dataRequestQuestion";
      recipient: string;
      asker: string;
      organization: string;
      /** What the asker typed; empty where nothing. */
      message: string;
      /** Day on which the link ends, `YYYY-MM-DD`. */
      expires: string;
      url: string;
    }
  | { kind: "dataRequestAnswered"; name: string; recipient: string; organization: string; url: string };

export interface Mail {
  to: string;
  locale: Locale;
  letter: Letter;
  /** When its link ends; without one it is tried for days. */
  expiresAt?: Date;
}
