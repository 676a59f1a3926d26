/** How long an invoice is overdue, in days from the day after its due date. */
export const AGES = ["current", "to_30", "to_60", "to_90", "above_90"] as const;
export type Age = (typeof AGES)[number];
