import type { Sent } from "#app/encoding/sent.ts";
import type { Messages } from "#app/i18n/index.ts";
import type { DataRequest, DataRequestAnswer, DataRequestItem, DataRequestStep } from "./data-request-list.server.ts";
import type { DataRequestRow } from "./data-request-row.ts";
import type { LaidFile } from "./recipient-view.ts";
import type { GivenFactor } from "./supplier/supplier-factor.server.ts";

export interface GivenAnswer extends Sent<DataRequestAnswer> {
  /** The organization has changed the record since. */
  isTakenOver: boolean;
}

export interface DataRequestView {
  organizationId: string;
  mayEdit: boolean;
  mayMakeFactor: boolean;
  gwpSets: string[];
  /** The answer of a supplier for a product. */
  factor: Sent<GivenFactor> | null;
  request: DataRequestRow & {
    locale: DataRequest["locale"];
    message: string;
    /** Empty if the person left. */
    askedBy: string;
    /** Empty for the emission factor of a product. */
    inventoryId: string;
    product: DataRequest["product"];
    defaultExpires: string;
    isOpen: boolean;
    /** Accepted or withdrawn. No further acts are possible. */
    isClosed: boolean;
    items: DataRequestItem[];
    steps: Sent<DataRequestStep>[];
    /** Remarks of an open request for changes. */
    remarks: DataRequestStep["remarks"];
  };
  answers: GivenAnswer[];
  /** Number of other records, by `position.month`. */
  others: { key: string; count: number }[];
  files: (LaidFile & { fileId: string })[];
  link: string | null;
  isMailLocal: boolean;
  done: keyof Messages["dataRequest"]["done"] | undefined;
  answer: { errors: Record<string, string> } | null;
}
