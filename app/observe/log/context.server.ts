import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";

/** Facts in every log line of a request or job. */
export interface LogContext {
  /** The id of the request. A job has the id of the request that started it. */
  requestId: string;
  tenantId?: string;
  jobId?: string;
  /** The reason for a rejection, if the status alone is not specific. */
  reason?: string;
  /** When the caller can retry. */
  retryAfterSeconds?: number;
}

const storage = new AsyncLocalStorage<LogContext>();

/** Adds the context to all log lines of `work`. */
export function inContext<T>(context: LogContext, work: () => T): T {
  return storage.run(context, work);
}

/** The current request or job. Undefined in a sweep or command. */
export function currentContext(): LogContext | undefined {
  return storage.getStore();
}

/** The first tenant whose rows are read is recorded as the tenant of the request. */
export function noteTenant(tenantId: string): void {
  const context = currentContext();
  if (context) context.tenantId ??= tenantId;
}

/** The id on error pages and in API problems, which the log contains. A new id outside a request. */
export function currentRequestId(): string {
  return currentContext()?.requestId ?? randomUUID();
}

const WELL_FORMED = /^[A-Za-z0-9][A-Za-z0-9._:-]{7,63}$/;

/** Uses the id of the trusted proxy if it is well formed, otherwise a new one. */
export function requestIdOf(given: string | undefined, trustProxy: boolean): string {
  return trustProxy && given !== undefined && WELL_FORMED.test(given) ? given : randomUUID();
}
