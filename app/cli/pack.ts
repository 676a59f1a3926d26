import { parseArgs } from "node:util";
import { checkPack, type PackCheck } from "#app/assurance/pack/check-pack.ts";
import { isLocale, type Locale, translator } from "#app/i18n/index.ts";
import { type Caller, TRUETONNE } from "./caller.ts";
import { printable } from "./printable.ts";

/** `truetonne pack verify`: no server, no database, no network. Exit codes as in its usage text. */
export async function run(argv: string[], caller: Caller = TRUETONNE): Promise<number> {
  const options = readOptions(argv, caller);
  if (options === null || options === "help") {
    const { usage } = translator(caller.locale).assurance.command;
    (options === "help" ? process.stdout : process.stderr).write(usage(caller.program));
    return options === "help" ? 0 : 2;
  }
  const { file, isJson, locale } = options;
  let check: PackCheck;
  try {
    check = await checkPack(file);
  } catch {
    process.stderr.write(`${translator(locale).assurance.command.unreadable(file)}\n`);
    return 2;
  }
  process.stdout.write(isJson ? `${JSON.stringify(check, null, 2)}\n` : print(check, locale));
  return check.faults.length === 0 ? 0 : 1;
}

function readOptions(
  argv: string[],
  caller: Caller,
): { file: string; isJson: boolean; locale: Locale } | "help" | null {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        language: { type: "string", default: caller.locale },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) return "help";
    const [verb, file, ...rest] = positionals;
    if (verb !== "verify" || file === undefined || rest.length > 0 || !isLocale(values.language)) return null;
    return { file, isJson: values.json, locale: values.language };
  } catch {
    return null;
  }
}

function print({ files, bytes, manifestSha256, faults }: PackCheck, locale: Locale): string {
  const { command: t } = translator(locale).assurance;
  const lines = [
    t.files(String(files), String(bytes)),
    ...(manifestSha256 ? [t.manifest(manifestSha256)] : []),
    ...faults.map(({ code, path }) => (path === "" ? t.faults[code] : `${path}: ${t.faults[code]}`)),
    faults.length === 0 ? t.whole : t.broken(String(faults.length)),
  ];
  return `${lines.map(printable).join("\n")}\n`;
}
