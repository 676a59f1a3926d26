/**
 * The contents of a report as plain data: content describes it, layout draws it, and a reader with the embedded
 * document can describe it again and compare. No coordinates, no fonts; every figure is text made of an exact decimal
 * by `app/carbon/format.ts`.
 */

/** How a stretch of text is set off from the text around it. */
export type Tone = "strong" | "muted";

/** A stretch of text. `lang` is a BCP 47 tag, set where the document is in more than one language. */
export interface TextSpan {
  text: string;
  tone?: Tone;
  lang?: string;
}

/** A newline begins a new line. */
export type Text = string | TextSpan[];

/** A heading of a section (1) or of a part of one (2). */
export interface Heading {
  kind: "heading";
  level: 1 | 2;
  /** The name under which a checklist points here, such as `results.by_gas`; the same in every language. */
  id: string;
  /** `2`, `2.1`, `A.1`; `Annex A` in the language of the text. Given when the sections are put in order. */
  number: string;
  text: Text;
}

export interface Paragraph {
  kind: "paragraph";
  text: Text;
}

/** A remark on the table or figure above it. */
export interface Note {
  kind: "note";
  text: Text;
}

export interface List {
  kind: "list";
  items: Text[];
}

/** Labels with their values; one without a value is left out. */
export interface KeyValues {
  kind: "keyValues";
  entries: KeyValue[];
}

export interface KeyValue {
  label: Text;
  value: Text;
  /** The entry before in the other language; left out where that one is in both. */
  isTranslation?: boolean;
}

export interface TableColumn {
  header: Text;
  /** `fit`: as wide as its widest cell. A number: its share of the width that the fitted columns leave. */
  width: "fit" | number;
  align?: "left" | "right" | "center";
  /** More space than elsewhere to the right of the column, in points. */
  gap?: number;
}

export interface TableRow {
  cells: Text[];
  isTotal?: boolean;
  /** The id of the heading to which the row refers; where the table has columns for it. */
  to?: string;
}

export interface Table {
  kind: "table";
  columns: TableColumn[];
  rows: TableRow[];
  /** Which column names its row; 0 when absent. */
  rowHeader?: number;
  /** Many columns or many rows: set smaller. */
  isDense?: boolean;
  /** The cell that links to what its row refers to, and the empty one for the page of that; `about` describes a link. */
  references?: { link: number; page: number; about: string };
  /** A bar next to each row; a row without a value has none. */
  bars?: RowBars;
}

/** Lengths are decimals in any one unit; `alt` states what the picture shows. */
export interface RowBars {
  values: (string | null)[];
  /** Scope of each row, which decides its pattern. */
  scopes: number[];
  alt: string;
}

/** One bar divided by shares. The lengths are decimals in any one unit; `alt` states what the picture shows. */
export interface ShareBar {
  kind: "shareBar";
  values: string[];
  /** Label below each part: its name and its share. */
  labels: string[];
  alt: string;
}

/** Columns stacked by series, one for each label; the exact figures are in the table below. */
export interface StackedColumns {
  kind: "stackedColumns";
  labels: string[];
  /** Label above each column. */
  totals: string[];
  series: { name: string; values: string[] }[];
  unit: string;
  alt: string;
}

/** An address on a line of its own; `about` describes its target. */
export interface AddressLink {
  kind: "link";
  text: string;
  address: string;
  about: string;
}

/** The sections of a document with their numbers; the layout adds the pages. `about` describes a link to one. */
export interface Contents {
  kind: "contents";
  entries: { id: string; number: string; text: Text }[];
  about: string;
}

export type Block =
  | Heading
  | Paragraph
  | Note
  | List
  | KeyValues
  | Table
  | ShareBar
  | StackedColumns
  | AddressLink
  | Contents;

/** A section or an annex: its blocks begin with its heading of level 1. */
export interface Section {
  id: string;
  blocks: Block[];
  /** What follows begins on a new page. */
  hasOwnPage?: boolean;
}

/** A text of the cover and its language, where that is not the document's. */
export interface CoverText {
  text: string;
  lang?: string;
}

/** The contents of a cover, from top to bottom. */
export interface CoverSheet {
  microtext: string;
  issuer: CoverText;
  /** Main title, then its translation. */
  titles: [CoverText, CoverText];
  /** What a third party has said of the figures, in the style of the titles. */
  declaration: CoverText[];
  /** Below it in small letters: whether the name of the third party was checked. Null if it was, or there is none. */
  declarationNote: CoverText | null;
  of: CoverText;
  /** Large in serif, then the other name below, if there is one. */
  names: CoverText[];
  statements: CoverText[];
  figure: CoverText;
  unit: CoverText;
  parts: { label: string; value: string; unit: string }[];
  partsNotes: CoverText[];
  /** Null on a draft, which has a notice in its place. */
  proof: CoverProof | null;
  notice: CoverText[];
  /** Three columns of the lower fifth. */
  columns: { label: string; value: string; detail: string }[];
}

export interface CoverProof {
  address: string;
  about: string;
  qrAlt: string;
  heading: string;
  typed: string;
  hashLabel: string;
  hash: string;
  issued: string;
  /** Null unless a third party's statement is on record. */
  seal: { character: string; alt: string } | null;
}
