import { spawn } from "node:child_process";
import { TransparencyError } from "#app/encoding/transparency-error.ts";

const MOST_MILLISECONDS = 30_000;
/** An RSA signature of 16384 bits has 2048 bytes. */
const LARGEST_SIGNATURE = 4096;

/**
 * Has a program sign: it reads the bytes to be signed from standard input and writes the signature, raw, to standard
 * output (RSASSA-PKCS1-v1_5 or ECDSA in DER, with SHA-256). So a token, a hardware module or a key service is reached by
 * its own tool, and the key stays there. No shell, no arguments, no settings of ours in its environment.
 * @throws `signer_unavailable` with what the program said
 */
export function signByCommand(command: string, bytes: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(new TransparencyError("signer_unavailable", { reason }));
    const { PATH = "", HOME = "" } = process.env;
    const env = { PATH, HOME } as unknown as NodeJS.ProcessEnv;
    const child = spawn(command, [], { env, timeout: MOST_MILLISECONDS, killSignal: "SIGKILL" });
    const output: Buffer[] = [];
    let size = 0;
    let words = "";
    child.stdout.on("data", (part: Buffer) => {
      size += part.length;
      if (size > LARGEST_SIGNATURE) child.kill("SIGKILL");
      else output.push(part);
    });
    child.stderr.on("data", (part: Buffer) => {
      words = (words + part.toString()).slice(0, 500);
    });
    child.on("error", (error) => fail(error.message));
    child.stdin.on("error", () => {}); // a program that reads nothing fails by what it answers
    child.on("close", (code, signal) => {
      if (code === 0 && size > 0) resolve(new Uint8Array(Buffer.concat(output)));
      else fail(words.trim() || `ended with ${signal ?? code}`);
    });
    child.stdin.end(bytes);
  });
}
