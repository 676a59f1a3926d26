/** Of a misstatement: whether the inventory has too much or too little. */
export const DIRECTIONS = ["over", "under"] as const;
