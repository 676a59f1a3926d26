import type { AnswerKind, RequestedAnswer, RequestedSource } from "#app/carbon/entry/requested-answer.ts";
import type { Locale } from "#app/i18n/locale.ts";

/** A source as the recipient's form shows it; its position names it. */
export interface AskedSource extends RequestedSource {
  position: number;
  isEvidenceRequired: boolean;
}

export interface AskedCell extends RequestedAnswer {
  position: number;
  month: string;
  isHandedIn: boolean;
  /** The organization has changed what came of it; it can't be changed here any more. */
  isTakenOver: boolean;
  /** What is asked again of it; empty where nothing is. */
  remark: string;
}

/** A file that the recipient laid beside a source; its id is the request's own, not that of the evidence. */
export interface LaidFile {
  id: string;
  position: number;
  /** Null: of all months that were asked for. */
  month: string | null;
  name: string;
  /** In bytes. */
  size: number;
}

/** All that the recipient sees: who asks, what is asked, and the own answers. No id and no figure of anybody else. */
export interface RecipientView {
  /** Tells requests apart on the recipient's device, over all their links; it is no id. */
  deviceKey: string;
  organization: { en: string; zh: string };
  askerName: string;
  recipientName: string;
  locale: Locale;
  message: string;
  /** What is asked again of the whole; empty where nothing is. */
  comment: string;
  expiresAt: string;
  months: string[];
  sources: AskedSource[];
  /** Cells that carry anything: an answer, a draft or a remark. */
  cells: AskedCell[];
  files: LaidFile[];
  handedInAt: string | null;
}

export interface CellFaultView {
  position: number;
  month: string;
  field: string;
  code: string;
  facts: Record<string, string>;
}

export type AnswerField = keyof RequestedAnswer;

export function keyOf({ position, month }: { position: number; month: string }): string {
  return `${position}.${month}`;
}

/** The name of a field of the plain form. */
export function answerFieldName(place: { position: number; month: string }, field: AnswerField): string {
  return `a.${place.position}.${place.month}.${field}`;
}

/** An answer of which nothing has been typed. */
export function emptyAnswer(unit: string): RequestedAnswer {
  return { kind: "quantity" satisfies AnswerKind, quantity: "", unit, dataQuality: "measured", note: "" };
}
