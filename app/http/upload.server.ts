import { Busboy, type BusboyFileStream, type BusboyHeaders, type BusboyInstance } from "@fastify/busboy";
import { AppError } from "#app/encoding/errors.ts";
import { hasMarkPile, normalText } from "#app/encoding/text/normal-text.ts";

export interface Upload {
  /** The text fields that were asked for; absent ones are empty. */
  fields: Record<string, string>;
  /** Null where no file was chosen. */
  file: { name: string; bytes: Uint8Array } | null;
  /** The file went beyond the limit; what was read of it is gone. */
  isTooLarge: boolean;
}

export interface UploadRules {
  fileField: string;
  /** Text fields that are read; any other is ignored. */
  fields: readonly string[];
  maxBytes: number;
  /** Of one text field; 10 kB unless said otherwise. */
  fieldBytes?: number;
}

const FIELD_BYTES = 10_000;

/**
 * What is still read and thrown away of a file that is too large, so that the browser gets to the answer instead of a
 * broken connection; beyond it the connection is given up.
 */
const DISCARDED_BYTES = 64 * 1024 * 1024;

/** Takes one file of a form as it streams in. Where the form breaks off, the stream ends with an error. */
export type FileTaker = (name: string, stream: BusboyFileStream) => Promise<void>;

export interface FormRules extends UploadRules {
  maxFiles: number;
}

/**
 * Reads one file and a few text fields of a multipart form as they stream in, counting bytes: never more than
 * `maxBytes` of the file are held.
 *
 * @throws AppError `invalid` for a body that is no such form, is cut off, has too many parts or never ends
 */
export async function readUpload(request: Request, rules: UploadRules): Promise<Upload> {
  const upload: Upload = { fields: {}, file: null, isTooLarge: false };
  upload.fields = await receiveForm(request, { ...rules, maxFiles: 1 }, async (name, stream) => {
    const chunks: Buffer[] = [];
    stream.once("limit", () => {
      upload.isTooLarge = true;
      chunks.length = 0;
    });
    for await (const chunk of stream) if (!upload.isTooLarge) chunks.push(chunk as Buffer);
    if (!upload.isTooLarge) upload.file = { name, bytes: Buffer.concat(chunks) };
  });
  return upload;
}

/**
 * Hands the files of a multipart form on as they stream in, at the pace of whoever takes them; a file beyond `maxBytes`
 * ends there, and its stream says so (`truncated`). A chosen file without a name is no file.
 *
 * @returns the text fields that were asked for; absent ones are empty
 * @throws AppError `invalid` for a body that is no such form, is cut off, has too many parts or never ends; what a taker
 *   throws
 */
export async function receiveForm(
  request: Request,
  rules: FormRules,
  take: FileTaker,
): Promise<Record<string, string>> {
  const contentType = request.headers.get("content-type") ?? "";
  if (!contentType.toLowerCase().startsWith("multipart/form-data") || !request.body) throw refusal("not_multipart");
  const fields = Object.fromEntries(rules.fields.map((name) => [name, ""]));
  const streams: BusboyFileStream[] = [];
  const taken: Promise<void>[] = [];
  let failure: unknown;
  const parser = openParser(contentType, rules, fields, (name, stream) => {
    streams.push(stream);
    stream.once("error", () => {
      failure ??= refusal("form_malformed");
    });
    const taking = take(name, stream);
    // Nobody would read the rest of a stream that its taker gave up: the form ends here.
    taking.catch((error) => {
      failure ??= error;
      parser.destroy(refusal("form_malformed"));
    });
    taken.push(taking);
  });
  const whole = new Promise<void>((resolve, reject) => {
    parser.once("finish", resolve);
    // Not once: a body that is cut off raises a second error after the first, which nobody would catch.
    parser.on("error", (error) => reject(error instanceof AppError ? error : refusal("form_malformed")));
    const most = rules.maxBytes * rules.maxFiles + DISCARDED_BYTES;
    feed(request.body as unknown as AsyncIterable<Uint8Array>, parser, most).catch((error) =>
      reject(error instanceof AppError ? error : refusal("form_broken_off")),
    );
  });
  try {
    await whole;
    await Promise.all(taken);
  } catch (error) {
    for (const stream of streams) stream.destroy(refusal("form_malformed"));
    // Each taker puts away what it began before the answer is given.
    await Promise.allSettled(taken);
    throw failure ?? error;
  }
  return fields;
}

function openParser(
  contentType: string,
  rules: FormRules,
  fields: Record<string, string>,
  onFile: (name: string, stream: BusboyFileStream) => void,
): BusboyInstance {
  const parser = createParser(contentType, rules);
  for (const limit of ["partsLimit", "filesLimit", "fieldsLimit"] as const) {
    parser.once(limit, () => parser.destroy(refusal("form_too_many_parts")));
  }
  parser.on("field", (name, value, nameTruncated, valueTruncated) => {
    if (nameTruncated || valueTruncated) parser.destroy(refusal("form_too_large"));
    else if (value.includes("\0")) parser.destroy(refusal("form_malformed"));
    else if (hasMarkPile(value)) parser.destroy(refusal("form_marks"));
    else if (rules.fields.includes(name)) fields[name] = normalText(value, "NFC").trim();
  });
  parser.on("file", (field, stream, name) => {
    stream.on("error", () => parser.destroy(refusal("form_malformed")));
    if (field === rules.fileField && name) onFile(name, stream);
    else stream.resume();
  });
  return parser;
}

function createParser(contentType: string, rules: FormRules): BusboyInstance {
  try {
    return new Busboy({
      headers: { "content-type": contentType } as BusboyHeaders,
      limits: {
        files: rules.maxFiles,
        fields: rules.fields.length,
        parts: rules.fields.length + rules.maxFiles,
        fileSize: rules.maxBytes,
        fieldSize: rules.fieldBytes ?? FIELD_BYTES,
        fieldNameSize: 100,
        headerPairs: 20,
        headerSize: 4096,
      },
    });
  } catch {
    throw refusal("form_malformed");
  }
}

/** Hands the body on at the parser's pace. */
async function feed(body: AsyncIterable<Uint8Array>, parser: BusboyInstance, maxBytes: number): Promise<void> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw refusal("form_too_large");
    if (parser.destroyed) return;
    if (!parser.write(chunk)) await drained(parser);
  }
  parser.end();
}

function drained(parser: BusboyInstance): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      parser.off("drain", done).off("close", done).off("error", done);
      resolve();
    };
    parser.on("drain", done).on("close", done).on("error", done);
  });
}

function refusal(reason: string): AppError {
  return new AppError("invalid", { details: { reason } });
}
