import type { z } from "zod";
import { AppError } from "#app/encoding/errors.ts";
import { hasMarkPile, normalText } from "#app/encoding/text/normal-text.ts";
import { localeOf } from "./locale.server.ts";
import { sayTextFault } from "./say-text-fault.ts";

/** A form as read: its value, or what is wrong with each field, a message key or a sentence, with what was typed kept. */
export type ParsedForm<T> =
  | { ok: true; value: T }
  | { ok: false; errors: Record<string, string>; typed: Record<string, string> };

/** Forms carry text; files go through the upload reader. */
const MAX_FORM_BYTES = 256 * 1024;
/** More than any form of ours has, a list of the most records that one step takes included. */
const MOST_FIELDS = 5100;
/** Longer than the longest text of a form. */
const MOST_FIELD_CHARACTERS = 20_000;

/**
 * Reads a form and checks it. Only the fields of the schema are read: tenant, role, price and author never come from
 * a form that does not name them. Error messages of the schema are message keys; on a
 * character that a text can't hold, the answer is the sentence that names it.
 */
export async function parseForm<S extends z.ZodType>(request: Request, schema: S): Promise<ParsedForm<z.output<S>>> {
  return checkFields(request, await readFields(request), schema);
}

/** Checks the fields of a form that were read before. */
export function checkFields<S extends z.ZodType>(request: Request, typed: Fields, schema: S): ParsedForm<z.output<S>> {
  const parsed = schema.safeParse(typed);
  if (parsed.success) return { ok: true, value: parsed.data };
  const errors: Record<string, string> = {};
  const locale = localeOf(request);
  for (const { path, message } of parsed.error.issues) {
    const field = String(path[0] ?? "form");
    errors[field] ??= sayTextFault(message, typed[field], locale);
  }
  return { ok: false, errors, typed: withoutPasswords(typed) };
}

/** The fields of a form, each as a text in its one way of writing. */
export type Fields = Record<string, string>;

/** What may be shown again of a form. */
export function withoutPasswords(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !isPassword(name)));
}

/** Reads a form, once for a request. */
export async function readFields(request: Request): Promise<Fields> {
  const body = await readText(request, MAX_FORM_BYTES);
  // No text of the database can hold a null, and nobody types one.
  if (body.includes("%00") || body.includes("\0"))
    throw new AppError("invalid", { details: { reason: "form_malformed" } });
  const fields: Record<string, string> = Object.create(null);
  const pairs = [...new URLSearchParams(body)];
  if (pairs.length > MOST_FIELDS) throw tooLarge();
  for (const [name, value] of pairs) fields[name] = isPassword(name) ? fieldText(value) : readFieldText(value);
  formsRead.set(request, fields);
  pairsRead.set(request, pairs);
  return fields;
}

/**
 * The text of a field, in its one way of writing. Length and shape are looked at before any work is done on it.
 *
 * @throws AppError `invalid` for one longer than `most` characters, or with more marks on a letter than any script writes
 */
export function readFieldText(value: string, most = MOST_FIELD_CHARACTERS): string {
  return fieldText(value, most).trim();
}

/** The same with the spaces at its ends. */
function fieldText(value: string, most = MOST_FIELD_CHARACTERS): string {
  if (value.length > most) throw tooLarge();
  if (hasMarkPile(value)) throw new AppError("invalid", { details: { reason: "form_marks" } });
  return normalText(value, "NFC");
}

/** A password counts as it was typed, spaces at its ends too. */
function isPassword(name: string): boolean {
  return /password/i.test(name);
}

function tooLarge(): AppError {
  return new AppError("invalid", { details: { reason: "form_too_large" } });
}

const formsRead = new WeakMap<Request, Record<string, string>>();
const pairsRead = new WeakMap<Request, [string, string][]>();

/** Everything that the form of a request holds, but passwords: to be sent again after a question in between. */
export function formToRepeat(request: Request): Record<string, string> {
  return withoutPasswords(formsRead.get(request) ?? {});
}

/** A field of the form of a request that was read before; empty where it has none. */
export function fieldRead(request: Request, name: string): string {
  return formsRead.get(request)?.[name] ?? "";
}

/** Every value of a field that the form of a request has more than once. */
export function fieldsRead(request: Request, name: string): string[] {
  return (pairsRead.get(request) ?? []).filter(([one]) => one === name).map(([, value]) => readFieldText(value));
}

const NOT_TYPED = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SECRET = /password|token|secret|code/i;

/** What a person had entered in the form of a request: no secrets, no ids and nothing that the page itself had put there. */
export function typedIn(request: Request): Record<string, string> {
  const fields = Object.entries(formsRead.get(request) ?? {});
  return Object.fromEntries(
    fields.filter(([name, value]) => value !== "" && name !== "intent" && !SECRET.test(name) && !NOT_TYPED.test(value)),
  );
}

/** What is read and thrown away of a body that is too large, so that the browser gets to the answer and not to a reset. */
const DISCARDED_BYTES = 16 * 1024 * 1024;

/** Reads a body, counting bytes as they come; no more than `maxBytes` of it are held. */
export async function readBytes(request: Request, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  const next = () => reader?.read().catch(brokenOff);
  for (let part = await next(); part && !part.done; part = await next()) {
    size += part.value.byteLength;
    if (size <= maxBytes) chunks.push(part.value);
    if (size > maxBytes + DISCARDED_BYTES) break;
  }
  if (size > maxBytes) throw tooLarge();
  return Buffer.concat(chunks);
}

/** Whoever sent it has left, or was cut for being too slow: no fault of ours. */
function brokenOff(cause: unknown): never {
  throw new AppError("invalid", { cause, details: { reason: "form_broken_off" } });
}

/** Reads a body as UTF-8 text of no more than `maxBytes`. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const bytes = await readBytes(request, maxBytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("invalid", { cause, details: { reason: "form_not_utf8" } });
  }
}
