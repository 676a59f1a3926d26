/** The file with which readers verify reports on their own machine. */
export const CHECKER = "truetonne-verify.mjs";

/** Its address on the installation. */
export const CHECKER_PATH = `/verify/${CHECKER}`;
