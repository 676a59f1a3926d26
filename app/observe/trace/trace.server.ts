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

/*
 * Spans by OpenTelemetry's interface alone: without an SDK, which the operator loads, each call here does nothing. Attributes
 * come from short lists, as the labels of the metrics do; no span holds an id, an address or an error's message.
 */

const tracer = () => trace.getTracer("truetonne");

/** Does work within a span; what it throws marks the span, and goes on. */
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

/** Begins the span of a request. A proxy that is trusted says of which trace it is. */
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

/** The span under way as a text that a job carries to where it is done; undefined where there is none. */
export function currentTrace(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

/** Links a span to another of `currentTrace`, whose work it follows without being a part of it. */
export function linkTo(traceparent: string | undefined): Link[] {
  if (traceparent === undefined) return [];
  const found = trace.getSpanContext(propagation.extract(context.active(), { traceparent }));
  return found ? [{ context: found }] : [];
}
