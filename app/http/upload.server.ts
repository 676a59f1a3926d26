import { Busboy, type BusboyFileStream, type BusboyHeaders, type BusboyInstance } from "@fastify/busboy";
import { AppError } from "#app/encoding/errors.ts";
import { hasMarkPile, normalText } from "#app/encoding/text/normal-text.ts";

export interface Upload {
  /** The requested text fields. Missing ones are empty. */
  fields: Record<string, string>;
  /** Null if no file was selected. */
  file: { name: string; bytes: Uint8Array } | null;
  /** The file exceeded the limit, and what was read of it is discarded. */
  isTooLarge: boolean;
}

export interface UploadRules {
  fileField: string;
  /** Text fields to read. Others are ignored. */
  fields: readonly string[];
  maxBytes: number;
  /** Limit of one text field, 10 kB by default. */
  fieldBytes?: number;
}

const FIELD_BYTES = 10_000;

/**
 * How much of an oversized file is still read and discarded, so that the browser gets the answer instead of a broken
 * connection. After that the connection is closed.
 */
const DISCARDED_BYTES = 64 * 1024 * 1024;

/** Reads one file of a form as a stream. If the form breaks off, the stream ends with an error. */
export type FileTaker = (name: string, stream: BusboyFileStream) => Promise<void>;

export interface FormRules extends UploadRules {
  maxFiles: number;
}

/**
 * Reads one file and a few text fields of a multipart form as a stream, holding at most `maxBytes` of the file.
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
 * Passes on the files of a multipart form as streams, at the speed of their reader. A file beyond `maxBytes` ends
 * there, and its stream is marked `truncated`. A selected file without a name is ignored.
 *
 * @returns the requested text fields, empty if missing
 * @throws AppError `invalid` for a body that is no such form, is cut off, has too many parts or never ends, and errors
 * of
 * a taker
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
    // The rest of a stream that its taker dropped would never be read, so the form ends here.
    taking.catch((error) => {
      failure ??= error;
      parser.destroy(refusal("form_malformed"));
    });
    taken.push(taking);
  });
  const whole = new Promise<void>((resolve, reject) => {
    parser.once("finish", resolve);
    // Not `once`: a body that is cut off emits a second error, which would otherwise be uncaught.
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
    // Each taker removes what it began before the answer is sent.
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

/** Feeds the body at the parser's speed. */
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
