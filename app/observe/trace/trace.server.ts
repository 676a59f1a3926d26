import type { IncomingHttpHeaders } from "node:http";
import {
  type Attributes,
  type Context,
  context,
  type Link,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";

/**
 * Uses only the OpenTelemetry API. Without an SDK, which the operator loads, each call does nothing. Attributes come
 * from short lists, like the labels of metrics. No span contains an id, an address or an error message.
 */

const tracer = () => trace.getTracer("truetonne");

/** Runs `work` in a span. An error marks the span and is rethrown. */
export function inSpan<T>(
  name: string,
  options: { kind?: SpanKind; attributes?: Attributes; links?: Link[] },
  work: () => Promise<T>,
): Promise<T> {
  return tracer().startActiveSpan(name, options, async (span) => {
    try {
      return await work();
    } catch (error) {
      fail(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

function fail(span: Span, error: unknown): void {
  span.setAttribute("error.type", error instanceof Error ? error.name : "unknown");
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** Starts the span of a request. A trusted proxy can provide the trace. */
export function beginRequest(headers: IncomingHttpHeaders, trustProxy: boolean) {
  const before = trustProxy ? propagation.extract(context.active(), headers) : context.active();
  const span = tracer().startSpan("request", { kind: SpanKind.SERVER }, before);
  const within: Context = trace.setSpan(before, span);
  return {
    run: (work: () => void) => context.with(within, work),
    end: ({ method, route, status }: { method: string; route: string; status: number }) => {
      span.updateName(`${method} ${route}`);
      span.setAttributes({ "http.request.method": method, "http.route": route, "http.response.status_code": status });
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

/** The current span as text for a job, or undefined. */
export function currentTrace(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

/** Links a span to the one of `currentTrace`, which caused it without being its parent. */
export function linkTo(traceparent: string | undefined): Link[] {
  if (traceparent === undefined) return [];
  const found = trace.getSpanContext(propagation.extract(context.active(), { traceparent }));
  return found ? [{ context: found }] : [];
}
