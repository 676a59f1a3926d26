import { type ParserOptions, parse } from "@babel/parser";

export interface Text {
  kind: "comment" | "string" | "markdown";
  text: string;
  line: number;
}

/** Replaces an inserted value in a template. */
const INSERTED = "9";
const EXCEPTION = /(?:\/\/|<!--|\*) language: \S.{5,}/;
const OPTIONS: ParserOptions = { sourceType: "module", plugins: ["typescript", "jsx"], errorRecovery: true };

interface Node {
  type: string;
  value?: unknown;
  tag?: { name?: string };
  quasis?: { value: { cooked?: string | null } }[];
  loc: { start: { line: number } };
}

/**
 * The comments and strings of a source, without those with an exception (`// language: <reason>`) on the line before.
 * SQL statements, import paths and strings of one word are not prose.
 */
export function readSource(source: string, isTsx: boolean): Text[] {
  const plugins: ParserOptions["plugins"] = isTsx ? ["typescript", "jsx"] : ["typescript"];
  const { program, comments } = parse(source, { ...OPTIONS, plugins });
  const found = (comments ?? []).map(
    ({ value, loc }): Text => ({ kind: "comment", text: value.replace(/`[^`]*`/g, INSERTED), line: loc!.start.line }),
  );
  for (const text of stringsOf(program)) if (/[\s\u0080-\uffff]/.test(text.text)) found.push(text);
  return withoutExceptions(found, source.split("\n"));
}

/** Markdown without code. */
export function readMarkdown(source: string): Text[] {
  const lines = source.replace(/```[\s\S]*?```/g, (code) => code.replace(/[^\n]/g, "")).split("\n");
  const found = lines.map((text, index): Text => {
    const prose = text.replace(/`[^`]*`/g, INSERTED).replace(/\]\([^)]*\)/g, "]");
    return { kind: "markdown", text: prose, line: index + 1 };
  });
  return withoutExceptions(found, source.split("\n"));
}

function withoutExceptions(found: Text[], lines: string[]): Text[] {
  const isExcepted = ({ line }: Text) => [line - 1, line].some((one) => EXCEPTION.test(lines[one - 1] ?? ""));
  return found.filter((one) => !isExcepted(one));
}

const NO_PROSE = new Set([
  "ImportDeclaration",
  "ExportAllDeclaration",
  "TSLiteralType",
  "TSImportType",
  "RegExpLiteral",
]);

function* stringsOf(value: unknown): Generator<Text> {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const one of value) yield* stringsOf(one);
    return;
  }
  const node = value as Node;
  if (NO_PROSE.has(node.type)) return;
  if (node.type === "TaggedTemplateExpression" && node.tag?.name !== undefined) {
    yield* insertedOf(node);
    return;
  }
  const text = textOf(node);
  if (text !== null) yield { kind: "string", text, line: node.loc.start.line };
  for (const [key, part] of Object.entries(node)) {
    if (key !== "loc" && key !== "comments" && !key.endsWith("Comments")) yield* stringsOf(part);
  }
}

/** Values inserted into a statement may be prose; the statement is not. */
function* insertedOf(node: Node): Generator<Text> {
  yield* stringsOf((node as unknown as { quasi: { expressions: unknown } }).quasi.expressions);
}

function textOf({ type, value, quasis }: Node): string | null {
  if (type === "StringLiteral" || type === "JSXText") return String(value);
  if (type === "TemplateLiteral") return quasis!.map(({ value: part }) => part.cooked ?? "").join(INSERTED);
  return null;
}
