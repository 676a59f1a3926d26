import type { Zone } from "#app/day/zone.ts";
import type { Locale } from "#app/i18n/index.ts";

/** All mails of the product. Letters with a link contain a token, so they must never be logged. */
export type Letter =
  | { kind: "confirmAddress"; name: string; url: string }
  | { kind: "accountExists"; name: string; signInUrl: string; resetUrl: string }
  | { kind: "accountUnconfirmed"; url: string }
  | { kind: "resetPassword"; name: string; url: string }
  | { kind: "passwordChanged"; name: string; resetUrl: string }
  | { kind: "signInPaused" | "codePaused"; name: string; resetUrl: string }
  | { kind: "secondFactorOff"; name: string; resetUrl: string }
  | { kind: "accountDeleted"; name: string }
  | { kind: "invitation"; inviter: string; tenant: string; url: string }
  | VerifierInvitationLetter
  | { kind: "engagementOffer"; inviter: string; organization: { en: string; zh: string }; url: string }
  | TaskReminderLetter
  | AdministratorLetter
  | QuoteLetter
  | PortalLetter
  | BankLetter
  | DataRequestLetter
  | ClientLetter
  | NoticeLetter
  | WatchLetter;

/** An invitation to a verifier to review an inventory. */
interface VerifierInvitationLetter {
  kind: "verifierInvitation";
  inviter: string;
  organization: { en: string; zh: string };
  body: string;
  url: string;
}

/** The link to a quote, which later shows the order. */
export interface QuoteLetter {
  kind: "quote" | "quoteLink";
  recipient: string;
  seller: string;
  number: string;
  /** The last day on which the quote can be accepted, `YYYY-MM-DD`. */
  validUntil: string;
  url: string;
}

/** The link to all quotes, orders and invoices of a client. */
export interface PortalLetter {
  kind: "portalLink";
  recipient: string;
  seller: string;
  /** The last day on which the link works, `YYYY-MM-DD`. */
  expiresAt: string;
  url: string;
}

/** Informs a client with open amounts of a change of the seller's bank account. Contains no bank details and no link. */
export interface BankLetter {
  kind: "bankDetailsChanged";
  recipient: string;
  seller: string;
  currency: string;
  /** `YYYY-MM-DD` */
  takesEffectOn: string;
}

/** One reminder of all due tasks of a member. */
export interface TaskReminderLetter {
  kind: "taskReminder";
  name: string;
  tasks: { organizationName: { en: string; zh: string }; dueOn: string; openCells: number; note: string }[];
  url: string;
}

/** Informs everyone who manages a workspace of new permissions and of what two people propose and decide. */
export interface AdministratorLetter {
  kind: "administratorNotice";
  name: string;
  tenantName: string;
  /** The time zone in which times are written. */
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

/** To a person without an account who is asked for data, or to the member who asked. */
export type DataRequestLetter =
  | {
      kind: "dataRequest" | "dataRequestReminder" | "dataRequestQuestion";
      recipient: string;
      asker: string;
      organization: string;
      /** The asker's message, or an empty string. */
      message: string;
      /** The day on which the link expires, `YYYY-MM-DD`. */
      expires: string;
      url: string;
    }
  | {
      kind: "dataRequestAnswered" | "supplierFactorAnswered";
      name: string;
      recipient: string;
      organization: string;
      url: string;
    };

/** A file of a seller that is attached to a mail. It is read when the mail is sent. */
export interface TradeAttachment {
  tenantId: string;
  kind: "invoice" | "credit_note";
  id: string;
}

/** To a client of a seller, in the client's language, with the seller as the sender's name. Contains no link. */
export interface ClientLetter {
  kind:
    | "clientInvoice"
    | "clientReminder"
    | "clientCreditNote"
    | "clientPayment"
    | "clientDraft"
    | "clientComment"
    | "clientReleased"
    | "clientCopy";
  recipient: string;
  seller: string;
  /** Number of the invoice, credit note or order. */
  number: string;
  /** Number of the invoice that a credit note reduces. */
  other: string;
  amount: string;
  /** `YYYY-MM-DD` */
  dueOn: string | null;
  isOverdue: boolean;
  senderName: string;
  replyTo: string;
  signature: string;
  attachment: TradeAttachment | null;
}

/** What a person is notified of: at once, or as the summary of a day that `stopUrl` ends. */
export type NoticeLetter = {
  name: string;
  /** In the person's language. */
  lines: { text: string; scope: string }[];
  url: string;
  settingsUrl: string;
} & ({ kind: "notices" } | { kind: "noticeDigest"; stopUrl: string });

/** To a reader without an account who watches a report, or is asked to confirm it. `stopUrl` deletes the address. */
export type WatchLetter =
  | { kind: "watchConfirm"; number: string; url: string; stopUrl: string }
  | {
      kind: "watchSuperseded";
      number: string;
      organization: { en: string; zh: string };
      successor: string;
      /** Totals in kilograms. */
      before: { co2eKg: string; co2eKgMarketBased: string };
      after: { co2eKg: string; co2eKgMarketBased: string };
      url: string;
      stopUrl: string;
    }
  | {
      kind: "watchWithdrawn";
      number: string;
      organization: { en: string; zh: string };
      /** As the issuer gave it, or an empty string. */
      reason: string;
      /** The number of the newest version that was not withdrawn. */
      later: string | null;
      url: string;
    }
  /** `day`: the last day of its validity, `YYYY-MM-DD`. */
  | { kind: "watchExpired"; number: string; organization: { en: string; zh: string }; day: string; url: string };

export interface Mail {
  to: string;
  locale: Locale;
  letter: Letter;
  /** When its link expires. Without a link, sending is retried for several hours. */
  expiresAt?: Date;
}
