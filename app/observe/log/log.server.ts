import { format } from "node:util";
import pino from "pino";
import { once } from "#app/encoding/once.ts";
import { currentContext } from "./context.server.ts";
import { redact } from "./redact.ts";

type Facts = Record<string, unknown>;
type Level = "debug" | "info" | "warn" | "error";

interface Sink {
  logger: pino.Logger;
  /** Takes a line as it is; null where what goes well isn't asked for. */
  takeLine: ((line: string) => void) | null;
  secrets: readonly string[];
}

/**
 * The log of the program: a line of JSON for each event, with the request or job that it belongs to. A line is an event's
 * name and facts, never a sentence made of what people typed; addresses, tokens and passwords are no facts.
 */
export const log = {
  debug: (event: string, facts: Facts = {}) => write("debug", event, facts),
  info: (event: string, facts: Facts = {}) => write("info", event, facts),
  /**
   * Of facts that come from short lists, counts and ids alone: nothing is looked for in them, and the line is made here,
   * as the logger would make it, for half of what it takes there.
   */
  known: (facts: { event: string }) =>
    sink().takeLine?.(`{"level":"info"${timeOfLine()},${JSON.stringify(facts).slice(1)}\n`),
  warn: (event: string, facts: Facts = {}) => write("warn", event, facts),
  /** @param error what was caught, if anything was: its kind, its message and where it came from */
  error: (event: string, error?: unknown, facts: Facts = {}) =>
    write("error", event, error === undefined ? facts : { ...facts, error: describe(error) }),
};

/** Lines of a busy moment are written together; none waits longer. */
const FLUSH_MILLISECONDS = 100;
const MOST_LINES = 250;

/** Turns the log of a server on: to standard output, without ever waiting for its reader. */
export function openLog(settings: { level: string; secrets: readonly string[] }): void {
  const destination = gatherLines(pino.destination({ dest: 1, sync: false }));
  const logger = makeLogger(settings.level, destination);
  const takeLine = logger.isLevelEnabled("info") ? (line: string) => destination.write(line) : null;
  Object.assign(sink(), { logger, takeLine, secrets: settings.secrets });
  takeConsole();
}

/** What libraries write by themselves, such as the router about an address that it does not know, may hold a link's secret. */
function takeConsole(): void {
  for (const level of ["debug", "info", "warn", "error"] as const) {
    console[level] = (...parts: unknown[]) => write(level, "console", { text: format(...parts) });
  }
}

/** Each write wakes a thread, which costs as much as a few hundred lines do; what waits is written when the process ends. */
function gatherLines(destination: ReturnType<typeof pino.destination>): pino.DestinationStream {
  let lines: string[] = [];
  const writeOut = () => {
    if (lines.length === 0) return;
    destination.write(lines.join(""));
    lines = [];
  };
  setInterval(writeOut, FLUSH_MILLISECONDS).unref();
  process.prependListener("exit", () => {
    destination.flushSync();
    // A write that is only begun now would not be waited for.
    pino.destination({ dest: 1, sync: true }).write(lines.join(""));
  });
  return {
    write(line) {
      lines.push(line);
      if (lines.length >= MOST_LINES) writeOut();
    },
  };
}

/** Until a server opens it, and in commands: warnings and errors, to standard error, so that output stays output. */
const sink = once((): Sink => {
  const destination = { write: (line: string) => void process.stderr.write(line) };
  return { logger: makeLogger("warn", destination), takeLine: null, secrets: [] };
});

function makeLogger(level: string, destination: pino.DestinationStream): pino.Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: timeOfLine,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
}

let written = { at: Number.NaN, text: "" };

/** The time as ISO 8601, made once a millisecond: a busy server writes dozens of lines in one. */
function timeOfLine(): string {
  const at = Date.now();
  if (at !== written.at) written = { at, text: `,"time":"${new Date(at).toISOString()}"` };
  return written.text;
}

function write(level: Level, event: string, facts: Facts): void {
  const { logger, secrets } = sink();
  if (!logger.isLevelEnabled(level)) return;
  logger[level]({ event, ...currentContext(), ...(redactAll(facts, secrets) as Facts) });
}

/** The id of a request is not looked into: it is a random text itself. */
function redactAll(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === "string") return redact(value, secrets);
  if (Array.isArray(value)) return value.map((item) => redactAll(item, secrets));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, redactAll(item, secrets)]));
}

/** Of an error only what every error has: what a library attached to it may be the very row it failed on. */
function describe(error: unknown, depth = 0): Facts {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  const cause = error.cause === undefined || depth > 3 ? {} : { cause: describe(error.cause, depth + 1) };
  return { name, ...code, message, stack, ...cause };
}
