import { zipSync } from "fflate";

/** The most expensive characters for a careless parser: a text repeats one of them. */
const UNITS: readonly string[] = [
  "\u0316\u0301",
  `a${"\u0316\u0301".repeat(15)}`,
  "1",
  "0",
  "1,",
  " ",
  "(",
  '\\"',
  "a",
  "-",
  "\n",
  "电",
  "a@",
  "2025-",
  "ﷺ",
];

/** A text that encodes to a limited number of bytes, whose end doesn't match its beginning. */
function hostileText(kind: number, bytes: number, encode: (text: string) => string): string {
  const unit = UNITS[kind % UNITS.length]!;
  const count = Math.floor((bytes - 8) / Buffer.byteLength(encode(unit)));
  return count < 1 ? "" : `1${unit.repeat(count)}!`;
}

/** Encodes a form as an API client may: only characters with a meaning are escaped. */
function encodeField(text: string): string {
  return text.replaceAll(/[%&+=]/g, encodeURIComponent);
}

/** Fields of a page's forms: those that a person types, and those that the page fills in. */
export interface FormFields {
  typed: string[];
  given: Record<string, string>;
  intents: string[];
}

const COMMON = [
  "q",
  "name",
  "number",
  "numbers",
  "email",
  "quantity",
  "period",
  "unit",
  "reason",
  "text",
  "note",
  "answers",
];

/** The fields of all forms of a page; for a page without a form, common fields. */
export function formFieldsOf(html: string): FormFields {
  const fields: FormFields = { typed: [], given: {}, intents: [] };
  for (const [tag] of html.matchAll(/<(?:input|select|textarea|button)\b[^>]*>/g)) {
    const of = (attribute: string) => new RegExp(`\\s${attribute}="([^"]*)"`).exec(tag)?.[1];
    const [name, value] = [of("name"), of("value") ?? ""];
    if (name === undefined) continue;
    if (name === "intent") fields.intents.push(value);
    else if (of("type") === "hidden") fields.given[name] ??= value;
    else if (!fields.typed.includes(name)) fields.typed.push(name);
  }
  fields.typed = fields.typed.length === 0 ? COMMON : fields.typed.slice(0, 40);
  fields.intents = [...new Set(fields.intents)].slice(0, 5);
  return fields;
}

export interface HostileRequest {
  what: string;
  search?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

/** Space for the session cookie and the header names within the server's limit before the body. */
const HEAD_BYTES = 12_000;
const FORM_BYTES = 256 * 1024 - 2000;
const FIELD_BYTES = 19_000;

/** Requests to an address that only reads. @param turn differs by route, so that every text meets many fields */
export function hostileReads(fields: FormFields, turn: number): HostileRequest[] {
  const names = [...fields.typed.slice(0, 6), "cursor", "after", "month"];
  const share = HEAD_BYTES / names.length - 40;
  const texts = names.map((name, at) => [name, hostileText(turn + at, share, encodeURIComponent)]);
  return [
    { what: "long parameters", search: texts.map(([name, text]) => `${name}=${encodeURIComponent(text!)}`).join("&") },
    { what: "many parameters", search: "a=&".repeat(HEAD_BYTES / 3) },
    {
      what: "long headers",
      headers: {
        "accept-language": ` ${"a;q=0,".repeat(400)}`,
        accept: "a/b;q=0.1,".repeat(250),
        "user-agent": "Version/1 bot/".repeat(150),
        "if-none-match": `"${" ,".repeat(1000)}`,
        "x-request-id": "a-".repeat(500),
      },
    },
    {
      what: "long cookies",
      headers: { cookie: `${" ".repeat(4000)}${"locale=;".repeat(500)}${"truetonne_a=b.c; ".repeat(200)}!` },
    },
  ];
}

/** Requests to an address with actions. */
export function hostileActs(fields: FormFields, turn: number): HostileRequest[] {
  const intents = fields.intents.length === 0 ? [""] : fields.intents;
  const forms = Array.from({ length: Math.max(2, intents.length) }, (_, at) => {
    const intent = intents[at % intents.length]!;
    return { what: `long fields ${intent}`, ...asForm(fields, intent, turn + 4 * at) };
  });
  return [
    ...forms,
    { what: "many fields", headers: FORM, body: "a=&".repeat(FORM_BYTES / 3) },
    { what: "many names", headers: FORM, body: Array.from({ length: 25_000 }, (_, at) => `${at}=1`).join("&") },
    { what: "nested JSON", headers: JSON_TYPE, body: "[".repeat(FORM_BYTES) },
    { what: "quotes in JSON", headers: JSON_TYPE, body: `"${'\\"'.repeat(FORM_BYTES / 2)}` },
    asMultipart("a wide file", fields, turn, ["file.csv", wideTable()]),
    asMultipart("a bomb", fields, turn + 7, ["file.xlsx", BOMB]),
    { what: "many parts", ...multipart(Array.from({ length: 3000 }, () => ({ name: "a", body: "b" }))) },
  ];
}

const FORM = { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" };
export const JSON_TYPE = { "content-type": "application/json" };

function asForm({ typed, given }: FormFields, intent: string, turn: number) {
  const share = Math.min(FIELD_BYTES, FORM_BYTES / typed.length - 100);
  const pairs = [
    ...Object.entries({ ...given, ...(intent !== "" && { intent }) }),
    ...typed.map((name, at) => [name, hostileText(turn + at, share, encodeField)]),
  ];
  return { headers: FORM, body: pairs.map(([name, value]) => `${name}=${encodeField(value!)}`).join("&") };
}

interface Part {
  name: string;
  fileName?: string;
  body: string | Uint8Array;
}

function asMultipart(
  what: string,
  { typed, given }: FormFields,
  turn: number,
  [fileName, body]: [string, string | Uint8Array],
) {
  const share = Math.min(9000, FORM_BYTES / typed.length);
  const named = typed.filter((name) => name !== "file");
  const parts: Part[] = [
    ...Object.entries(given).map(([name, value]) => ({ name, body: value })),
    ...named.map((name, at) => ({ name, body: hostileText(turn + at, share, (text) => text) })),
    { name: "file", fileName, body },
  ];
  return { what, ...multipart(parts) };
}

export function multipart(parts: readonly Part[]) {
  const boundary = "-".repeat(60);
  const pieces = parts.flatMap(({ name, fileName, body }) => [
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${fileName ? `; filename="${fileName}"` : ""}\r\n\r\n`,
    body,
    "\r\n",
  ]);
  const bytes = [...pieces, `--${boundary}--\r\n`].map((piece) => Buffer.from(piece as string));
  return {
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
    body: new Uint8Array(Buffer.concat(bytes)),
  };
}

/** One row of the maximum width, above many short ones. */
function wideTable(): string {
  return `${"x,".repeat(49_000)}\n${"x\n".repeat(50_000)}`;
}

const BOMB = makeBomb();

/** A workbook whose only sheet is a thousand times its size. */
function makeBomb(): Uint8Array {
  const sheet = Buffer.alloc(32 * 1024 * 1024, "<row>");
  const xml = (text: string) => Buffer.from(`<?xml version="1.0"?>${text}`);
  return zipSync({
    "[Content_Types].xml": xml("<Types/>"),
    "xl/workbook.xml": xml("<workbook/>"),
    "xl/worksheets/sheet1.xml": new Uint8Array(sheet),
  });
}

/** The texts of a JSON document, each in turn as long as the whole document may be. */
export function hostileJson(example: unknown, bytes: number, turn: number): string {
  const texts = JSON.stringify(example).match(/"/g)?.length ?? 2;
  const share = Math.min(20_000, bytes / Math.max(1, texts / 4));
  let at = turn;
  return JSON.stringify(example, (_, value) => {
    at += 1;
    return typeof value === "string" ? hostileText(at, share, (text) => JSON.stringify(text).slice(1, -1)) : value;
  });
}
