import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { decodeBase64, encodeBase64 } from "#app/encoding/base64.ts";
import { sha256Hex } from "#app/encoding/sha256.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { parseCheckpoint } from "#app/proof/checkpoint.ts";
import { readCosignatures } from "#app/proof/cosignature.ts";
import {
  followLog,
  type LogFault,
  type LogRound,
  type LogSource,
  LogUnreachable,
  type LogView,
} from "#app/proof/follow-log.ts";
import { type KeySet, parseKeySet } from "#app/proof/key-set.ts";
import { formatVerifierKey, type NoteVerifier, parseVerifierKey } from "#app/proof/signed-note.ts";
import { fetchBytes, fetchText } from "./fetch-text.ts";

export interface MonitorRound {
  at: string;
  origin: string;
  size: number;
  added: number;
  isFirst: boolean;
  keys: string[];
  witnesses: string[];
  faults: (LogFault | { code: "keys_not_stated"; now: string; stated: string })[];
  evidence: string | null;
  /** The address without a usable answer. The other members are then meaningless. */
  unreachable: string | null;
}

export class StateUnreadable extends Error {
  readonly file: string;

  constructor(file: string) {
    super(`${file} can't be read`);
    this.name = "StateUnreadable";
    this.file = file;
  }
}

interface Watch {
  url: string;
  state: string | null;
  keys: string | null;
  all: boolean;
}

const FORMAT = "truetonne log monitor 1";

interface State {
  format: typeof FORMAT;
  url: string;
  note: string;
  edge: string[];
  keySet: string | null;
}

/** One round: continues from the state and saves what was verified. @throws StateUnreadable */
export async function monitorOnce(watch: Watch): Promise<MonitorRound> {
  const state = watch.state === null ? null : readState(watch.state, watch.url);
  try {
    const published = await readPublishedKeys(watch.url);
    const verifiers = watch.keys === null ? (published.keySet?.noteVerifiers ?? []) : await readKeyFile(watch.keys);
    const before = state && !watch.all ? viewOf(state, watch.state!) : null;
    const round = await followLog(sourceOf(watch.url), verifiers, before);
    const seen =
      state && watch.all ? await compareWithSeen(round, viewOf(state, watch.state!), watch.url, verifiers) : [];
    const faults: MonitorRound["faults"] = [...seen, ...round.faults];
    const stated = round.added.filter(({ type }) => type === "key_set").at(-1);
    const keySet = stated?.type === "key_set" ? stated.h_keys : (state?.keySet ?? null);
    if (round.view && keySet !== null && published.sha256 !== null && published.sha256 !== keySet) {
      faults.push({ code: "keys_not_stated", now: published.sha256, stated: keySet });
    }
    const evidence = keepEvidence(watch.state, state, round, faults);
    if (watch.state !== null && round.view && faults.length === 0)
      writeState(watch.state, watch.url, round.view, keySet);
    return {
      at: new Date().toISOString(),
      origin: round.checkpoint?.origin ?? "",
      size: round.checkpoint?.size ?? 0,
      added: round.added.length,
      isFirst: state === null,
      keys: await Promise.all(verifiers.map(({ name, publicKey }) => formatVerifierKey(name, publicKey))),
      witnesses: await describeWitnesses(round, published.keySet),
      faults,
      evidence,
      unreachable: null,
    };
  } catch (error) {
    if (error instanceof LogUnreachable) return nothingSaid(error.address, state === null);
    throw error;
  }
}

/** If the log is read again from its first entry, it must still agree with everything seen. */
async function compareWithSeen(
  round: LogRound,
  view: LogView,
  url: string,
  verifiers: readonly NoteVerifier[],
): Promise<LogFault[]> {
  if (round.view === null) return [];
  return (await followLog(sourceOf(url), verifiers, view)).faults;
}

function nothingSaid(address: string, isFirst: boolean): MonitorRound {
  const at = new Date().toISOString();
  const nothing = { origin: "", size: 0, added: 0, keys: [], witnesses: [], faults: [], evidence: null };
  return { at, ...nothing, isFirst, unreachable: address };
}

function sourceOf(url: string): LogSource {
  return {
    readCheckpoint: async () => {
      const answer = await fetchText(`${url}/checkpoint`);
      if (answer.kind !== "found") throw new LogUnreachable(`${url}/checkpoint`);
      return answer.text;
    },
    readTile: async (path) => {
      const answer = await fetchBytes(`${url}/${path}`);
      if (answer.kind === "unreachable") throw new LogUnreachable(`${url}/${path}`);
      return answer.kind === "found" ? answer.bytes : null;
    },
  };
}

async function readPublishedKeys(url: string): Promise<{ keySet: KeySet | null; sha256: string | null }> {
  const answer = await fetchText(new URL("/.well-known/jwks.json", url).href);
  if (answer.kind !== "found") return { keySet: null, sha256: null };
  try {
    return { keySet: await parseKeySet(answer.text), sha256: await sha256Hex(answer.text) };
  } catch (error) {
    if (error instanceof TransparencyError) return { keySet: null, sha256: await sha256Hex(answer.text) };
    throw error;
  }
}

/** `keys.json` of a bundle, or a file with one verifier key per line. */
async function readKeyFile(file: string): Promise<NoteVerifier[]> {
  try {
    const text = readFileSync(file, "utf8");
    if (text.startsWith("{")) return (await parseKeySet(text)).noteVerifiers;
    const lines = text.split("\n").map((line) => line.trim());
    return await Promise.all(
      lines.filter((line) => line && !line.startsWith("#")).map((line) => parseVerifierKey(line)),
    );
  } catch {
    throw new StateUnreadable(file);
  }
}

async function describeWitnesses(round: LogRound, keySet: KeySet | null): Promise<string[]> {
  if (!round.checkpoint || !keySet?.witnesses) return [];
  try {
    const found = await readCosignatures(round.checkpoint.note, keySet.witnesses);
    return found.map(({ witness, at }) => `${witness} ${at}`);
  } catch (error) {
    if (error instanceof TransparencyError) return [];
    throw error;
  }
}

function readState(file: string, url: string): State | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new StateUnreadable(file);
  }
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch {
    throw new StateUnreadable(file);
  }
  if (!isState(state) || state.url !== url) throw new StateUnreadable(file);
  return state;
}

function isState(value: unknown): value is State {
  if (typeof value !== "object" || value === null) return false;
  const { format, url, note, edge, keySet } = value as Record<string, unknown>;
  const areTexts = [url, note].every((one) => typeof one === "string");
  const isEdge = Array.isArray(edge) && edge.every((one) => typeof one === "string");
  return format === FORMAT && areTexts && isEdge && (keySet === null || typeof keySet === "string");
}

function viewOf({ note, edge }: State, file: string): LogView {
  try {
    const { origin, size } = parseCheckpoint(note);
    return { note, origin, edge: { size, hashes: edge.map(decodeBase64) } };
  } catch {
    throw new StateUnreadable(file);
  }
}

/** Writes all or nothing, so that an interruption leaves the last good state. */
function writeState(file: string, url: string, { note, edge }: LogView, keySet: string | null): void {
  const state: State = { format: FORMAT, url, note, edge: edge.hashes.map(encodeBase64), keySet };
  writeFileSync(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

const CONTRADICTIONS = new Set(["fork", "regression", "other_log"]);

/** Two signed checkpoints that can't both be true. They prove the fork to anyone. */
function keepEvidence(
  file: string | null,
  state: State | null,
  round: LogRound,
  faults: MonitorRound["faults"],
): string | null {
  if (file === null || state === null || !round.checkpoint) return null;
  if (!faults.some(({ code }) => CONTRADICTIONS.has(code))) return null;
  const evidence = `${file}.contradiction`;
  writeFileSync(evidence, `${state.note}\n---\n\n${round.checkpoint.note}`);
  return evidence;
}
