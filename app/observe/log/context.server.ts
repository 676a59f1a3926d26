import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";

/** What every line says that is written while a request or a job is under way. */
export interface LogContext {
  /** Of the request; a job carries that of the request that asked for it. */
  requestId: string;
  tenantId?: string;
  jobId?: string;
  /** Why the request was refused where its status alone does not tell. */
  reason?: string;
  /** When the caller may come again. */
  retryAfterSeconds?: number;
}

const storage = new AsyncLocalStorage<LogContext>();

/** Does work whose lines all say of which request or job they are. */
export function inContext<T>(context: LogContext, work: () => T): T {
  return storage.run(context, work);
}

/** The request or job under way; undefined in a sweep or a command. */
export function currentContext(): LogContext | undefined {
  return storage.getStore();
}

/** The first tenant whose rows are reached is whose request it is. */
export function noteTenant(tenantId: string): void {
  const context = currentContext();
  if (context) context.tenantId ??= tenantId;
}

/** What an error page and a problem of the API name, and the log finds; outside of a request a new one. */
export function currentRequestId(): string {
  return currentContext()?.requestId ?? randomUUID();
}

const WELL_FORMED = /^[A-Za-z0-9][A-Za-z0-9._:-]{7,63}$/;

/** The id of a request: the trusted proxy's own where it is well formed, else a new one. */
export function requestIdOf(given: string | undefined, trustProxy: boolean): string {
  return trustProxy && given !== undefined && WELL_FORMED.test(given) ? given : randomUUID();
}
