import type { AnswerKind, RequestedAnswer, RequestedSource } from "#app/carbon/entry/requested-answer.ts";
import type { Locale } from "#app/i18n/locale.ts";

/** A source in the recipient's form, identified by its position. */
export interface AskedSource extends RequestedSource {
  position: number;
  isEvidenceRequired: boolean;
}

export interface AskedCell extends RequestedAnswer {
  position: number;
  month: string;
  isHandedIn: boolean;
  /** The organization has changed the record, so the recipient can't change it any more. */
  isTakenOver: boolean;
  /** The remark of the request for changes, or empty. */
  remark: string;
}

/** A file that the recipient uploaded. Its id belongs to the request and is not that of the evidence. */
export interface LaidFile {
  id: string;
  position: number;
  /** Null means all requested months. */
  month: string | null;
  name: string;
  /** In bytes. */
  size: number;
}

/** Everything that the recipient can see. Contains no ids and no figures of others. */
export interface RecipientView {
  /** Distinguishes requests on the recipient's device across all their links. It is not an id. */
  deviceKey: string;
  organization: { en: string; zh: string };
  askerName: string;
  recipientName: string;
  locale: Locale;
  message: string;
  /** The comment of the request for changes, or empty. */
  comment: string;
  expiresAt: string;
  months: string[];
  sources: AskedSource[];
  /** Cells with an answer, a draft or a remark. */
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

/** The name of a field in the plain form. */
export function answerFieldName(place: { position: number; month: string }, field: AnswerField): string {
  return `a.${place.position}.${place.month}.${field}`;
}

/** An answer without any input. */
export function emptyAnswer(unit: string): RequestedAnswer {
  return { kind: "quantity" satisfies AnswerKind, quantity: "", unit, dataQuality: "measured", note: "" };
}
