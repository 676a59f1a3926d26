import { isJsonObject, jsonPointer } from "#app/encoding/canonical-json.ts";

/** The first place where two documents differ: JSON pointer and both values, `null` for a missing one. */
export interface Difference {
  pointer: string;
  stated: string | null;
  recomputed: string | null;
}

/** Counts the figures compared until the first difference; `difference` is null when all are equal. */
export interface Comparison {
  compared: number;
  difference: Difference | null;
}

/**
 * Compares what a document states with what its lines give, value by value, in the order of the recomputed document.
 * Decimals are compared as text: both sides come from the same exact arithmetic, and every digit counts.
 */
export function compareResults(stated: unknown, recomputed: unknown): Comparison {
  const comparison: Comparison = { compared: 0, difference: null };
  compareValue(stated, recomputed, [], comparison);
  return comparison;
}

function compareValue(stated: unknown, recomputed: unknown, path: (string | number)[], comparison: Comparison): void {
  if (comparison.difference) return;
  if (isJsonObject(stated) && isJsonObject(recomputed)) {
    const names = [...new Set([...Object.keys(recomputed), ...Object.keys(stated)])];
    for (const name of names) compareValue(stated[name], recomputed[name], [...path, name], comparison);
    return;
  }
  if (Array.isArray(stated) && Array.isArray(recomputed)) {
    const length = Math.max(stated.length, recomputed.length);
    for (let at = 0; at < length; at += 1) compareValue(stated[at], recomputed[at], [...path, at], comparison);
    return;
  }
  comparison.compared += 1;
  if (stated !== recomputed) {
    comparison.difference = { pointer: jsonPointer(path), stated: show(stated), recomputed: show(recomputed) };
  }
}

function show(value: unknown): string | null {
  if (value === undefined) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}
