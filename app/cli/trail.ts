import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { isLocale, type Locale, translator } from "#app/i18n/index.ts";
import { type ChainCheck, type ChainHead, checkChain } from "#app/proof/audit-chain.ts";
import { type Caller, TRUETONNE } from "./caller.ts";

interface Options {
  file: string;
  noted: ChainHead[];
  isJson: boolean;
  locale: Locale;
}

/** `truetonne trail verify`: no server, no database, no network. Exit codes as in its usage text. */
export async function run(argv: string[], caller: Caller = TRUETONNE): Promise<number> {
  const options = readOptions(argv, caller);
  if (options === null || options === "help") {
    const { usage } = translator(caller.locale).auditTrail.command;
    (options === "help" ? process.stdout : process.stderr).write(usage(caller.program));
    return options === "help" ? 0 : 2;
  }
  const { file, noted, isJson, locale } = options;
  let check: ChainCheck;
  try {
    const input = file === "-" ? process.stdin : createReadStream(file, "utf8");
    check = await checkChain(linesOf(input), noted);
  } catch {
    process.stderr.write(`${translator(locale).auditTrail.command.unreadable(file)}\n`);
    return 2;
  }
  process.stdout.write(isJson ? `${JSON.stringify(check, null, 2)}\n` : print(check, noted.length, locale));
  return check.faults.length === 0 && check.entries > 0 ? 0 : 1;
}

/**
 * Passes an error of the stream to the consumer of the lines. `readline` alone would end as if at the end of the file.
 */
async function* linesOf(input: NodeJS.ReadableStream): AsyncGenerator<string> {
  let failure: Error | null = null;
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  input.once("error", (error: Error) => {
    failure = error;
    lines.close();
  });
  for await (const line of lines) yield line;
  if (failure) throw failure;
}

function readOptions(argv: string[], caller: Caller): Options | "help" | null {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        head: { type: "string", multiple: true, default: [] },
        json: { type: "boolean", default: false },
        language: { type: "string", default: caller.locale },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) return "help";
    const [verb, file, ...rest] = positionals;
    const noted = values.head.map((text) => /^([1-9][0-9]{0,14}):([0-9a-f]{64})$/.exec(text));
    const isGood = verb === "verify" && file !== undefined && rest.length === 0 && noted.every(Boolean);
    if (!isGood || !isLocale(values.language)) return null;
    const heads = noted.map((match) => ({ sequence: Number(match![1]), hash: match![2]! }));
    return { file, noted: heads, isJson: values.json, locale: values.language };
  } catch {
    return null;
  }
}

function print(check: ChainCheck, notedCount: number, locale: Locale): string {
  const { command: t } = translator(locale).auditTrail;
  const { entries, links, gaps, last, faults, isWhole } = check;
  const isMet = notedCount > 0 && faults.every(({ code }) => code !== "not_noted");
  const lines = [
    t.entries(String(entries)),
    t.links(String(links)),
    ...(gaps > 0 ? [t.gaps(String(gaps))] : []),
    ...(last ? [t.last(String(last.sequence), last.hash)] : []),
    ...(isMet ? [t.noted(String(notedCount))] : []),
    ...faults.map(({ line, sequence, code }) => t.fault(String(line), String(sequence ?? "?"), t.faults[code])),
  ];
  const good = isWhole ? t.whole : t.partial;
  const verdict = faults.length > 0 ? t.broken(String(faults.length)) : entries === 0 ? t.empty : good;
  return `${lines.join("\n")}\n${verdict}\n`;
}
