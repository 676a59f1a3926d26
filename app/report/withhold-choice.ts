/** What a report's copy keeps back of the sources that are marked as confidential. */
export const WITHHOLD_CHOICES = ["nothing", "names", "inputs"] as const;
export type WithholdChoice = (typeof WITHHOLD_CHOICES)[number];
