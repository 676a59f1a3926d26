import { randomUUID } from "node:crypto";

/** A record of hotel nights in June, as the sheet sends it. */
export const hotelNights = (quantity: string) => ({
  kind: "add" as const,
  recordId: randomUUID(),
  entry: {
    facility: "一厂",
    source: "酒店住宿",
    period: "2025-06",
    quantity,
    unit: "间夜",
    dataQuality: "",
    evidence: "",
    note: "",
  },
});
