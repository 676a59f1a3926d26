/** What came after Node 20.0, in the language and in Node. A program for Node 20 must not need any of it. */
const LATER = {
  "Object.getPrototypeOf(Object.getPrototypeOf([].values()))":
    "map filter take drop flatMap reduce toArray forEach some every find",
  Object: "groupBy",
  Map: "groupBy",
  Promise: "withResolvers try",
  Array: "fromAsync",
  "Set.prototype": "union intersection difference symmetricDifference isSubsetOf isSupersetOf isDisjointFrom",
  "ArrayBuffer.prototype": "transfer transferToFixedLength resizable",
  Uint8Array: "fromBase64 fromHex",
  "Uint8Array.prototype": "toBase64 toHex setFromBase64 setFromHex",
  RegExp: "escape",
  Error: "isError",
  Math: "f16round sumPrecise",
  Intl: "DurationFormat",
  AbortSignal: "any",
  process: "getBuiltinModule",
  globalThis: "Iterator Float16Array navigator WebSocket EventSource URLPattern CloseEvent",
};

/** Ends the process at the first connection, so that an attempt can't go unnoticed. */
const NO_NETWORK = `
import net from "node:net";
import dns from "node:dns";
const refuse = () => { console.error("NETWORK"); process.exit(99); };
net.Socket.prototype.connect = refuse;
dns.lookup = refuse;`;

const remove = Object.entries(LATER).flatMap(([owner, names]) =>
  names.split(" ").map((name) => `delete (${owner})[${JSON.stringify(name)}];`),
);

const load = (script: string) => `--import=data:text/javascript,${encodeURIComponent(script)}`;

/** Arguments for Node that refuse every connection. */
export const withoutNetwork = load(NO_NETWORK);

/** Arguments for a newer Node that remove what Node 20 doesn't have. It still accepts a newer syntax. */
export const asNode20 = load(remove.join("\n"));
