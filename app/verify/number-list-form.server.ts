import { limitLookUpList } from "#app/access/look-up-limit.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { readUpload } from "#app/http/upload.server.ts";
import { decodeNumberList, type NumberList, readNumberList } from "./number-list.ts";
import { isWorkbook, readNumberWorkbook } from "./number-workbook.ts";

/** Enough for the most rows with all other columns of a table. */
const MOST_BYTES = 256 * 1024;

type NumberListForm = NumberList | { ok: false; fault: "too_large"; count: number };

/**
 * The numbers from the file of a form, or else from its text. The request counts towards the caller's limit before it is read,
 * and a valid list counts again for each further row. Call it outside of any transaction.
 *
 * @throws AppError `invalid` for another kind of body or a file that is not text; `rate_limited`
 */
export async function readNumberListForm(request: Request, clientAddress: string): Promise<NumberListForm> {
  await limitLookUpList(clientAddress, 1);
  const { fields, file, isTooLarge } = await readUpload(request, {
    fileField: "file",
    fields: ["numbers"],
    maxBytes: MOST_BYTES,
    fieldBytes: MOST_BYTES,
  });
  if (isTooLarge) return { ok: false, fault: "too_large", count: 0 };
  const list = file && isWorkbook(file.bytes) ? readNumberWorkbook(file.bytes) : readText(file?.bytes, fields.numbers);
  if (list.ok) await limitLookUpList(clientAddress, list.numbers.length - 1);
  return list;
}

function readText(bytes: Uint8Array | undefined, typed = ""): NumberList {
  const text = bytes ? decodeNumberList(bytes) : typed;
  if (text === null) throw new AppError("invalid", { details: { reason: "form_not_utf8" } });
  return readNumberList(text);
}
