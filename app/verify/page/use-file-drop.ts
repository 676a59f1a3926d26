import { useState } from "react";
import { useShowFile } from "./show-file.ts";

/** Progress or error of reading a file, with the values for its message. */
export type FileNotice =
  | { kind: "reading" | "unreadable"; name: string }
  | { kind: "too_large"; name: string; size: number }
  | { kind: "offline" | "insecure" }
  /** A picture in which to find a QR code. */
  | { kind: "no_code"; name: string }
  | { kind: "other_site"; host: string };

/** Larger than any report or bundle. Larger files are not read. */
const LARGEST_BYTES = 144 * 1024 * 1024;

interface FileDrop {
  takeFile: (file: File) => void;
  isBusy: boolean;
  notice: FileNotice | null;
}

/**
 * Reads a file in this browser, finds its report and shows the result. The file stays in memory. Only its hash and the number
 * it names are sent.
 */
export function useFileDrop(): FileDrop {
  const showFile = useShowFile();
  const [notice, setNotice] = useState<FileNotice | null>(null);
  const take = async (file: File) => {
    if (file.size > LARGEST_BYTES) return setNotice({ kind: "too_large", name: file.name, size: file.size });
    if (file.type.startsWith("image/")) return setNotice(await followCode(file));
    if (!globalThis.crypto?.subtle) return setNotice({ kind: "insecure" });
    setNotice({ kind: "reading", name: file.name });
    const content = await readContent(file);
    if (content === null) return setNotice({ kind: "unreadable", name: file.name });
    const read = await identify(content);
    if (read === null || read.identified.kind === "unreachable") return setNotice({ kind: "offline" });
    const { identified, sha256 } = read;
    const isShown = await showFile({ name: file.name, size: file.size, sha256, identified });
    setNotice(isShown ? null : { kind: "offline" });
  };
  return { takeFile: (file) => void take(file), isBusy: notice?.kind === "reading", notice };
}

/** Opens the report of the QR code in the picture, or shows why it can't. */
async function followCode(picture: File): Promise<FileNotice> {
  const code = await import("./read-qr.ts").catch(() => null);
  if (code === null) return { kind: "offline" };
  const reading = await code.readQr(picture, window.location.host);
  switch (reading.kind) {
    case "number":
      window.location.assign(`/verify/${reading.number}`);
      return { kind: "reading", name: picture.name };
    case "elsewhere":
      return { kind: "other_site", host: reading.host };
    case "none":
      return { kind: "no_code", name: picture.name };
  }
}

async function readContent(file: File): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return null;
  }
}

/** Null if the module could not be loaded. */
async function identify(content: Uint8Array) {
  const code = await import("./identify-file.ts").catch(() => null);
  return code?.identifyFile(content, window.location.host) ?? null;
}
