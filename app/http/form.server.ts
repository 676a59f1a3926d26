import type { z } from "zod";
import { AppError } from "#app/encoding/errors.ts";
import { hasMarkPile, normalText } from "#app/encoding/text/normal-text.ts";
import { UUID } from "#app/encoding/uuid.ts";
import { localeOf } from "./locale.server.ts";
import { sayTextFault } from "./say-text-fault.ts";

/** A parsed form: its value, or the error of each field as a message key or sentence, with the input. */
export type ParsedForm<T> =
  | { ok: true; value: T }
  | { ok: false; errors: Record<string, string>; typed: Record<string, string> };

/** Forms carry text. Files use the upload reader. */
const MAX_FORM_BYTES = 256 * 1024;
/** More fields than any form has, including a list of the most records that one action accepts. */
const MOST_FIELDS = 5100;
const MOST_FIELD_CHARACTERS = 20_000;

/**
 * Reads and checks a form. Only the fields of the schema are read, so tenant, role, price and author can't be injected.
 * Schema errors are message keys, except for an invalid character: its error is a sentence that names it.
 */
export async function parseForm<S extends z.ZodType>(request: Request, schema: S): Promise<ParsedForm<z.output<S>>> {
  return checkFields(request, await readFields(request), schema);
}

/** Checks form fields that were already read. */
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

/** The normalized text of each form field. */
export type Fields = Record<string, string>;

/** The fields that a page may show again. */
export function withoutPasswords(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !isPassword(name)));
}

/** Reads a form, once per request. */
export async function readFields(request: Request): Promise<Fields> {
  const body = await readText(request, MAX_FORM_BYTES);
  // Database texts can't hold a null character, and no one types one.
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
 * The normalized text of a field. Length and shape are checked before any other work.
 *
 * @throws AppError `invalid` for a text longer than `most` characters, or with more marks on a letter than any script
 * uses
 */
export function readFieldText(value: string, most = MOST_FIELD_CHARACTERS): string {
  return fieldText(value, most).trim();
}

/** The same without leading and trailing spaces. */
function fieldText(value: string, most = MOST_FIELD_CHARACTERS): string {
  if (value.length > most) throw tooLarge();
  if (hasMarkPile(value)) throw new AppError("invalid", { details: { reason: "form_marks" } });
  return normalText(value, "NFC");
}

/** Passwords keep their leading and trailing spaces. */
function isPassword(name: string): boolean {
  return /password/i.test(name);
}

function tooLarge(): AppError {
  return new AppError("invalid", { details: { reason: "form_too_large" } });
}

const formsRead = new WeakMap<Request, Record<string, string>>();
const pairsRead = new WeakMap<Request, [string, string][]>();

/** All fields of a form except passwords, to be sent again after a question in between. */
export function formToRepeat(request: Request): Record<string, string> {
  return withoutPasswords(formsRead.get(request) ?? {});
}

/** A field of a form that was read before. Empty if it is missing. */
export function fieldRead(request: Request, name: string): string {
  return formsRead.get(request)?.[name] ?? "";
}

/** Every value of a repeated form field. */
export function fieldsRead(request: Request, name: string): string[] {
  return (pairsRead.get(request) ?? []).filter(([one]) => one === name).map(([, value]) => readFieldText(value));
}

const SECRET = /password|token|secret|code/i;

/** What a person entered in a form, without secrets, ids and values that the page added. */
export function typedIn(request: Request): Record<string, string> {
  const fields = Object.entries(formsRead.get(request) ?? {});
  return Object.fromEntries(
    fields.filter(([name, value]) => value !== "" && name !== "intent" && !SECRET.test(name) && !UUID.test(value)),
  );
}

/**
 * How much of an oversized body is still read and discarded, so that the browser receives the answer instead of a
 * reset.
 */
const DISCARDED_BYTES = 16 * 1024 * 1024;

/** Reads a body and counts its bytes, holding no more than `maxBytes`. */
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

/** The client left, or was cut off for being too slow. This is not a server error. */
function brokenOff(cause: unknown): never {
  throw new AppError("invalid", { cause, details: { reason: "form_broken_off" } });
}

/** Reads a body as UTF-8 text of at most `maxBytes`. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const bytes = await readBytes(request, maxBytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("invalid", { cause, details: { reason: "form_not_utf8" } });
  }
}
