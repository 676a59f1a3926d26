/** The set of the newest assessment report, for pages without an organization that chose one. */
export const SHOWN_GWP_SET = "AR6";
