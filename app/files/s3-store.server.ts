import { openAsBlob } from "node:fs";
import { AwsClient } from "aws4fetch";
import { AppError } from "#app/encoding/errors.ts";
import { assertKey, type EvidenceStore } from "./evidence-store.ts";

export interface S3Settings {
  /** The address of the service. The bucket is the first part of the path. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** A service that hangs must not block a request. Large files get an extra second per megabyte. */
const TIMEOUT_MILLISECONDS = 60_000;
const BYTES_A_MILLISECOND = 1000;

/**
 * Evidence in an S3-compatible bucket. Requests are signed with the content's hash, so that the service rejects bytes
 * changed in transit.
 * Every method throws AppError `unavailable` if the service can't be reached or refuses.
 */
export function openS3Store({ endpoint, bucket, region, accessKeyId, secretAccessKey }: S3Settings): EvidenceStore {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: 2 });
  const addressOf = (key: string) =>
    `${endpoint.replace(/\/$/, "")}/${encodeURIComponent(bucket)}/evidence/${assertKey(key)}`;
  const ask = async (key: string, init: RequestInit, allowed: number[], bytes = 0): Promise<Response> => {
    const address = addressOf(key);
    const patience = new Patience(bytes);
    let answer: Response;
    try {
      answer = await client.fetch(address, { ...init, signal: patience.signal });
      patience.extend(Number(answer.headers.get("content-length") ?? 0));
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
      const answer = await ask(key, { method: "PUT", headers, body: await openAsBlob(file.path) }, [], file.size);
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

/** Aborts a request that takes too long for its size. */
class Patience {
  readonly #end = new AbortController();
  #timer: NodeJS.Timeout;
  get signal(): AbortSignal {
    return this.#end.signal;
  }

  constructor(bytes: number) {
    this.#timer = this.#wait(bytes);
  }

  /** The time restarts with the response, whose bytes are still to come. */
  extend(bytes: number): void {
    clearTimeout(this.#timer);
    this.#timer = this.#wait(bytes);
  }

  #wait(bytes: number): NodeJS.Timeout {
    const milliseconds = TIMEOUT_MILLISECONDS + Math.ceil(bytes / BYTES_A_MILLISECOND);
    return setTimeout(() => this.#end.abort(new DOMException("timeout", "TimeoutError")), milliseconds).unref();
  }
}
