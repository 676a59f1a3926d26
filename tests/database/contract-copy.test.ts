import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { listKeptFiles } from "#app/evidence/kept-file.server.ts";
import { type StoredFile, storeFiles } from "#app/evidence/store-files.server.ts";
import { makeEvidenceRoom } from "#app/files/evidence-room.server.ts";
import { evidenceKey } from "#app/files/evidence-store.ts";
import { announcing, sweepStoredFiles } from "#app/files/stored-file.server.ts";
import { addContractCopy, listContractCopies, withdrawContractCopy } from "#app/trade/contract/contract-copy.server.ts";
import { COPY_KINDS, MOST_OF_A_SIDE } from "#app/trade/contract/contract-copy.ts";
import { viewContract } from "#app/trade/contract/contract-view.server.ts";
import { keepTradeDocument } from "#app/trade/document/trade-document.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { pdfOf } from "#tests/support/evidence-files.ts";
import { pngOf } from "#tests/support/png.ts";
import { acceptByLink, makeSentQuote, makeService, quoteContent } from "#tests/support/sample-order.ts";
import { makeClient, makeSeller } from "#tests/support/sample-seller.ts";

const HOUR = 3_600_000;

onEachEngine("copies of a contract", (engine) => {
  const folder = mkdtempSync(join(tmpdir(), "truetonne-copies-"));
  const limits = { fileBytes: 1024 * 1024, quotaBytes: 10 * 1024 * 1024, retentionYears: 10 };
  const room = makeEvidenceRoom({ dataDir: folder, s3: undefined, clamd: undefined, ...limits });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const as = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
  const clientOf = ({ tenantId }: Actor) => ({ tenantId, userId: "client:sample", source: "link" as const });

  async function makeOrder() {
    const { owner } = await makeSeller(engine.doors);
    const clientId = await makeClient(engine.doors, owner);
    const content = quoteContent(await makeService(engine.doors, owner));
    const { token } = await makeSentQuote(engine.doors, owner, { clientId, content });
    return { owner, clientId, orderId: await acceptByLink(engine.doors, token) };
  }

  function receive(bytes: Uint8Array, name: string) {
    mkdirSync(room.spoolFolder, { recursive: true });
    const path = join(room.spoolFolder, randomUUID());
    writeFileSync(path, bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { path, size: bytes.length, sha256, name, isTooLarge: false };
  }

  /** Bytes that are not stored: the rules read only their facts. */
  const fileOf = (word: string): StoredFile => ({
    id: randomUUID(),
    name: `${word}.pdf`,
    kind: "pdf",
    size: 3,
    sha256: createHash("sha256").update(word).digest("hex"),
    scan: "not_scanned",
  });
  const addAs = (owner: Actor, orderId: string, side: "seller" | "client", file: StoredFile) =>
    as(owner, (tx) =>
      addContractCopy(tx, side === "seller" ? owner : clientOf(owner), { orderId, side, signedBy: "both", file }),
    );

  it("are listed with who uploaded and withdrew them, and no name of the seller's people for the client", async () => {
    const { owner, clientId, orderId } = await makeOrder();
    await addAs(owner, orderId, "client", fileOf("client"));
    await addAs(owner, orderId, "seller", { ...fileOf("photo"), kind: "jpeg", name: "photo.jpg" });
    const [newest, oldest] = await as(owner, (tx) => listContractCopies(tx, orderId));
    expect(newest).toMatchObject({ number: 2, side: "seller", signedBy: "both", name: "photo.jpg", withdrawal: null });
    expect(newest!.authorName).not.toBeNull();
    expect(oldest).toMatchObject({ number: 1, side: "client", authorName: null });
    const withdraw = (copyId: string, side: "seller" | "client", reason: string) =>
      as(owner, (tx) => withdrawContractCopy(tx, owner, { orderId, copyId, side, reason }));
    expect(await withdraw(newest!.id, "seller", " ")).toBe("reason_missing");
    await expect(withdraw(newest!.id, "client", "Wrong page")).rejects.toThrow("not_found");
    await expect(withdraw(oldest!.id, "seller", "Wrong page")).rejects.toThrow("not_found");
    const before = await as(owner, (tx) => viewContract(tx, orderId, "client"));
    expect(before.copies.map(({ sha256, isOpen }) => [sha256 === null, isOpen])).toEqual([
      [true, true],
      [false, true],
    ]);
    expect(await withdraw(newest!.id, "seller", " Wrong page ")).toBeNull();
    expect(await withdraw(newest!.id, "seller", "Again")).toBe("copy_withdrawn");
    const seen = await as(owner, (tx) => viewContract(tx, orderId, "client"));
    expect(seen.copies.map(({ authorName, isOpen }) => [authorName, isOpen])).toEqual([
      [null, false],
      [null, true],
    ]);
    expect(seen.copies[0]!.withdrawal).toMatchObject({ reason: "Wrong page" });
    const own = await as(owner, (tx) => viewContract(tx, orderId, "seller"));
    expect(own.copies.map(({ isOpen, sha256 }) => [isOpen, sha256 !== null])).toEqual([
      [true, true],
      [true, true],
    ]);
    const trail = await as(owner, (tx) =>
      tx
        .selectFrom("audit_trail")
        .select(["action", "user_id"])
        .where("subject_id", "=", orderId)
        .where("action", "like", "order.copy_%")
        .orderBy("sequence")
        .execute(),
    );
    expect(trail).toEqual([
      { action: "order.copy_received", user_id: "client:sample" },
      { action: "order.copy_added", user_id: owner.userId },
      { action: "order.copy_withdrawn", user_id: owner.userId },
    ]);
    const mails = await as(owner, (tx) =>
      tx
        .selectFrom("client_mail")
        .select(["kind", "occasion"])
        .where("client_id", "=", clientId)
        .where("kind", "=", "order.copy_added")
        .execute(),
    );
    expect(mails).toEqual([{ kind: "order.copy_added", occasion: 2 }]);
  });

  it("are refused if they are the unsigned contract, known, or too many, and each side has its own limit", async () => {
    const { owner, orderId } = await makeOrder();
    const pdf = pdfOf("unsigned");
    const printed = { kind: "contract", subjectId: orderId, edition: "printed", pdf } as const;
    await as(owner, (tx) => keepTradeDocument(tx, owner, printed));
    const unsigned = { ...fileOf("unsigned"), sha256: createHash("sha256").update(pdf).digest("hex") };
    await expect(addAs(owner, orderId, "client", unsigned)).rejects.toMatchObject({ fault: "copy_unsigned" });
    for (let at = 0; at < MOST_OF_A_SIDE; at += 1) await addAs(owner, orderId, "client", fileOf(`client ${at}`));
    await expect(addAs(owner, orderId, "seller", fileOf("client 0"))).rejects.toMatchObject({ fault: "copy_there" });
    await expect(addAs(owner, orderId, "client", fileOf("more"))).rejects.toMatchObject({ fault: "copy_full" });
    expect((await as(owner, (tx) => viewContract(tx, orderId, "client"))).isFull).toBe(true);
    await addAs(owner, orderId, "seller", fileOf("seller"));
    expect((await as(owner, (tx) => viewContract(tx, orderId, "seller"))).isFull).toBe(false);
  });

  it("are refused by the database under the name of the other side, and never change", async () => {
    const { owner, orderId } = await makeOrder();
    const file = fileOf("forged");
    await expect(
      as(owner, (tx) => addContractCopy(tx, owner, { orderId, side: "client", signedBy: "both", file })),
    ).rejects.toThrow("contract_copy_side");
    await addAs(owner, orderId, "seller", file);
    await expect(as(owner, (tx) => tx.deleteFrom("contract_copy").execute())).rejects.toThrow("permission denied");
    await expect(
      as(owner, (tx) => tx.updateTable("contract_copy").set({ signers: "seller" }).execute()),
    ).rejects.toThrow("permission denied");
    const other = await makeOrder();
    await expect(addAs(other.owner, orderId, "seller", fileOf("elsewhere"))).rejects.toThrow("not_found");
    expect(await as(other.owner, (tx) => listContractCopies(tx, orderId))).toEqual([]);
  });

  it("keep their bytes in the store, which the sweep of abandoned files leaves", async () => {
    const { owner, orderId } = await makeOrder();
    const store = announcing(room.store, engine.doors);
    const stored = await storeFiles(
      owner.tenantId,
      { ...room, store },
      [receive(pdfOf("signed"), "signed.pdf"), receive(pngOf(3), "scan.exe")],
      COPY_KINDS,
    );
    if (!stored.ok) throw new Error(stored.code);
    const [kept, lost] = stored.files;
    expect(lost).toMatchObject({ kind: "png", name: "scan.exe" });
    await addAs(owner, orderId, "seller", kept!);
    const keyOf = ({ id, sha256 }: StoredFile) => evidenceKey(owner.tenantId, sha256, id);
    expect(await sweepStoredFiles(engine.doors, room.store, new Date(Date.now() + 25 * HOUR))).toBeGreaterThan(0);
    expect([await room.store.head(keyOf(kept!)), await room.store.head(keyOf(lost!))]).toEqual([
      { size: kept!.size },
      null,
    ]);
    const listed = await as(owner, listKeptFiles);
    expect(listed).toEqual([
      {
        table: "contract_copy",
        id: kept!.id,
        sha256: kept!.sha256,
        byteSize: kept!.size,
        isErased: false,
        isBook: true,
      },
    ]);
    const table = receive(new TextEncoder().encode("a,b\n1,2\n"), "signed.pdf");
    expect(await storeFiles(owner.tenantId, room, [table], COPY_KINDS)).toMatchObject({
      ok: false,
      code: "wrong_kind",
    });
  });
});
