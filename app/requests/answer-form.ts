import { z } from "zod";
import { ANSWER_KINDS } from "#app/carbon/entry/requested-answer.ts";
import { normalText } from "#app/encoding/text/normal-text.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import type { CellAnswer } from "./data-request-answer.server.ts";

/** A cell while it is typed. It can be wrong, but the text must be storable. */
const text = (most: number) =>
  z
    .string()
    .max(most)
    .refine(isPlainText)
    .transform((value) => normalText(value, "NFC"));

const Cell = z.strictObject({
  position: z.number().int().min(0).max(1000),
  month: z.string().regex(/^\d{4}-\d{2}$/),
  kind: z.enum(ANSWER_KINDS),
  quantity: text(200),
  unit: text(200),
  dataQuality: text(40),
  note: text(1000),
});

/** More than any request has. */
const MOST_CELLS = 1000;

/** Sent by the form's script during typing. */
export const CellsBody = z.strictObject({ cells: z.array(Cell).max(MOST_CELLS) });

const FIELD = /^a\.(\d{1,4})\.(\d{4}-\d{2})\.(kind|quantity|unit|dataQuality|note)$/;

/**
 * Reads the cells of the plain form. Other fields are ignored.
 *
 * @returns null if a field holds text that can't be stored
 */
export function readCells(fields: URLSearchParams): CellAnswer[] | null {
  const cells = new Map<string, Record<string, unknown>>();
  for (const [name, value] of fields) {
    const match = FIELD.exec(name);
    if (!match) continue;
    const [, position = "", month = "", field = ""] = match;
    const key = `${position}.${month}`;
    const cell = cells.get(key) ?? { position: Number(position), month, ...EMPTY };
    // Text areas of a form use CRLF line breaks.
    cells.set(key, { ...cell, [field]: value.replaceAll("\r\n", "\n") });
  }
  const parsed = CellsBody.safeParse({ cells: [...cells.values()] });
  return parsed.success ? parsed.data.cells : null;
}

const EMPTY = { kind: "quantity", quantity: "", unit: "", dataQuality: "measured", note: "" };
