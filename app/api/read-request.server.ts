import type { z } from "zod";
import { holdsSecret } from "#app/access/api-key-secret.ts";
import { findTextFault } from "#app/encoding/text/plain-text.ts";
import { readText } from "#app/http/form.server.ts";
import { IDEMPOTENCY_KEY, VERSION } from "./header-form.ts";
import { isChange, type Operation } from "./operation.ts";
import { ApiProblem, type ProblemPlace } from "./problem.ts";
import { parseStrictJson } from "./strict-json.ts";

const MAX_BODY_BYTES = 64 * 1024;
/** Places listed in a response. For more, it gives only their number. */
export const MOST_ERRORS = 200;
const JSON_TYPE = /^application\/(json|merge-patch\+json)\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** Secrets in addresses end up in logs and histories, so such a request is always rejected. */
export function refuseSecretInAddress(address: URL): void {
  if (holdsSecret(decodeLoosely(`${address.pathname}${address.search}`))) throw new ApiProblem("key_in_address");
}

function decodeLoosely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The query of an operation: known names, each once. @throws ApiProblem `request_invalid` */
export function readQuery(operation: Operation, address: URL): unknown {
  const known = Object.keys(operation.query?.shape ?? {});
  const values: Record<string, string> = Object.create(null);
  const errors: ProblemPlace[] = [];
  for (const [name, value] of address.searchParams) {
    const parameter = name.slice(0, 60);
    if (!known.includes(name))
      errors.push({ parameter, code: "parameter_unknown", facts: { known: known.join(", ") } });
    else if (name in values) errors.push({ parameter, code: "parameter_twice", facts: {} });
    else {
      const fault = findTextFault(value);
      if (fault) errors.push({ parameter, code: "text_forbidden", facts: { codePoint: fault.codePoint } });
      else values[name] = value;
    }
  }
  if (errors.length > 0) throw new ApiProblem("request_invalid", { errors });
  if (!operation.query) return {};
  const parsed = operation.query.safeParse({ ...values });
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => ({ ...faultOf(issue), parameter: String(issue.path[0] ?? "") }));
  throw new ApiProblem("request_invalid", { errors: places });
}

/** The body of an operation, read before any transaction. @throws ApiProblem of status 400, 413 or 415 */
export async function readBody(operation: Operation, request: Request): Promise<{ text: string; value: unknown }> {
  if (!operation.body) return { text: "", value: undefined };
  const type = request.headers.get("content-type") ?? "";
  if (!JSON_TYPE.test(type) || request.headers.has("content-encoding")) {
    throw new ApiProblem("media_type", { facts: { type: type.slice(0, 100) } });
  }
  const text = await readText(request, operation.maxBytes ?? MAX_BODY_BYTES);
  const parsed = (operation.body as z.ZodType).safeParse(parseStrictJson(text));
  if (parsed.success) return { text, value: parsed.data };
  throw new ApiProblem("request_invalid", { errors: parsed.error.issues.flatMap(placesOfIssue) });
}

type Issue = z.core.$ZodIssue;

function placesOfIssue(issue: Issue): ProblemPlace[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((name) => ({
      pointer: toPointer([...issue.path, name]),
      code: "field_unknown",
      facts: { name: name.slice(0, 60) },
    }));
  }
  return [{ pointer: toPointer(issue.path), ...faultOf(issue) }];
}

/** RFC 6901, as a URI fragment. */
function toPointer(path: readonly PropertyKey[]): string {
  const part = (one: PropertyKey) => encodeURIComponent(String(one).replaceAll("~", "~0").replaceAll("/", "~1"));
  return `#${path.map((one) => `/${part(one)}`).join("")}`;
}

/** The code and the facts of a schema error. */
function faultOf(issue: Issue): { code: string; facts: Record<string, string> } {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined && issue.message.includes("received undefined")
        ? { code: "field_missing", facts: {} }
        : { code: "type_wrong", facts: { expected: issue.expected } };
    case "invalid_value":
      return { code: "value_wrong", facts: { known: issue.values.join(", ") } };
    case "invalid_union":
      return { code: "value_wrong", facts: { known: (issue as { options?: string[] }).options?.join(", ") ?? "" } };
    case "too_big":
      return { code: "too_large", facts: { most: String(issue.maximum) } };
    case "too_small":
      return { code: "too_small", facts: { least: String(issue.minimum) } };
    case "invalid_format":
      return {
        code: issue.message === "limit_wrong" ? "limit_wrong" : "format_wrong",
        facts: { format: issue.format },
      };
    default:
      return {
        code: /^[a-z_]+$/.test(issue.message) ? issue.message : "value_wrong",
        facts: issue.code === "custom" ? { ...issue.params } : {},
      };
  }
}

/** The version in `If-Match`, or 0 if none is required. @throws ApiProblem `version_required` or `request_invalid` */
export function readVersion(operation: Operation, request: Request): number {
  if (!operation.isVersioned) return 0;
  const header = request.headers.get("if-match");
  if (header === null) throw new ApiProblem("version_required");
  const version = VERSION.exec(header.trim())?.[1];
  if (version === undefined) throw wrongHeader("If-Match", "version_wrong");
  return Number(version);
}

/** The client's own name for a change: a string of RFC 9651 with optional quotes. */
export function readIdempotencyKey(operation: Operation, request: Request): string | null {
  const header = request.headers.get("idempotency-key");
  if (header === null || !isChange(operation)) return null;
  const match = IDEMPOTENCY_KEY.exec(header.trim());
  if (!match) throw wrongHeader("Idempotency-Key", "idempotency_key_wrong");
  return match[1] ?? match[2]!;
}

function wrongHeader(header: string, code: string): ApiProblem {
  return new ApiProblem("request_invalid", { errors: [{ header, code, facts: {} }] });
}

/** @throws ApiProblem `not_acceptable` if the client doesn't accept the type of the response */
export function refuseUnacceptable(operation: Operation, request: Request): void {
  const accept = request.headers.get("accept");
  if (accept === null || accept.trim() === "") return;
  const type = operation.answer.type ?? "application/json";
  const ranges = accept.split(",").map((range) => range.trim().toLowerCase());
  const isWanted = ranges.some((range) => {
    const [media = "", ...weights] = range.split(";").map((part) => part.trim());
    if (weights.some((weight) => /^q=0(\.0*)?$/.test(weight))) return false;
    return media === "*/*" || media === type || media === `${type.split("/")[0]}/*`;
  });
  if (!isWanted) throw new ApiProblem("not_acceptable", { facts: { type } });
}
