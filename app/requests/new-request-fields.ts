import type { Period } from "#app/carbon/document/inventory-document.ts";

type BothNames = { en: string; zh: string };

/** The choices and initial values of the form of a new request. */
export interface NewRequestFields {
  organizationId: string;
  inventories: { id: string; period: Period }[];
  inventory: { id: string; period: Period } | null;
  /** `YYYY-MM`, whole months of the inventory. */
  months: string[];
  facilities: {
    id: string;
    name: BothNames;
    sources: { id: string; name: BothNames; unit: string; category: string }[];
  }[];
  copiedFrom: { id: string; recipientName: string } | null;
  start: Record<string, string>;
}
