import type { Heading, KeyValue, KeyValues, List, Note, Paragraph, Text, TextSpan } from "./block.ts";

/** The heading of a section; its number is given when the sections are put in order. */
export function section(id: string, text: Text): Heading {
  return { kind: "heading", level: 1, id, number: "", text };
}

/** The heading of a part of a section. */
export function part(id: string, text: Text): Heading {
  return { kind: "heading", level: 2, id, number: "", text };
}

export function paragraph(text: Text): Paragraph {
  return { kind: "paragraph", text };
}

export function note(text: Text): Note {
  return { kind: "note", text };
}

export function list(items: Text[]): List {
  return { kind: "list", items };
}

export function keyValues(entries: [label: Text, value: Text, mark?: "translation"][]): KeyValues {
  return {
    kind: "keyValues",
    entries: entries.map(
      ([label, value, mark]): KeyValue => ({ label, value, ...(mark ? { isTranslation: true } : {}) }),
    ),
  };
}

/** Each text that is not empty on a line of its own. */
export function lines(spans: TextSpan[]): TextSpan[] {
  const shown = spans.filter(({ text }) => text !== "");
  return shown.map((span, index) => (index < shown.length - 1 ? { ...span, text: `${span.text}\n` } : span));
}

export function strong(text: string): TextSpan {
  return { text, tone: "strong" };
}

export function muted(text: string): TextSpan {
  return { text, tone: "muted" };
}
