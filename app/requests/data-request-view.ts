import type { RequestedAnswer } from "#app/carbon/entry/requested-answer.ts";
import type { Messages } from "#app/i18n/index.ts";
import type { DataRequestRow } from "./data-request-row.ts";
import type { AskedSource, LaidFile } from "./recipient-view.ts";

export interface GivenAnswer extends RequestedAnswer {
  position: number;
  month: string;
  recordId: string | null;
  /** ISO 8601. */
  at: string;
  /** The organization has changed the record since. */
  isTakenOver: boolean;
}

/** A request as its page shows it to members. */
export interface DataRequestView {
  organizationId: string;
  mayEdit: boolean;
  request: DataRequestRow & {
    locale: "en" | "zh";
    message: string;
    /** Empty where the person left. */
    askedBy: string;
    inventoryId: string;
    defaultExpires: string;
    isOpen: boolean;
    /** Accepted or revoked: nothing more can be done. */
    isClosed: boolean;
    items: (AskedSource & { sourceId: string })[];
    steps: {
      number: number;
      kind: keyof Messages["dataRequest"]["step"];
      comment: string;
      at: string;
      authorName: string | null;
    }[];
    /** What is being asked again. */
    remarks: { position: number; month: string; text: string }[];
  };
  answers: GivenAnswer[];
  /** How many other records there are, by `position.month`. */
  others: { key: string; count: number }[];
  files: (LaidFile & { fileId: string })[];
  link: string | null;
  isMailLocal: boolean;
  done: keyof Messages["dataRequest"]["done"] | undefined;
  answer: { errors: Record<string, string> } | null;
}
