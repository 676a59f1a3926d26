import type { AnswerKind, RequestedAnswer, RequestedSource } from "#app/carbon/entry/requested-answer.ts";

/** A source as the recipient's form shows it; its position names it. */
export interface AskedSource extends RequestedSource {
  position: number;
  isEvidenceRequired: boolean;
}

export interface AskedCell extends RequestedAnswer {
  position: number;
  month: string;
  isHandedIn: boolean;
  isTakenOver: boolean;
  remark: string;
}

export interface LaidFile {
  id: string;
  position: number;
  month: string | null;
  name: string;
  size: number;
}

/** All that the recipient sees. */
export interface RecipientView {
  deviceKey: string;
  organization: { en: string; zh: string };
  askerName: string;
  recipientName: string;
  message: string;
  comment: string;
  expiresAt: string;
  months: string[];
  sources: AskedSource[];
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
