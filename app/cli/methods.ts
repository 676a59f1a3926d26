import { parseArgs } from "node:util";
import { METHODS } from "#app/carbon/method/methods.ts";
import { isLocale, type Locale, translator } from "#app/i18n/index.ts";
import type { MethodWords } from "#app/records/method/method.en.ts";
import { write } from "./read-document.ts";

const USAGE = `Usage: truetonne methods [--json] [--language en|zh]

Lists every calculation method: its result, the categories of its records, its inputs, and where it is published.
--json prints each with the JSON Schema of its inputs.

Exit code 0: listed · 2: bad usage.
`;

/** `truetonne methods`: no server, no database, no network. */
export async function run(argv: string[]): Promise<number> {
  const options = readOptions(argv);
  if (options === "help") return write(process.stdout, USAGE).then(() => 0);
  if (options === null) return write(process.stderr, USAGE).then(() => 2);
  const { isJson, locale } = options;
  const text = isJson
    ? `${JSON.stringify(METHODS.map(asJson(locale)), null, 2)}\n`
    : METHODS.map(tell(locale)).join("\n");
  await write(process.stdout, text);
  return 0;
}

type Method = (typeof METHODS)[number];

const wordsOf = ({ name }: Method, locale: Locale) =>
  (translator(locale).method.words as Record<string, MethodWords>)[name]!;

const asJson = (locale: Locale) => (method: Method) => {
  const { title, about } = wordsOf(method, locale);
  return {
    name: method.name,
    title,
    about,
    categories: method.categories,
    source: method.source,
    inputs: method.schema,
  };
};

const tell = (locale: Locale) => (method: Method) => {
  const { title, about, fields } = wordsOf(method, locale);
  return `${method.name}: ${title}
  ${about}
  ${Object.values(fields).join(" · ")}
  ${method.categories.join(", ")}
  ${translator(locale).method.page.published(method.source)}
`;
};

function readOptions(argv: string[]): { isJson: boolean; locale: Locale } | "help" | null {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        json: { type: "boolean", default: false },
        language: { type: "string", default: "en" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return "help";
    return isLocale(values.language) ? { isJson: values.json, locale: values.language } : null;
  } catch {
    return null;
  }
}
