import { openAsBlob } from "node:fs";
import { AwsClient } from "aws4fetch";
import { AppError } from "#app/errors.ts";
import { assertKey, type EvidenceStore } from "./evidence-store.ts";

export interface S3Settings {
  /** The address of the service; the bucket is the first part of the path. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** Twenty megabytes pass in seconds; a service that hangs must not hold a request. */
const TIMEOUT_MILLISECONDS = 60_000;

/**
 * Evidence in a bucket that speaks the S3 protocol. Requests are signed with the content's own hash, so that a service
 * refuses bytes that were changed on the way.
 *
 * Every method throws AppError `unavailable` where the service can't be reached or refuses.
 */
export function openS3Store({ endpoint, bucket, region, accessKeyId, secretAccessKey }: S3Settings): EvidenceStore {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: 2 });
  const addressOf = (key: string) =>
    `${endpoint.replace(/\/$/, "")}/${encodeURIComponent(bucket)}/evidence/${assertKey(key)}`;
  const ask = async (key: string, init: RequestInit, allowed: number[]): Promise<Response> => {
    const address = addressOf(key);
    let answer: Response;
    try {
      answer = await client.fetch(address, { ...init, signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) });
    } catch (cause) {
      throw new AppError("unavailable", { cause, details: { reason: "evidence_store" } });
    }
    if (answer.ok || allowed.includes(answer.status)) return answer;
    await answer.body?.cancel();
    throw new AppError("unavailable", { details: { reason: "evidence_store", status: answer.status } });
  };
  return {
    async put(key, file) {
      const headers = { "X-Amz-Content-Sha256": file.sha256, "Content-Type": "application/octet-stream" };
      const answer = await ask(key, { method: "PUT", headers, body: await openAsBlob(file.path) }, []);
      await answer.body?.cancel();
    },
    async get(key) {
      const answer = await ask(key, { method: "GET" }, [404]);
      if (answer.status !== 404) return answer.body as unknown as AsyncIterable<Uint8Array>;
      await answer.body?.cancel();
      return null;
    },
    async head(key) {
      const answer = await ask(key, { method: "HEAD" }, [404]);
      return answer.status === 404 ? null : { size: Number(answer.headers.get("content-length")) };
    },
    async delete(key) {
      const answer = await ask(key, { method: "DELETE" }, [404]);
      await answer.body?.cancel();
    },
  };
}
