import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { doors } from "#app/database/doors.server.ts";
import { type PackEntry, type PackedFile, streamZip } from "#app/encoding/stream-zip.ts";
import { subtract } from "#app/money/money.ts";
import { printAmount } from "#app/money/money-text.ts";
import { openTradeDocument } from "#app/trade/document/serve-document.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import { type ExportDetail, readDetail } from "./export-detail.server.ts";
import { type ExportedService, gapsOf } from "./exported-service.ts";

const PACK_FORMAT = "truetonne/export-evidence/v1";

/** Invoices in one archive. Each may print several documents. */
export const MOST_PACKED = 100;

interface PackAsked {
  author: ChangeAuthor;
  exports: readonly ExportedService[];
  /** Files above the folders of the invoices. */
  lists: readonly PackEntry[];
  now: Date;
}

/**
 * The evidence of exports as a ZIP, created while it is downloaded: a folder for each invoice with its documents and
 * the facts, then a manifest with the SHA-256 of each file. Documents are the stored ones that clients get.
 */
export function answerEvidence(asked: PackAsked, name: string): Response {
  const packed: PackedFile[] = [];
  const bytes = streamZip(entriesOf(asked, packed), (file) => packed.push(file));
  return new Response(Readable.toWeb(Readable.from(bytes)) as ReadableStream<Uint8Array>, {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": `attachment; filename="${name}.zip"`,
      "Cache-Control": "private, no-store",
    },
  });
}

async function* entriesOf(asked: PackAsked, packed: readonly PackedFile[]): AsyncGenerator<PackEntry> {
  yield* asked.lists;
  const { withTenant } = await doors();
  for (const exported of asked.exports) {
    const detail = await withTenant(asked.author, (tx) => readDetail(tx, exported));
    yield* entriesOfInvoice(asked.author, detail);
  }
  const files = packed.map(({ path, size, sha256 }) => ({ path, size, sha256 }));
  const manifest = print({ format: PACK_FORMAT, madeAt: asked.now.toISOString(), files });
  yield text("manifest.json", manifest);
  yield text("manifest.sha256", `${createHash("sha256").update(manifest).digest("hex")}  manifest.json\n`);
}

async function* entriesOfInvoice(author: ChangeAuthor, detail: ExportDetail): AsyncGenerator<PackEntry> {
  const { exported, credits } = detail;
  const { contract } = exported.evidence;
  yield text(`${exported.number}/evidence.json`, print(describeDetail(detail)));
  const kinds = [
    { kind: "invoice" as const, id: exported.invoiceId },
    ...credits.map(({ id }) => ({ kind: "credit_note" as const, id })),
    ...(contract ? [{ kind: "quote" as const, id: contract.quoteId }] : []),
  ];
  for (const one of kinds) {
    const { pdf, number } = await openTradeDocument(author, one);
    yield { path: `${exported.number}/${one.kind}-${number}.pdf`, bytes: [pdf] };
  }
}

function describeDetail({ exported, payments, credits }: ExportDetail) {
  const amount = (one: { minor: bigint; currency: string } | null) =>
    one && { amount: printAmount(one), currency: one.currency };
  const { contract, fapiao } = exported.evidence;
  return {
    invoice: exported.number,
    issuedOn: exported.issuedOn,
    servicePeriod: exported.period,
    client: exported.client,
    services: exported.services,
    taxRule: exported.taxRuleId,
    net: amount(exported.net),
    netAtHome: amount(exported.netAtHome),
    received: amount(exported.received),
    receivedAtHome: amount(exported.receivedAtHome),
    outstanding: amount(exported.outstanding),
    contract: contract && {
      quote: contract.number,
      acceptedAt: contract.acceptedAt.toISOString(),
      signerName: contract.signerName,
      signerRole: contract.signerRole,
    },
    fapiao,
    creditNotes: credits.map(({ number, issuedOn }) => ({ number, issuedOn })),
    payments: payments.map((payment) => ({
      receivedOn: payment.receivedOn,
      arrived: amount(subtract(payment.amount, payment.charge)),
      bankCharges: amount(payment.charge),
      refunded: amount(payment.refunded),
      payer: payment.payer || null,
      payerCountry: payment.country || null,
      reference: payment.reference,
    })),
    missing: gapsOf(exported),
  };
}

function text(path: string, content: string): PackEntry {
  return { path, bytes: [new TextEncoder().encode(content)] };
}

function print(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
