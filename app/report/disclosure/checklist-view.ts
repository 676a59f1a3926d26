import type { ModelName } from "#app/model/consent.ts";
import type { TextSuggestion } from "#app/model/text-question.ts";
import type { ItemState } from "./checklist-entry.ts";
import type { Programme } from "./programme.ts";
import type { DisclosureStatements, StatedText } from "./statements.ts";

/** An item of the checklist as the page shows it, every sentence in the reader's language. */
export interface ItemView {
  id: string;
  label: string;
  /** What a reader of the report wants to know. */
  asks: string;
  state: ItemState;
  says: string;
  missing: string[];
  /** Sentences found by comparison; of the item on changes only. */
  found: string[];
  /** The page on which it is mended, where that is not here. */
  mend: { to: string; label: string } | null;
  isJustifiable: boolean;
}

export interface GroupView {
  id: string;
  title: string;
  standard: string;
  items: ItemView[];
}

/** What the forms of the items need to know of the inventory. */
export interface StatementOptions {
  /** Indirect categories of ISO 14064-1 without data that the matrix doesn't hold, with their names. */
  withoutData: { code: string; name: string }[];
  /** Categories of the inventory. */
  categories: { code: string; name: string }[];
  sources: { id: string; name: string }[];
}

/** A form that was refused: its item, what was typed by path, and a message key for each faulty path. */
export interface RefusedForm {
  item: string;
  typed: Record<string, string>;
  errors: Record<string, string>;
}

/** Drafts of a model that no one has decided on. */
export interface ShownDrafts extends TextSuggestion {
  id: string;
  model: string;
}

export interface FormContext {
  runId: string;
  /** `nameSetting` of the statements. */
  setting: string;
  version: number;
  /** Of each standard, the edition that is in force today. */
  editions: Record<Programme["id"], string>;
  statements: DisclosureStatements;
  options: StatementOptions;
  /** Texts that were proposed and no one has saved yet, by path. No report prints them. */
  proposed: Record<string, StatedText>;
  /** The model that the workspace allows, for a person who may ask it. */
  model: ModelName | null;
  drafts: ShownDrafts | null;
  /** Texts that began as drafts of a model, by path and language. */
  origins: Record<string, { id: string; model: string }>;
  /** The log of the model. Null without the right to read it. */
  log: string | null;
  refused: RefusedForm | null;
  mayChange: boolean;
}
