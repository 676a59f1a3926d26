import type { Sent } from "#app/encoding/sent.ts";
import type { Messages } from "#app/i18n/index.ts";
import type { DataRequest, DataRequestAnswer, DataRequestItem, DataRequestStep } from "./data-request-list.server.ts";
import type { DataRequestRow } from "./data-request-row.ts";
import type { LaidFile } from "./recipient-view.ts";

export interface GivenAnswer extends Sent<DataRequestAnswer> {
  /** The organization has changed the record since. */
  isTakenOver: boolean;
}

/** A request as its page shows it to members. */
export interface DataRequestView {
  organizationId: string;
  mayEdit: boolean;
  request: DataRequestRow & {
    locale: DataRequest["locale"];
    message: string;
    /** Empty where the person left. */
    askedBy: string;
    inventoryId: string;
    defaultExpires: string;
    isOpen: boolean;
    /** Accepted or revoked: nothing more can be done. */
    isClosed: boolean;
    items: DataRequestItem[];
    steps: Sent<DataRequestStep>[];
    /** What is being asked again. */
    remarks: DataRequestStep["remarks"];
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
