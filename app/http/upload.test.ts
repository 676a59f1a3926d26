import { describe, expect, it } from "vitest";
import { readUpload } from "./upload.server.ts";

const RULES = { fileField: "file", fields: ["intent", "sha256"], maxBytes: 1000 };
const BOUNDARY = "----sample";

/** A request whose body comes in small pieces, with the number of bytes that were read. */
function send(body: Uint8Array, contentType = `multipart/form-data; boundary=${BOUNDARY}`) {
  const progress = { read: 0 };
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = body.subarray(progress.read, progress.read + 512);
      progress.read += chunk.byteLength;
      if (chunk.byteLength === 0) controller.close();
      else controller.enqueue(chunk);
    },
  });
  const request = new Request("http://localhost/import", {
    method: "POST",
    headers: { "content-type": contentType },
    body: stream,
    duplex: "half",
  } as RequestInit);
  return { request, progress };
}

function part(disposition: string, content: string | Uint8Array): Buffer {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from("\r\n")]);
}

const END = Buffer.from(`--${BOUNDARY}--\r\n`);
const form = (...parts: Buffer[]) => Buffer.concat([...parts, END]);

describe("readUpload", () => {
  it("reads the file and the requested fields, and no others", async () => {
    const body = form(
      part('name="intent"', " check "),
      part('name="tenantId"', "another tenant"),
      part('name="file"; filename="2025年12月.csv"', "a,b\r\n1,2"),
    );
    const upload = await readUpload(send(body).request, { ...RULES, fields: ["intent", "sha256", "tenantId2"] });
    expect(upload.fields).toEqual({ intent: "check", sha256: "", tenantId2: "" });
    expect(upload.file?.name).toBe("2025年12月.csv");
    expect(new TextDecoder().decode(upload.file?.bytes)).toBe("a,b\r\n1,2");
  });

  it("keeps bytes unchanged", async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const upload = await readUpload(send(form(part('name="file"; filename="x"', bytes))).request, RULES);
    expect([...upload.file!.bytes]).toEqual([...bytes]);
  });

  it.each([
    ["exactly the limit", 1000, false],
    ["one byte more", 1001, true],
    ["far more", 100_000, true],
  ])("distinguishes %s from an oversized file", async (_, size, isTooLarge) => {
    const body = form(
      part('name="file"; filename="x.csv"', new Uint8Array(size).fill(0x61)),
      part('name="intent"', "check"),
    );
    const upload = await readUpload(send(body).request, RULES);
    expect(upload.isTooLarge).toBe(isTooLarge);
    expect(upload.file?.bytes.byteLength ?? 0).toBe(isTooLarge ? 0 : size);
    expect(upload.fields.intent).toBe("check");
  });

  it("accepts a form without a selected file", async () => {
    const upload = await readUpload(send(form(part('name="file"; filename=""', ""))).request, RULES);
    expect(upload).toMatchObject({ file: null, isTooLarge: false });
  });

  it.each<[string, Buffer, string?]>([
    ["another kind of form", Buffer.from("intent=check"), "application/x-www-form-urlencoded"],
    ["no boundary", form(), "multipart/form-data"],
    ["a body that is cut off", form(part('name="file"; filename="x"', "abc")).subarray(0, 90)],
    ["a body that is no multipart", Buffer.from("hello")],
    ["many files", form(...Array.from({ length: 5 }, (_, index) => part(`name="file"; filename="${index}"`, "x")))],
    ["many fields", form(...Array.from({ length: 50 }, (_, index) => part(`name="f${index}"`, "x")))],
    ["a field of a megabyte", form(part('name="intent"', "x".repeat(1_000_000)))],
  ])("refuses %s", async (_, body, contentType) => {
    await expect(readUpload(send(body, contentType).request, RULES)).rejects.toMatchObject({ code: "invalid" });
  });

  it("gives up on a body that never ends", async () => {
    const chunk = new Uint8Array(1024 * 1024).fill(0x61);
    let sent = 0;
    const head = part('name="file"; filename="x"', "").subarray(0, -2);
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(sent === 0 ? head : chunk);
        sent += 1;
      },
    });
    const request = new Request("http://localhost/import", {
      method: "POST",
      headers: { "content-type": `multipart/form-data; boundary=${BOUNDARY}` },
      body: endless,
      duplex: "half",
    } as RequestInit);
    await expect(readUpload(request, RULES)).rejects.toMatchObject({ code: "invalid" });
    expect(sent).toBeLessThan(80);
  });
});
