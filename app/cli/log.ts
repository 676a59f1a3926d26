import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { isLocale, type Locale, translator } from "#app/i18n/index.ts";
import { type Caller, TRUETONNE } from "./caller.ts";
import { isAskable } from "./fetch-text.ts";
import { type MonitorRound, monitorOnce, StateUnreadable } from "./monitor-log.ts";
import { printable } from "./printable.ts";

interface Options {
  url: string;
  state: string | null;
  keys: string | null;
  every: number | null;
  all: boolean;
  json: boolean;
  locale: Locale;
}

const SHORTEST_SECONDS = 5;

/** `truetonne log monitor`. The exit code is the worst of all rounds. */
export async function run(argv: string[], caller: Caller = TRUETONNE): Promise<number> {
  const options = readOptions(argv, caller);
  if (options === null || options === "help") {
    const { usage } = translator(caller.locale).logMonitor;
    (options === "help" ? process.stdout : process.stderr).write(usage(caller.program));
    return options === "help" ? 0 : 2;
  }
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  let worst = 0;
  for (let isFirst = true; !stop.signal.aborted; isFirst = false) {
    const code = await lookOnce(options, isFirst);
    // An error outweighs a round without an answer.
    if (worst !== 1 && code !== 0) worst = code;
    if (options.every === null) break;
    await wait(options.every * 1000, undefined, { signal: stop.signal }).catch(() => {});
  }
  return worst;
}

async function lookOnce(options: Options, isFirst: boolean): Promise<number> {
  const { logMonitor: t } = translator(options.locale);
  try {
    const round = await monitorOnce({ ...options, all: options.all && isFirst });
    process.stdout.write(options.json ? `${JSON.stringify(round)}\n` : print(round, options.locale));
    if (round.unreachable !== null) return 2;
    return round.faults.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof StateUnreadable)) throw error;
    process.stderr.write(`${t.unreadable(error.file)}\n`);
    return 2;
  }
}

function print(round: MonitorRound, locale: Locale): string {
  const { logMonitor: t } = translator(locale);
  if (round.unreachable !== null) return `${t.unreachable(round.unreachable)}\n`;
  const say = t.faults as Record<string, (facts: Record<string, string>) => string>;
  const lines = round.faults.map(({ code, ...facts }) => say[code]!(toTexts(facts)));
  if (lines.length === 0) {
    const { origin, size, added, isFirst } = round;
    lines.push(isFirst ? t.first(origin, String(size)) : t.good(origin, String(size), String(added)));
    if (round.witnesses.length > 0) lines.push(t.witnesses(round.witnesses.join(", ")));
    if (isFirst && round.keys.length > 0) lines.push(t.keys(round.keys.join(" ")));
  }
  if (round.evidence) lines.push(t.evidence(round.evidence));
  return lines.map((line) => `${printable(line)}\n`).join("");
}

function toTexts(facts: object): Record<string, string> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)]));
}

function readOptions(argv: string[], caller: Caller): Options | "help" | null {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        state: { type: "string" },
        keys: { type: "string" },
        every: { type: "string" },
        all: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        language: { type: "string", default: caller.locale },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return "help";
    const [verb, url, ...rest] = positionals;
    const { state = null, keys = null, all, json, language: locale } = values;
    const every = values.every === undefined ? null : Number(values.every);
    const isGood =
      verb === "monitor" &&
      url !== undefined &&
      rest.length === 0 &&
      isAskable(url) &&
      isLocale(locale) &&
      (every === null || (Number.isInteger(every) && every >= SHORTEST_SECONDS && every <= 86_400));
    return isGood ? { url: url.replace(/\/$/, ""), state, keys, every, all, json, locale } : null;
  } catch {
    return null;
  }
}
