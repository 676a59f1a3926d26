import { format } from "node:util";
import pino from "pino";
import { once } from "#app/encoding/once.ts";
import { currentContext } from "./context.server.ts";
import { redact } from "./redact.ts";

type Facts = Record<string, unknown>;
type Level = "debug" | "info" | "warn" | "error";

interface Sink {
  logger: pino.Logger;
  /** Writes a finished line. Null if the level excludes informational events. */
  takeLine: ((line: string) => void) | null;
  secrets: readonly string[];
}

/**
 * The application log. Each event is a line of JSON with its request or job. A line has an event name and facts, and
 * never contains user input, addresses, tokens or passwords.
 */
export const log = {
  debug: (event: string, facts: Facts = {}) => write("debug", event, facts),
  info: (event: string, facts: Facts = {}) => write("info", event, facts),
  /**
   * For facts from short lists, counts and ids only. Skips redaction and builds the line directly, which halves the
   * cost.
   */
  known: (facts: { event: string }) =>
    sink().takeLine?.(`{"level":"info"${timeOfLine()},${JSON.stringify(facts).slice(1)}\n`),
  warn: (event: string, facts: Facts = {}) => write("warn", event, facts),
  /** @param error a caught value. Its type, message and stack are logged. */
  error: (event: string, error?: unknown, facts: Facts = {}) =>
    write("error", event, error === undefined ? facts : { ...facts, error: describe(error) }),
};

/** Lines are written together, at most this much later. */
const FLUSH_MILLISECONDS = 100;
const MOST_LINES = 250;

/** Starts the log of a server on standard output. Writing never waits for the reader. */
export function openLog(settings: { level: string; secrets: readonly string[] }): void {
  const destination = gatherLines(pino.destination({ dest: 1, sync: false }));
  const logger = makeLogger(settings.level, destination);
  const takeLine = logger.isLevelEnabled("info") ? (line: string) => destination.write(line) : null;
  Object.assign(sink(), { logger, takeLine, secrets: settings.secrets });
  takeConsole();
}

/**
 * Console output of libraries can contain a link's secret, for example the router's warning about an unknown address.
 */
function takeConsole(): void {
  for (const level of ["debug", "info", "warn", "error"] as const) {
    console[level] = (...parts: unknown[]) => write(level, "console", { text: format(...parts) });
  }
}

/**
 * Each write wakes a thread, which costs as much as a few hundred lines. Pending lines are written when the process
 * ends.
 */
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
    // An asynchronous write would not finish before the process ends.
    pino.destination({ dest: 1, sync: true }).write(lines.join(""));
  });
  return {
    write(line) {
      lines.push(line);
      if (lines.length >= MOST_LINES) writeOut();
    },
  };
}

/**
 * Before a server starts the log, and in commands: warnings and errors go to standard error, so that they do not mix
 * with output.
 */
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

/** ISO 8601 time, formatted once per millisecond, because a busy server writes dozens of lines in one. */
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

/** The request id is not redacted, because it is a random text itself. */
function redactAll(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === "string") return redact(value, secrets);
  if (Array.isArray(value)) return value.map((item) => redactAll(item, secrets));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, redactAll(item, secrets)]));
}

/** Logs only the standard fields of an error. Libraries can attach the row that failed. */
function describe(error: unknown, depth = 0): Facts {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  const cause = error.cause === undefined || depth > 3 ? {} : { cause: describe(error.cause, depth + 1) };
  return { name, ...code, message, stack, ...cause };
}
