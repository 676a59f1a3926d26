import { useState } from "react";
import { LARGEST_BUNDLE_BYTES } from "#app/proof/bundle.ts";
import { type GivenFile, type Judgement, judgeFiles } from "./judge-files.ts";

export type FileTrouble = { kind: "too_large" | "unreadable"; name: string } | { kind: "failed" };

interface GivenFiles {
  files: readonly GivenFile[];
  judgement: Judgement;
  /** Time of the last result, ISO 8601. */
  checkedAt: string;
  isWorking: boolean;
  trouble: FileTrouble | null;
  /** Name of a key that the reader typed. */
  keyName: string;
  take: (file: File) => void;
  /** Checks again with the name of a key from another source. */
  nameKey: (name: string) => void;
  /** Checks again with keys and checkpoint that the reader confirms to have from another source. */
  ownAnchors: () => void;
  startAgain: () => void;
}

const NOTHING: Judgement = { kind: "waiting" };

/** The reader's files and the result for all of them, checked again with each file. */
export function useGivenFiles(): GivenFiles {
  const [files, setFiles] = useState<readonly GivenFile[]>([]);
  const [judgement, setJudgement] = useState(NOTHING);
  const [checkedAt, setCheckedAt] = useState("");
  const [waiting, setWaiting] = useState(0);
  const [trouble, setTrouble] = useState<FileTrouble | null>(null);
  // Files dropped together are read in sequence, so that each result includes all earlier files.
  const [queue] = useState(() => ({
    files: [] as GivenFile[],
    keyName: "",
    areAnchorsOwn: false,
    last: Promise.resolve(),
  }));
  const [keyName, setKeyName] = useState("");

  const judge = async () => {
    const now = new Date().toISOString();
    setJudgement(await judgeFiles(queue.files, now, queue));
    setCheckedAt(now);
  };
  /** Runs in sequence and stays busy until the last is done. A failure clears the result. */
  const enqueue = (act: () => Promise<void>) => {
    setWaiting((count) => count + 1);
    queue.last = queue.last.then(async () => {
      try {
        await act();
      } catch (error) {
        console.error(error);
        // A result for fewer files must not be shown for all of them.
        setJudgement(NOTHING);
        setTrouble({ kind: "failed" });
      } finally {
        setWaiting((count) => count - 1);
      }
    });
  };

  const add = async (file: File) => {
    if (file.size > LARGEST_BUNDLE_BYTES) return setTrouble({ kind: "too_large", name: file.name });
    const bytes = await readBytes(file);
    if (bytes === null) return setTrouble({ kind: "unreadable", name: file.name });
    setTrouble(null);
    // Earlier confirmations don't apply to another file.
    queue.areAnchorsOwn = false;
    queue.files = [...queue.files.filter(({ name }) => name !== file.name), { name: file.name, bytes }];
    setFiles(queue.files);
    await judge();
  };
  return {
    files,
    judgement,
    checkedAt,
    isWorking: waiting > 0,
    trouble,
    keyName,
    take: (file) => enqueue(() => add(file)),
    nameKey: (name) => {
      queue.keyName = name;
      setKeyName(name);
      enqueue(judge);
    },
    ownAnchors: () => {
      queue.areAnchorsOwn = true;
      enqueue(judge);
    },
    startAgain: () => {
      queue.areAnchorsOwn = false;
      queue.files = [];
      queue.keyName = "";
      setKeyName("");
      setFiles([]);
      setJudgement(NOTHING);
      setTrouble(null);
    },
  };
}

async function readBytes(file: File): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return null;
  }
}
