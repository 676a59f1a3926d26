import { API_ROOT, type ExampleRequest, type Operation, scopeOf } from "./operation.ts";

/** The environment variable with the key in examples, so that no key is pasted into a script. */
const KEY_VARIABLE = "$TRUETONNE_KEY";

export function printCurl(operation: Operation, publicUrl: string): string {
  const { method, answer, body } = operation;
  const { example } = operation;
  const parts = [`curl ${quoteAddress(addressOf(operation, publicUrl))}`];
  if (method !== "GET") parts.push(`-X ${method}`);
  if (needsKey(operation)) parts.push(`-H "Authorization: Bearer ${KEY_VARIABLE}"`);
  for (const [name, value] of Object.entries(example.headers ?? {})) parts.push(`-H '${name}: ${value}'`);
  if (body) parts.push(`-H "Content-Type: application/json"`, `-d '${JSON.stringify(example.body, null, 2)}'`);
  if (answer.type === "application/pdf") parts.push("-o report.pdf");
  return parts.join(" \\\n  ");
}

function needsKey(operation: Operation): boolean {
  return operation.door !== "public" || scopeOf(operation) !== null;
}

function addressOf({ path, example }: Pick<Operation, "path" | "example">, publicUrl: string): string {
  const filled = fillPath(path, example.params);
  const search = new URLSearchParams(example.query).toString();
  return `${publicUrl}${API_ROOT}${filled}${search === "" ? "" : `?${search}`}`;
}

export function fillPath(path: string, params: ExampleRequest["params"] = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
}

/** A shell would interpret `&` and `?`. */
function quoteAddress(address: string): string {
  return /[?&]/.test(address) ? `"${address}"` : address;
}
