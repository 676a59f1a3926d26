/** The set of the newest assessment report, for pages without an organization. */
export const SHOWN_GWP_SET = "AR6";
